import { OptionalText, Text } from '../fields/text.field';
import { IsoMoment } from '../fields/time.field';

/** A parcel has passed the gate of its warehouse (contract 2 and 13). */
export class GateOutDto {
  @Text(100) noticeId: string;
  @IsoMoment() passedAt: string;
  @OptionalText(100) vehicle?: string;
}
