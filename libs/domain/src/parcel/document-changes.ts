import { storeDocument, type StoredDocument } from '../documents/stored-document';
import { type Held, keyOf } from './held-document';
import { hasDocuments, type HeldWaybill, type Parcel, parcelOf } from './parcel-group';
import type { DocumentInput } from './parcel-input';
import type { ParcelContext, Story } from './story';
import { waybillOf } from './waybill-claim';

type OwnKind = 'order' | 'payment' | 'inventory';

/** A document with a new key takes its place and may open its parcel's window. */
export function acceptDocument(story: Story, input: DocumentInput, context: ParcelContext): void {
  const document = stored(input, context);
  if (input.kind === 'waybill') {
    story.happened({ fact: 'waybillTaken', key: keyOf(input), document, since: context.recordTime });
    return;
  }
  const ebpCode = platformOf(input);
  take(story, input.kind, ebpCode, document);
  const { openSince, clearances } = parcelOf(story.group, ebpCode);
  // Whichever document came first gives the first window; a window that was opened again keeps its start.
  if (openSince === undefined || (clearances.length === 0 && context.recordTime < openSince)) {
    story.happened({ fact: 'opened', ebpCode, since: context.recordTime });
  }
}

/** The new document stands instead of the old; a running deadline does not move (contract 14, windows). */
export function replaceDocument(story: Story, held: Held, input: DocumentInput, context: ParcelContext): void {
  const document = stored(input, context);
  if (input.kind === 'waybill') {
    const { key, since, spent } = held.waybill!;
    // Turned back unclaimed, it starts to wait anew.
    const restarts = spent === true && held.parcel === undefined;
    story.happened({ fact: 'waybillTaken', key, document, since: restarts ? context.recordTime : since });
    if (held.parcel) openIfShut(story, held.parcel.ebpCode, context);
    return;
  }
  const ebpCode = platformOf(input);
  if (held.parcel && held.parcel.ebpCode !== ebpCode) leave(story, held.parcel, input.kind, context);
  take(story, input.kind, ebpCode, document);
  openIfShut(story, ebpCode, context);
}

/** The document goes and leaves a tombstone with its appTime. */
export function withdrawDocument(story: Story, held: Held, input: DocumentInput, context: ParcelContext): void {
  const { appTime } = input.content as { appTime: string };
  if (input.kind === 'waybill') withdrawWaybill(story, held.waybill!, held.parcel, context);
  else if (held.parcel) leave(story, held.parcel, input.kind, context);
  story.happened({ fact: 'buried', kind: input.kind, key: keyOf(input), appTime });
}

/** A parcel exists as soon as one of its own documents names it. */
function take(story: Story, kind: OwnKind, ebpCode: string, document: StoredDocument): void {
  const first = !Object.hasOwn(story.group.parcels, ebpCode);
  story.happened({ fact: 'taken', kind, ebpCode, document, ...(first && { first }) });
}

function leave(story: Story, parcel: Parcel, kind: OwnKind, context: ParcelContext): void {
  const { ebpCode } = parcel;
  const waybill = waybillOf(story.group, ebpCode);
  if (waybill) keepDeadline(story, parcel, waybill);
  story.happened({ fact: 'dropped', kind, ebpCode });
  if (hasDocuments(parcelOf(story.group, ebpCode))) {
    openIfShut(story, ebpCode, context);
    return;
  }
  // Nothing of the parcel is left: it waits for nothing, and its waybill may be claimed by another.
  if (parcelOf(story.group, ebpCode).openSince !== undefined) story.happened({ fact: 'shut', ebpCode });
  if (waybill?.boundTo !== undefined) story.happened({ fact: 'bound', key: waybill.key, ebpCode: null });
}

function withdrawWaybill(story: Story, waybill: HeldWaybill, parcel: Parcel | undefined, context: ParcelContext): void {
  if (parcel) keepDeadline(story, parcel, waybill);
  story.happened({ fact: 'waybillDropped', key: waybill.key });
  if (parcel) openIfShut(story, parcel.ebpCode, context);
}

/** A withdrawal does not move a running deadline: a waybill that gave the first time leaves it behind. */
function keepDeadline(story: Story, { ebpCode, openSince }: Parcel, waybill: HeldWaybill): void {
  if (openSince === undefined || waybill.spent || waybill.since >= openSince) return;
  story.happened({ fact: 'opened', ebpCode, since: waybill.since });
}

function openIfShut(story: Story, ebpCode: string, context: ParcelContext): void {
  if (parcelOf(story.group, ebpCode).openSince === undefined) {
    story.happened({ fact: 'opened', ebpCode, since: context.recordTime });
  }
}

function stored(input: DocumentInput, { recordTime }: ParcelContext): StoredDocument {
  const { appTime } = input.content as { appTime: string };
  return storeDocument(input.text, input.content, recordTime, appTime);
}

function platformOf(input: DocumentInput): string {
  return String(input.content['ebpCode']);
}
