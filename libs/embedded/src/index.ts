export { EmbeddedEnvironment } from './environment';
export type { EmbeddedOptions } from './environment';
export { EmbeddedLog } from './log/embedded-log';
export type { EmbeddedLogOptions } from './log/embedded-log';
export { EmbeddedReader } from './store/embedded-reader';
export { EmbeddedLaneStore } from './store/embedded-lane-store';
export type { EmbeddedStoreOptions } from './store/embedded-lane-store';
export { hostLaneStore } from './threaded/store-host';
export { ThreadedLaneStore } from './threaded/threaded-lane-store';
