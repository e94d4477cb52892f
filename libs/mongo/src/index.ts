export { MongoLaneStore } from './mongo-lane-store';
export type { MongoStoreOptions } from './mongo-lane-store';
export { DocumentTooLargeError } from './document-size';
export { StoreClosedError } from './patience';
export type { PatienceOptions } from './patience';
