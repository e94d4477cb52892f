import { DecimalField } from '../fields/decimal.field';
import { OneOf, OptionalText, Text } from '../fields/text.field';
import { Timestamp14 } from '../fields/time.field';
import { TransmissionDto } from './transmission.dto';

/** CEB411, 支付凭证 (`PaymentHead`). */
export class PaymentDto extends TransmissionDto {
  @OneOf('1', '2', '3') appType: string;
  @Text(18) payCode: string;
  @Text(100) payName: string;
  @Text(60) payTransactionId: string;
  @Text(60) orderNo: string;
  @Text(18) ebpCode: string;
  @Text(100) ebpName: string;
  @Text(1) payerIdType: string;
  @Text(60) payerIdNumber: string;
  @Text(60) payerName: string;
  @OptionalText(60) telephone?: string;
  @DecimalField() amountPaid: string;
  @OneOf('142') currency: string;
  @Timestamp14() payTime: string;
  @OptionalText(1000) note?: string;
}
