import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LaneBatch } from '@sandan/pipeline';

/** One ledger a buyer and calendar year. Key: keyed hash of the buyer's ID number. */
@Controller()
export class QuotaController {
  @EventPattern<string>('quota', { batch: true })
  decide(@Payload() batch: LaneBatch): Promise<void> {
    return batch.decide();
  }
}
