import { Count, Gnum } from '../fields/count.field';
import { DecimalField, OptionalDecimal } from '../fields/decimal.field';
import { Digits, OptionalDigits } from '../fields/digits.field';
import { Lines } from '../fields/lines.field';
import { FixedText, OneOf, OptionalText, Text } from '../fields/text.field';
import { Day8, OptionalDay8 } from '../fields/time.field';
import { TransmissionDto } from './transmission.dto';

/** One line of a CEB621 (`InventoryList`). */
export class InventoryLineDto {
  @Gnum() gnum: number | string;
  // Optional in the schema, mandatory for bonded goods by the specification.
  @Text(30) itemRecordNo: string;
  @OptionalText(20) itemNo?: string;
  @OptionalText(250) itemName?: string;
  @FixedText(10) gcode: string;
  @Text(250) gname: string;
  @Text(510) gmodel: string;
  @OptionalText(50) barCode?: string;
  @Digits(3) country: string;
  @OptionalText(3) tradeCountry?: string;
  @OneOf('142') currency: string;
  @DecimalField() qty: string;
  @Digits(3) unit: string;
  @DecimalField() qty1: string;
  @Digits(3) unit1: string;
  @OptionalDecimal() qty2?: string;
  @OptionalDigits(3) unit2?: string;
  @DecimalField() price: string;
  @DecimalField() totalPrice: string;
  @OptionalText(1000) note?: string;
}

/** CEB621, 进口清单 (`InventoryHead` and its lines). */
export class InventoryDto extends TransmissionDto {
  @OneOf('1', '2', '3') appType: string;
  @Text(60) orderNo: string;
  @Text(18) ebpCode: string;
  @Text(100) ebpName: string;
  @Text(18) ebcCode: string;
  @Text(100) ebcName: string;
  @Text(60) logisticsNo: string;
  @Text(18) logisticsCode: string;
  @Text(100) logisticsName: string;
  @OptionalText(20) copNo?: string;
  @OptionalText(18) preNo?: string;
  @Text(30) assureCode: string;
  // emsNo, areaCode and areaName: mandatory for bonded goods by the specification, optional in the schema.
  @Text(30) emsNo: string;
  @OptionalText(18) invtNo?: string;
  @OneOf('I') ieFlag: string;
  @Day8() declTime: string;
  @Digits(4) customsCode: string;
  @Digits(4) portCode: string;
  @OptionalDay8() ieDate?: string;
  @OneOf('1') buyerIdType: string;
  @Text(60) buyerIdNumber: string;
  @Text(60) buyerName: string;
  @Text(30) buyerTelephone: string;
  @Text(200) consigneeAddress: string;
  @Text(18) agentCode: string;
  @Text(100) agentName: string;
  @Text(18) areaCode: string;
  @Text(100) areaName: string;
  @OneOf('1210') tradeMode: string;
  @Text(1) trafMode: string;
  @OptionalText(100) trafNo?: string;
  @OptionalText(32) voyageNo?: string;
  @OptionalText(37) billNo?: string;
  @OptionalText(10) loctNo?: string;
  @OptionalText(19) licenseNo?: string;
  @Digits(3) country: string;
  @DecimalField() freight: string;
  @DecimalField() insuredFee: string;
  @OneOf('142') currency: string;
  @OptionalText(1) wrapType?: string;
  // The schema gives no length here; 19 digits are its limit for any number.
  @Count(19) packNo: number | string;
  @DecimalField() grossWeight: string;
  @DecimalField() netWeight: string;
  @OptionalText(1000) note?: string;
  @Lines(InventoryLineDto, { numbered: true }) lines: InventoryLineDto[];
}
