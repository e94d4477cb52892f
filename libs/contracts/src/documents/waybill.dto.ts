import { Count } from '../fields/count.field';
import { DecimalField, OptionalDecimal } from '../fields/decimal.field';
import { OneOf, OptionalText, Text } from '../fields/text.field';
import { TransmissionDto } from './transmission.dto';

/** CEB511, 物流运单 (`LogisticsHead`). */
export class WaybillDto extends TransmissionDto {
  @OneOf('1', '2', '3') appType: string;
  @Text(18) logisticsCode: string;
  @Text(100) logisticsName: string;
  @Text(60) logisticsNo: string;
  @OptionalText(37) billNo?: string;
  @Text(60) orderNo: string;
  @OptionalDecimal() freight?: string;
  @OptionalDecimal() insuredFee?: string;
  @OneOf('142') currency: string;
  @DecimalField() weight: string;
  @Count(9) packNo: number | string;
  @OptionalText(200) goodsInfo?: string;
  @Text(100) consignee: string;
  @Text(200) consigneeAddress: string;
  @Text(50) consigneeTelephone: string;
  @OptionalText(1000) note?: string;
}
