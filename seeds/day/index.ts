export { busiestSecondShare } from './curve';
export { checkDayOptions, DEFAULT_DAY, type Curve, type DayOptions, type DayRecord } from './day-options';
export {
  DAY_FAULTS,
  FAULT_NAMES,
  intendedOutcome,
  intendedReasons,
  type DayFault,
  type FaultKind,
  type FaultName,
  type IntendedOutcome,
} from './day-fault';
export { expectedMix, generateDay, type IntendedParcel, type OnParcel } from './generate-day';
