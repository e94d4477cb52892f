import type { DocumentText } from '../documents/stored-document';
import { textBytes, textBytesMost } from '../documents/text-bytes';
import { type ParcelGroup, type ParkedInput, parcelsOf } from './parcel-group';

/**
 * How much may be held under one order number, in bytes. An honest number holds some ten thousand; a record of the store
 * ends at 16 MiB.
 */
const BYTES_MAX = 8 * 1024 * 1024;
const CLEARANCE_BYTES = 4_096;
const TOMBSTONE_BYTES = 128;

/** Whether nothing more may be held under a number: a flood under one number must not stop its lane. */
export function isFull(group: ParcelGroup): boolean {
  // Nearly always the first look, which is cheap, shows that there is room.
  return heldBytes(group, textBytesMost) > BYTES_MAX && heldBytes(group, textBytes) > BYTES_MAX;
}

function heldBytes(group: ParcelGroup, measure: (text: DocumentText) => number): number {
  let bytes = Object.keys(group.tombstones).length * TOMBSTONE_BYTES;
  for (const { order, payment, inventory, clearances } of parcelsOf(group)) {
    for (const document of [order, payment, inventory]) if (document) bytes += measure(document.text);
    bytes += clearances.length * CLEARANCE_BYTES;
  }
  for (const { document } of group.waybills) bytes += measure(document.text);
  // A waiting record is held as text and as content.
  for (const parked of group.parked) bytes += 2 * measure(textOf(parked));
  return bytes;
}

function textOf({ input }: ParkedInput): DocumentText {
  if ('text' in input) return input.text;
  return 'origin' in input ? input.origin.text : '';
}
