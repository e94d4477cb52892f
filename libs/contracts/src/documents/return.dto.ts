import { Gnum } from '../fields/count.field';
import { DecimalField } from '../fields/decimal.field';
import { OptionalDigits } from '../fields/digits.field';
import { Lines } from '../fields/lines.field';
import { OptionalFixedText, OptionalText } from '../fields/text.field';
import { ApplicationDto } from './application.dto';

/**
 * One line of a CEB625. The line of the inventory and the quantity say what comes back; the source marks no field of
 * this list as required, so the rest is checked when it is there.
 */
export class ReturnLineDto {
  @Gnum() gnum: number | string;
  @OptionalFixedText(10) gcode?: string;
  @OptionalText(250) gname?: string;
  @DecimalField() qty: string;
  @OptionalDigits(3) unit?: string;
  @OptionalText(1000) note?: string;
}

/** CEB625, 退货申请单 (`InvtRefund` and its lines). */
export class ReturnDto extends ApplicationDto {
  @Lines(ReturnLineDto, { numbered: false }) lines: ReturnLineDto[];
}
