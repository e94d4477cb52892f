export { MATCH_RULES } from './match/match-rules';
export type { MatchRule } from './match/match-rule';
export { CLEAR_RULES } from './clear/clear-rules';
export type { ClearRule, ClearanceCase } from './clear/clear-rule';
export type { Bundle } from './bundle/bundle';
export { drawInspection, type DrawnParcel, type Inspection } from './clear/inspection-draw';
export type { Tax, TaxLine } from './clear/parcel-tax';
export { lineTaxes, type LineTaxes, type Regime } from './clear/line-tax';
export { taxRates, type TaxRates } from './clear/tax-rates';
export { apportion } from './clear/dutiable-price';
export type {
  AnyDocument,
  Decimal,
  DocumentKind,
  Inventory,
  InventoryLine,
  Order,
  OrderLine,
  Payment,
  Waybill,
} from './documents/document';
export {
  contentOf,
  type DocumentText,
  storeDocument,
  type StoredDocument,
  withoutContent,
} from './documents/stored-document';
export { present } from './documents/present';
export type { Digest } from './identity/digest';
export { isValidIdNumber } from './identity/id-number';
export { masked, normalIdNumber, normalTelephone, normalText } from './identity/normalise';
export { decimal, formatDecimal, formatMoney, formatQuantity, type Scaled } from './money/decimal';
export { fraction, type Fraction } from './money/fraction';
export { type Clearance, type Outcome, type QuotaUse, RETURN_STATUS } from './parcel/clearance';
export {
  type AcceptedReturn,
  type Admission,
  type HeldWaybill,
  isChangeable,
  type Parcel,
  type ParcelGroup,
  type ParcelStatus,
  parcelOf,
  parcelsOf,
  statusOf,
  type TakenArrival,
} from './parcel/parcel-group';
export { ARRIVAL_DAYS } from './life/take-arrival';
export { RETURN_DAYS } from './life/take-return';
export { releaseOf } from './life/next-clearance';
export type { TaxBill } from './life/tax-bill';
export { type ItemQuantity, type LineQuantity, type ParcelLine, takenItems } from './inventory/parcel-line';
export { bundleOf } from './parcel/decide-bundle';
export type { Deciding } from './parcel/deciding';
export { Existing } from './existing';
export { DRY_RUN_RULES, judge, type Judgement } from './clear/judge';
export { type Awaited, awaitedOf } from './explain/awaited';
export { type RuleFinding, ruleFindings } from './explain/rule-findings';
export type { Evidence } from './evidence';
export { drawAndRate } from './clear/inspection-draw';
export { missingDocuments } from './parcel/expire';
export type { ParcelFact } from './parcel/parcel-fact';
export type {
  AnswerInput,
  ApplicationInput,
  ApplicationKind,
  BundleKind,
  DetainStatus,
  DocumentInput,
  EventInput,
  FieldFault,
  GateOut,
  LineFault,
  ParcelInput,
  ReturnArrival,
  Ruling,
  RulingWord,
  TickInput,
} from './parcel/parcel-input';
export { parcelStage } from './parcel/parcel-stage';
export { isUnclaimed, waybillOf } from './parcel/waybill-claim';
export { groupDueAt, parcelDeadline } from './parcel/window';
export {
  quotaStage,
  type GiveBackRequest,
  type QuotaFact,
  type QuotaRequest,
  isShortageGiveBack,
  shortageGiveBack,
  type QuotaState,
} from './quota/quota-stage';
export { quantityEntries, quantityOf, type Quantities } from './stock/quantities';
export {
  stockStage,
  type StockFact,
  type StockMoveRequest,
  type StockRequest,
  type StockReserveRequest,
  type StockState,
} from './stock/stock-stage';
export {
  releaseStage,
  type NoticeAction,
  type ReleaseFact,
  type ReleaseRequest,
  type ReleaseState,
} from './release/release-stage';
export { APPLICATION_CODES, DOCUMENT_CODES } from './receipts/document-codes';
export type { Receipt } from './receipts/receipt';
export { type Basis, REASONS, type Reason, type ReasonName, type Side } from './reasons';
export { buildReference, DEFAULT_SETTINGS, type ReferenceData } from './reference/build-reference';
export type {
  Book,
  BookItem,
  ConsumptionRule,
  Enterprise,
  Grade,
  HsRow,
  RecordedItem,
  Reference,
  RiskField,
  RiskRule,
  Role,
  Settings,
} from './reference/reference';
export {
  isRefusedRecord,
  isStageMessage,
  type AnyStage,
  type DecideContext,
  type Decision,
  type Output,
  type OutwardRecord,
  type RecordOrigin,
  type RefusalReason,
  type RefusedRecord,
  type Stage,
  type StageMessage,
  type StageName,
  type TextChange,
} from './stage';
export { beijingDay, beijingYear, isoTime, returnTime } from './time';
export {
  APPLICATION_MOVES,
  type ApplicationMove,
  EVENT_MOVES,
  type EventMove,
  LIFE_STATES,
  type LifeState,
  lifeStateOf,
} from './life/life-table';
export {
  type AppType,
  type Move,
  type Relation,
  type Standing,
  transition,
  TRANSITIONS,
} from './parcel/transition-table';
export { Balances, type LedgerEvent, type LedgerLine } from './ledger/ledger-line';
export { quotaAccount, quotaLines } from './ledger/quota-lines';
export { openingStock, stockAccount, stockLines } from './ledger/stock-lines';
export { type BillEvent, billLines, BillReader } from './ledger/tax-lines';
export {
  billStatus,
  type GuaranteeUse,
  PAYABLE_FROM_DAYS,
  PAYABLE_UNTIL_DAYS,
  type SummaryBill,
  TaxMonths,
} from './ledger/tax-months';
export { type Matter, MATTERS, WaitingList, type WaitingMatter } from './life/waiting-list';
