import { mongo } from 'mongoose';
import { DocumentSequence, type OpMsgRequest } from 'mongodb/lib/cmap/commands';
import type { SpareMemory } from '@sandan/pipeline';

type MongoRequest = typeof OpMsgRequest.prototype;

const { BSON } = mongo;
const OP_MSG = 2013;
const MORE_TO_COME = 1 << 1;
const EXHAUST_ALLOWED = 1 << 16;
const HEAD_BYTES = 20;
/** What stands in front of the section that holds the command itself. */
const COMMAND_SECTION = 0;

/** The driver refuses larger commands: a document of 16 MiB and what stands around it. */
const BSON_BYTES_MAX = 17 * 1024 * 1024;

/** Of the command that is being encoded. */
let scratch = Buffer.allocUnsafeSlow(1 << 20);

/**
 * A request as OP_MSG, the bytes that the driver makes of it. The driver (mongodb 7.8.0) copies the documents of a bulk
 * write three times: into one piece, that one into another with the pieces of other fields, and then all into the
 * message; each copy is memory that the garbage collection has to find again. Here everything goes into the message once.
 */
export function encodeMessage(request: MongoRequest, memory: SpareMemory): Buffer {
  const pieces = documentsOf(request.command);
  const body = encodeCommand(request);
  const size = pieces.reduce((sum, { length }) => sum + length, HEAD_BYTES + 1 + body.length);
  const message = memory.take(size);
  message.writeInt32LE(size, 0);
  message.writeInt32LE(request.requestId, 4);
  message.writeInt32LE(0, 8);
  message.writeInt32LE(OP_MSG, 12);
  message.writeUInt32LE((request.moreToCome ? MORE_TO_COME : 0) | (request.exhaustAllowed ? EXHAUST_ALLOWED : 0), 16);
  let at = message.writeUInt8(COMMAND_SECTION, HEAD_BYTES);
  for (const piece of [body, ...pieces]) {
    message.set(piece, at);
    at += piece.length;
  }
  return message;
}

/** The documents that stand behind the command; the driver takes them out of it, too. */
function documentsOf(command: Record<string, unknown>): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (const [field, value] of Object.entries(command)) {
    if (!(value instanceof DocumentSequence)) continue;
    for (const piece of value.chunks) pieces.push(piece);
    delete command[field];
  }
  return pieces;
}

function encodeCommand({ command, checkKeys, serializeFunctions, ignoreUndefined }: MongoRequest): Buffer {
  const options = { checkKeys, serializeFunctions, ignoreUndefined };
  for (;;) {
    try {
      return scratch.subarray(0, BSON.serializeWithBufferAndIndex(command, scratch, options) + 1);
    } catch (error) {
      const hasNoRoom = (error as Error).name === 'RangeError';
      if (!hasNoRoom || scratch.length > BSON_BYTES_MAX) throw error;
      scratch = Buffer.allocUnsafeSlow(scratch.length * 2);
    }
  }
}
