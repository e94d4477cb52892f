import { Digits } from '../fields/digits.field';
import { OneOf, OptionalText, Text } from '../fields/text.field';
import { TransmissionDto } from './transmission.dto';

/** The head that cancellations (CEB623) and returns (CEB625) share. Lengths as in CEB621. */
export abstract class ApplicationDto extends TransmissionDto {
  // Neither may be changed or withdrawn once sent (contract 13).
  @OneOf('1') appType: string;
  @Digits(4) customsCode: string;
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
  // Required by the official schema; on the wire it may be left out, the parcel is found by its order.
  @OptionalText(18) invtNo?: string;
  @OneOf('1') buyerIdType: string;
  @Text(60) buyerIdNumber: string;
  @Text(60) buyerName: string;
  @Text(30) buyerTelephone: string;
  @Text(18) agentCode: string;
  @Text(100) agentName: string;
  @Text(1000) reason: string;
  @OptionalText(1000) note?: string;
}
