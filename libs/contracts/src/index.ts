export { checkDocument, type FieldFault } from './check/check-document';
export { documentLineFault, type LineFault } from './check/line-fault';
export { sameContent } from './content/same-content';
export { type DecodedJson, decodeJson, encodeJson, withoutExactNumbers } from './decode/decode-json';
export {
  type DecodedValue,
  decodeText,
  decodeValue,
  type UnreadableReason,
  VALUE_BYTES_MAX,
} from './decode/decode-value';
export { ExactNumber } from './decode/exact-number';
export { CancellationDto } from './documents/cancellation.dto';
export {
  DOCUMENT_DTO,
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentTopic,
  TOPIC_KIND,
} from './documents/document-kind';
export { checkEvent } from './events/check-event';
export { EVENT_DTO, EVENT_KEY, type EventKind, type EventTopic, TOPIC_EVENT } from './events/event-kind';
export { eventOrderNo, orderNoOf } from './events/event-order-no';
export { InventoryDto, InventoryLineDto } from './documents/inventory.dto';
export { OrderDto, OrderLineDto } from './documents/order.dto';
export { PaymentDto } from './documents/payment.dto';
export { ReturnDto, ReturnLineDto } from './documents/return.dto';
export { WaybillDto } from './documents/waybill.dto';
export { ALL_TOPICS, FLOW, type FlowStage } from './flow';
export { BUSINESS_KEY, businessKeyFault } from './keys/business-key';
export { murmur2, partitionOf } from './keys/murmur2';
export {
  CEB_TOPIC,
  INBOUND_TOPICS,
  type InboundTopic,
  OUTBOUND_TOPICS,
  type OutboundTopic,
  PARTNER_TOPICS,
  BETWEEN_STAGES,
  STAGE_TOPICS,
} from './topics';
