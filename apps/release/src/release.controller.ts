import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LaneBatch } from '@sandan/pipeline';

/** Notices to warehouses. Key orderNo. */
@Controller()
export class ReleaseController {
  @EventPattern<string>('release', { batch: true })
  decide(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }
}
