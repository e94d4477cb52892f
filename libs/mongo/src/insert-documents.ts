import { mongo } from 'mongoose';
import { DocumentSequence } from 'mongodb/lib/cmap/commands';
import { SpareMemory } from '@sandan/pipeline';
import { DUPLICATE_KEY } from './passing-faults';
import { DURABLE_COMMAND } from './durability';

/** More documents go into another command: messages of this size find memory that was used before. MongoDB takes 48 MB. */
const COMMAND_BYTES_MAX = 1024 * 1024;
/** What a document takes besides its texts and its bytes. */
const FRAME_BYTES = 256;
const BYTES_PER_UNIT_MAX = 3;

const DOCUMENT_MEMORY = new SpareMemory(4 * 1024 * 1024);

/** Where documents go. */
export interface Destination {
  db: mongo.Db;
  collection: string;
}

interface Refusal {
  index: number;
  code: number;
  errmsg: string;
}

/**
 * Inserts documents inside the transaction of a session. The driver's own insert keeps each document in memory of its own
 * for a retry, which a statement within a transaction never has; here all of a command lie one behind the other. Throws
 * `MongoServerError` with the code of the first document that was refused.
 */
export async function insertWithin(
  session: mongo.ClientSession,
  destination: Destination,
  documents: readonly object[],
): Promise<void> {
  for (let from = 0; from < documents.length;) {
    const to = partFrom(documents, from);
    const [refused] = await insert(destination, documents.slice(from, to), { ordered: true }, { session });
    if (refused) throw serverError(refused);
    from = to;
  }
}

/** Whether the `_id` of a document was free; an error when it was refused for another reason. */
export type Inserted = boolean | mongo.MongoServerError;

/**
 * Inserts documents that have nothing to do with each other, durably and by one command, and says of each what became of it.
 * Throws when that cannot be said; then some may be stored. The driver's bulk write would make one kind of
 * error of every fault, so that a broken connection could not be told from a mistake.
 */
export async function insertEach(destination: Destination, documents: readonly object[]): Promise<Inserted[]> {
  const refused = await insert(destination, documents, { ordered: false, ...DURABLE_COMMAND }, {});
  const inserted = documents.map((): Inserted => true);
  for (const refusal of refused) inserted[refusal.index] = refusal.code !== DUPLICATE_KEY && serverError(refusal);
  return inserted;
}

/** The documents that were refused; throws when the others are not as durable as was asked for. */
async function insert(
  { db, collection }: Destination,
  documents: readonly object[],
  fields: object,
  options: mongo.RunCommandOptions,
): Promise<Refusal[]> {
  const bytes = encode(documents);
  const sequence = new DocumentSequence('documents');
  sequence.push(undefined, bytes);
  const answer: { writeErrors?: Refusal[]; writeConcernError?: Refusal } = await db.command(
    { insert: collection, ...fields, documents: sequence },
    options,
  );
  DOCUMENT_MEMORY.giveBack(bytes);
  if (answer.writeConcernError) throw serverError(answer.writeConcernError);
  return answer.writeErrors ?? [];
}

function serverError({ errmsg, ...refusal }: Refusal): mongo.MongoServerError {
  return new mongo.MongoServerError({ ...refusal, errmsg, message: errmsg });
}

/** As many documents as go into one command, at least one. */
function partFrom(documents: readonly object[], from: number): number {
  let to = from;
  for (let room = 0; to < documents.length; to++) {
    room += bytesMax(documents[to]!);
    if (to > from && room > COMMAND_BYTES_MAX) break;
  }
  return to;
}

function bytesMax(document: object): number {
  const values: unknown[] = Object.values(document);
  return values.reduce((sum: number, value) => sum + valueBytesMax(value), FRAME_BYTES);
}

function valueBytesMax(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'string') return value.length * BYTES_PER_UNIT_MAX;
  return Array.isArray(value) ? value.reduce((sum: number, one) => sum + FRAME_BYTES + valueBytesMax(one), 0) : 0;
}

function encode(documents: readonly object[]): Buffer {
  const bytes = DOCUMENT_MEMORY.take(documents.reduce((room, document) => room + bytesMax(document), 0));
  let index = 0;
  for (const document of documents) index = mongo.BSON.serializeWithBufferAndIndex(document, bytes, { index }) + 1;
  return bytes.subarray(0, index);
}
