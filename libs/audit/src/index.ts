export { auditChain, type ChainDay, type ChainReport, rootBreaks } from './chain/audit-chain';
export type { ChainBreak } from './chain/lane-chain';
export { type JournalFault, placeOf, scanLane } from './journal/scan-lane';
