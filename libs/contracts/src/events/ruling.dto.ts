import { Count, Gnum } from '../fields/count.field';
import { DecimalField } from '../fields/decimal.field';
import { Lines } from '../fields/lines.field';
import { OneOf, OptionalOneOf, OptionalText, Text } from '../fields/text.field';
import { IsoMoment } from '../fields/time.field';

/** The MFN duty rate of one line, a fraction. */
export class DutyRateDto {
  @Gnum() gnum: number | string;
  @DecimalField() rate: string;
}

/** An officer's decision on an inspection, a review or a detention (contract 2 and 13). */
export class RulingDto {
  @Text(79) parcelId: string;
  @Count(9) revision: number | string;
  @OneOf('release', 'refuse', 'detain', 'return') ruling: string;
  @OptionalText(1000) reasonText?: string;
  @Text(100) officer: string;
  @IsoMoment() ruledAt: string;
  @OptionalOneOf('501', '502', '503', '599') detainStatus?: string;
  @Lines(DutyRateDto, { numbered: false, optional: true }) dutyRates?: DutyRateDto[];
}
