import { Gnum } from '../fields/count.field';
import { DecimalField } from '../fields/decimal.field';
import { Digits } from '../fields/digits.field';
import { Lines } from '../fields/lines.field';
import { OneOf, OptionalText, Text } from '../fields/text.field';
import { TransmissionDto } from './transmission.dto';

/** One line of a CEB311 (`OrderList`). */
export class OrderLineDto {
  @Gnum() gnum: number | string;
  @OptionalText(30) itemNo?: string;
  @Text(250) itemName: string;
  @Text(510) gmodel: string;
  @OptionalText(1000) itemDescribe?: string;
  @OptionalText(50) barCode?: string;
  @Digits(3) unit: string;
  @DecimalField() qty: string;
  @DecimalField() price: string;
  @DecimalField() totalPrice: string;
  @OneOf('142') currency: string;
  @Digits(3) country: string;
  @OptionalText(1000) note?: string;
}

/** CEB311, 电子订单 (`OrderHead` and its lines). */
export class OrderDto extends TransmissionDto {
  @OneOf('1', '2', '3') appType: string;
  @OneOf('I') orderType: string;
  @Text(60) orderNo: string;
  @Text(18) ebpCode: string;
  @Text(100) ebpName: string;
  @Text(18) ebcCode: string;
  @Text(100) ebcName: string;
  @DecimalField() goodsValue: string;
  @DecimalField() freight: string;
  @DecimalField() discount: string;
  @DecimalField() taxTotal: string;
  @DecimalField() acturalPaid: string;
  @OneOf('142') currency: string;
  @Text(60) buyerRegNo: string;
  @Text(60) buyerName: string;
  @Text(30) buyerTelephone: string;
  @OneOf('1') buyerIdType: string;
  @Text(60) buyerIdNumber: string;
  @OptionalText(18) payCode?: string;
  @OptionalText(100) payName?: string;
  @OptionalText(60) payTransactionId?: string;
  @OptionalText(100) batchNumbers?: string;
  @Text(100) consignee: string;
  @Text(50) consigneeTelephone: string;
  @Text(200) consigneeAddress: string;
  @OptionalText(6) consigneeDistrict?: string;
  @OptionalText(1000) note?: string;
  @Lines(OrderLineDto, { numbered: true }) lines: OrderLineDto[];
}
