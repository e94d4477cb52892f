import { createConnection, type Connection, mongo } from 'mongoose';
import type {
  EntryMentions,
  JournalEntry,
  JournalHead,
  LaneClaim,
  LaneRef,
  LaneStore,
  StateHead,
  StateRow,
} from '@sandan/pipeline';
import { laneId } from './document-ids';
import { DURABLE } from './durability';
import { JournalCollection } from './journal-collection';
import { laneModels, rawCollection, type LaneDocument, type LaneModels } from './lane-documents';
import { Patience, type PatienceOptions } from './patience';
import { StateCollection } from './state-collection';
import { repairWrites } from './write-repair';

export interface MongoStoreOptions extends PatienceOptions {
  /** Database; default the one named in the URI. */
  database?: string;
  /** Connections of this process; lanes flush side by side. Default 16. */
  maxPoolSize?: number;
  /** Shown in the server's log and `currentOp`. */
  appName?: string;
  /** Creates no collection and no index: for tools that only read. */
  readOnly?: boolean;
}

/** Time in ms after which an unreachable server is told to `onRetry`, and a silent connection is given up. */
const SERVER_SELECTION_MS = 5_000;
const SOCKET_MS = 30_000;
/**
 * The driver asks the server for a sign of life on a connection of its own. When none comes it gives up every connection
 * of the pool at once: one whose other end is gone without a word would else hold its lane for the whole socket time.
 */
const SIGN_OF_LIFE_MS = 2_000;
const CONNECT_MS = 4_000;

/**
 * The store of lanes in MongoDB (a replica set; one member will do). Passing faults are retried inside; with a deadline
 * they are thrown as they are after it, never as `LaneLostError`. Throws `DocumentTooLargeError` near 16 MB.
 */
export class MongoLaneStore implements LaneStore {
  private readonly journal: JournalCollection;
  private readonly states: StateCollection;
  private readonly checkpoints: mongo.Collection<LaneDocument>;

  readonly givesBytesBack = true;

  private constructor(
    private readonly connection: Connection,
    private readonly models: LaneModels,
    private readonly patience: Patience,
  ) {
    this.states = new StateCollection(connection, rawCollection(models.states), patience);
    this.journal = new JournalCollection(
      connection,
      rawCollection(models.journal),
      patience,
      () => this.states.loading,
    );
    this.checkpoints = rawCollection(models.lanes);
  }

  /** Connects and creates the indexes; waits for a database that is not there yet. */
  static async connect(uri: string, options: MongoStoreOptions = {}): Promise<MongoLaneStore> {
    repairWrites();
    const patience = new Patience(options);
    const connection = await patience.run('connect', () => connectOnce(uri, options));
    const store = new MongoLaneStore(connection, laneModels(connection), patience);
    if (!options.readOnly) await store.ensureIndexes();
    return store;
  }

  async claim(lane: LaneRef, owner: string, initial: JournalHead): Promise<LaneClaim> {
    const { seq, head } = await this.journal.claim(lane, owner, initial);
    // Read after the claim: from here on no former owner adds entries, and its late checkpoint only helps.
    const saved = await this.patience.run('claim', () => this.checkpoints.findOne({ _id: laneId(lane) }));
    await this.succeed(lane, saved?.session);
    return { seq, head, checkpointSeq: saved?.checkpointSeq ?? 0 };
  }

  /**
   * A process that dies while it saves states leaves a transaction open, which MongoDB keeps for a minute and more: whoever
   * saved the same keys meanwhile would meet one write conflict after the other. Its session is ended here.
   */
  private async succeed(lane: LaneRef, formerSession: LaneDocument['session']): Promise<void> {
    if (formerSession) {
      // Buffers come back without their kind.
      const id = new mongo.Binary(formerSession as Uint8Array, mongo.Binary.SUBTYPE_UUID);
      await this.patience.run('claim', () => this.connection.db!.admin().command({ killSessions: [{ id }] }));
    }
    const session = this.states.renewSession(lane);
    await this.patience.run('claim', () =>
      this.checkpoints.updateOne(
        { _id: laneId(lane) },
        { $set: { session }, $setOnInsert: { checkpointSeq: 0 } },
        { upsert: true },
      ),
    );
  }

  append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    return this.journal.append(lane, entry);
  }

  mentions(lane: LaneRef): AsyncIterable<EntryMentions> {
    return this.journal.mentions(lane);
  }

  entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    return this.journal.entries(lane, from);
  }

  load(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateRow>> {
    return this.states.load(lane, keys);
  }

  heads(lane: LaneRef, keys: readonly string[]): Promise<Map<string, StateHead>> {
    return this.states.heads(lane, keys);
  }

  async checkpoint(lane: LaneRef, rows: readonly StateRow[], checkpointSeq: number): Promise<void> {
    await this.states.save(lane, rows);
    await this.patience.run('checkpoint', () =>
      this.checkpoints.updateOne({ _id: laneId(lane) }, { $max: { checkpointSeq } }, { upsert: true }),
    );
  }

  due(lane: LaneRef): AsyncIterable<{ key: string; dueAt: number }> {
    return this.states.due(lane);
  }

  findByTag(stage: string, tag: string): Promise<{ lane: number; row: StateRow }[]> {
    return this.states.tagged(stage, tag);
  }

  lanes(): Promise<LaneRef[]> {
    return this.journal.lanes();
  }

  lastSeq(lane: LaneRef): Promise<number> {
    return this.journal.lastSeqOf(lane);
  }

  async checkpointSeq(lane: LaneRef): Promise<number> {
    const saved = await this.patience.run('checkpointSeq', () => this.checkpoints.findOne({ _id: laneId(lane) }));
    return saved?.checkpointSeq ?? 0;
  }

  /** Bytes on disk of all collections and indexes of the database. */
  async storedBytes(): Promise<number> {
    const { db } = this.connection;
    if (!db) throw new Error('the lane store is not connected');
    // Sizes on disk are those of the storage engine's last checkpoint.
    await db.admin().command({ fsync: 1 });
    const { storageSize, indexSize } = (await db.stats()) as { storageSize: number; indexSize: number };
    return storageSize + indexSize;
  }

  /**
   * Creates what is missing, and writes nothing when all is there: a write, even one that changes nothing, waits for the
   * majority, and a process that is started again has no reason to.
   */
  async ensureIndexes(): Promise<void> {
    await this.patience.run('ensureIndexes', async () => {
      const present = new Set((await this.connection.listCollections()).map(({ name }) => name));
      for (const model of Object.values(this.models)) {
        const { toCreate } = await model.diffIndexes();
        if (present.has(model.collection.name) && toCreate.length === 0) continue;
        await model.createCollection();
        await model.createIndexes();
      }
    });
  }

  /** What differs between the declared indexes and those of the database, one sentence each; empty when all is well. */
  async checkIndexes(): Promise<string[]> {
    const faults: string[] = [];
    for (const model of Object.values(this.models)) {
      const { toDrop, toCreate } = await this.patience.run('checkIndexes', () => model.diffIndexes());
      for (const index of toCreate) faults.push(`${model.collection.name}: index ${JSON.stringify(index)} is missing`);
      for (const index of toDrop) faults.push(`${model.collection.name}: index ${index} is not declared`);
    }
    return faults;
  }

  /** Calls that wait for a better moment end with `StoreClosedError`. */
  async close(): Promise<void> {
    this.patience.end();
    await this.connection.close();
  }
}

async function connectOnce(uri: string, options: MongoStoreOptions): Promise<Connection> {
  const connection = createConnection(uri, {
    ...DURABLE,
    promoteBuffers: true,
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    maxPoolSize: options.maxPoolSize ?? 16,
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    socketTimeoutMS: SOCKET_MS,
    heartbeatFrequencyMS: SIGN_OF_LIFE_MS,
    connectTimeoutMS: CONNECT_MS,
    ...(options.database === undefined ? {} : { dbName: options.database }),
    ...(options.appName === undefined ? {} : { appName: options.appName }),
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close();
    throw error;
  }
}
