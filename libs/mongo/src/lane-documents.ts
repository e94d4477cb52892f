import { Schema, type Connection, type Model, type mongo } from 'mongoose';

/** `_id` is `stage/lane/seq`: its uniqueness is the fence. */
export interface JournalDocument {
  _id: string;
  /** Drawn for each call of claim or append: by it a repeated insert recognises its own document. */
  token: Buffer;
  /** Who claimed; absent in appended entries. */
  owner?: string;
  head: Buffer;
  facts: Buffer;
  outputs: Buffer;
  /** Which order numbers the entry names; absent in claims and in older journals. */
  mentions?: Buffer;
}

/** `_id` is `stage/lane/key`. */
export interface StateDocument {
  _id: string;
  stage: string;
  lane: number;
  seq: number;
  state: Buffer;
  dueAt?: number;
  tags?: string[];
}

/** `_id` is `stage/lane`. */
export interface LaneDocument {
  _id: string;
  checkpointSeq: number;
  /** Id of the session in which the owner saves states, so that the next owner can end what it left open. */
  session?: mongo.Binary | Uint8Array;
}

// The schemas declare collections and indexes; documents travel through the driver, since casting costs ten times as much.
const options = { versionKey: false, autoIndex: false, autoCreate: false, bufferCommands: false } as const;

const journalSchema = new Schema<JournalDocument>(
  {
    _id: { type: String, required: true },
    token: { type: Buffer, required: true },
    owner: { type: String },
    head: { type: Buffer, required: true },
    facts: { type: Buffer, required: true },
    outputs: { type: Buffer, required: true },
    mentions: { type: Buffer },
  },
  { ...options, collection: 'journal' },
);

const stateSchema = new Schema<StateDocument>(
  {
    _id: { type: String, required: true },
    stage: { type: String, required: true },
    lane: { type: Number, required: true },
    seq: { type: Number, required: true },
    state: { type: Buffer, required: true },
    dueAt: { type: Number },
    tags: { type: [String], default: undefined },
  },
  { ...options, collection: 'states' },
);

// StateCollection.due: the waiting keys of a lane by moment.
stateSchema.index({ stage: 1, lane: 1, dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } });
// StateCollection.tagged: rows of a stage by a word of theirs.
stateSchema.index({ stage: 1, tags: 1 }, { partialFilterExpression: { tags: { $exists: true } } });

const laneSchema = new Schema<LaneDocument>(
  {
    _id: { type: String, required: true },
    checkpointSeq: { type: Number, required: true },
    session: { type: Buffer },
  },
  { ...options, collection: 'lanes' },
);

/** The models serve indexes and tools; the collections below them the hot path. */
export function laneModels(connection: Connection) {
  return {
    journal: connection.model<JournalDocument>('Journal', journalSchema),
    states: connection.model<StateDocument>('State', stateSchema),
    lanes: connection.model<LaneDocument>('Lane', laneSchema),
  };
}

export type LaneModels = ReturnType<typeof laneModels>;

/** The driver's collection of a model, with the type of its documents. */
export function rawCollection<T extends { _id: string }>(model: Model<T>): mongo.Collection<T> {
  return model.collection as unknown as mongo.Collection<T>;
}
