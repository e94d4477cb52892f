import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LaneBatch } from '@sandan/pipeline';

/** The parcel's home: documents come together here, are matched and judged. Key orderNo. */
@Controller()
export class ParcelController {
  @EventPattern<string>('parcel', { batch: true })
  decide(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }
}
