import { FixedText, OneOf } from '../fields/text.field';
import { Timestamp14 } from '../fields/time.field';

/** The head that every document starts with, but for `appType`: not every document may be changed or withdrawn. */
export abstract class TransmissionDto {
  @FixedText(36) guid: string;
  @Timestamp14() appTime: string;
  @OneOf('1', '2') appStatus: string;
}
