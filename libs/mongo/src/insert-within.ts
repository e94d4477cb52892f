import { mongo } from 'mongoose';
import { DocumentSequence } from 'mongodb/lib/cmap/commands';
import { SpareMemory } from '@sandan/pipeline';
import type { StateDocument } from './lane-documents';

/** More documents go into another command: messages of this size find memory that was used before. MongoDB takes 48 MB. */
const COMMAND_BYTES_MAX = 1024 * 1024;
/** What a document takes besides its texts and its state. */
const FRAME_BYTES = 256;
const BYTES_PER_UNIT_MAX = 3;

const DOCUMENT_MEMORY = new SpareMemory(4 * 1024 * 1024);

/**
 * Inserts documents inside the transaction of a session. The driver's own insert keeps each document in memory of its own
 * for a retry, which a statement within a transaction never has; here all of a command lie one behind the other. Throws
 * `MongoServerError` with the code of the first document that was refused.
 */
export async function insertWithin(
  session: mongo.ClientSession,
  db: mongo.Db,
  collection: string,
  documents: readonly StateDocument[],
): Promise<void> {
  for (let from = 0; from < documents.length;) {
    const { to, room } = partFrom(documents, from);
    const bytes = encode(documents.slice(from, to), room);
    const sequence = new DocumentSequence('documents');
    sequence.push(undefined, bytes);
    const answer = await db.command({ insert: collection, ordered: true, documents: sequence }, { session });
    DOCUMENT_MEMORY.giveBack(bytes);
    const [refused] = (answer as { writeErrors?: { code: number; errmsg: string }[] }).writeErrors ?? [];
    if (refused) throw new mongo.MongoServerError({ ...refused, message: refused.errmsg });
    from = to;
  }
}

/** As many documents as go into one command, at least one, and the bytes they may take. */
function partFrom(documents: readonly StateDocument[], from: number): { to: number; room: number } {
  let [to, room] = [from, 0];
  while (to < documents.length) {
    const bytes = bytesMax(documents[to]!);
    if (to > from && room + bytes > COMMAND_BYTES_MAX) break;
    room += bytes;
    to++;
  }
  return { to, room };
}

function bytesMax({ _id, stage, state, tags = [] }: StateDocument): number {
  const units = tags.reduce((sum, tag) => sum + tag.length + FRAME_BYTES, _id.length + stage.length);
  return FRAME_BYTES + units * BYTES_PER_UNIT_MAX + state.byteLength;
}

function encode(documents: readonly StateDocument[], room: number): Buffer {
  const bytes = DOCUMENT_MEMORY.take(room);
  let index = 0;
  for (const document of documents) index = mongo.BSON.serializeWithBufferAndIndex(document, bytes, { index }) + 1;
  return bytes.subarray(0, index);
}
