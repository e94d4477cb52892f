import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LaneBatch } from '@sandan/pipeline';

/** One ledger a bonded book. Key emsNo. */
@Controller()
export class StockController {
  @EventPattern<string>('stock', { batch: true })
  decide(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }
}
