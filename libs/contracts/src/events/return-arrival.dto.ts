import { Gnum } from '../fields/count.field';
import { DecimalField } from '../fields/decimal.field';
import { Lines } from '../fields/lines.field';
import { Text } from '../fields/text.field';
import { IsoMoment } from '../fields/time.field';

/** What of one line of the inventory came back. */
export class ArrivalLineDto {
  @Gnum() gnum: number | string;
  @DecimalField() qty: string;
}

/** Returned goods have arrived at the warehouse (contract 2 and 13). */
export class ReturnArrivalDto {
  @Text(79) parcelId: string;
  @Lines(ArrivalLineDto, { numbered: false }) lines: ArrivalLineDto[];
  @IsoMoment() arrivedAt: string;
}
