import { randomBytes } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import {
  JournalGapError,
  LaneLostError,
  packHead,
  unpackHead,
  type EntryMentions,
  type JournalEntry,
  type JournalHead,
  type LaneRef,
} from '@sandan/pipeline';
import { asBuffer, refuseTooLarge } from './document-size';
import { entriesFrom, entryId, laneId, laneOf, seqOf } from './document-ids';
import type { JournalDocument } from './lane-documents';
import { type Inserted, insertEach } from './insert-documents';
import { isDuplicateKey, LookAgainError } from './passing-faults';
import type { Patience } from './patience';
import { TurnGroup } from './turn-group';

/** An entry may have several MB, so few are held at a time. */
const ENTRIES_A_PAGE = 8;
const MENTIONS_A_PAGE = 1_000;
/** Entries of several lanes that go into one command. */
const GROUP_BYTES_MAX = 256 * 1024;
const TOKEN_BYTES = 12;
const NOTHING = Buffer.alloc(0);

/** The journals of all lanes: one insert an entry, atomic as a document, fenced by its `_id`. */
export class JournalCollection {
  /** Highest number seen by lane, to refuse an entry that would leave a gap. */
  private readonly lastSeq = new Map<string, number>();
  private readonly inserts: TurnGroup<JournalDocument, Inserted>;

  /** `loads`: states on their way to lanes that will decide and append as soon as they have them. */
  constructor(
    private readonly connection: Connection,
    private readonly collection: mongo.Collection<JournalDocument>,
    private readonly patience: Patience,
    loads: () => Promise<unknown> | undefined,
  ) {
    this.inserts = new TurnGroup((documents: readonly JournalDocument[]) => this.insertAll(documents), {
      sizeOf: ({ facts, outputs }) => facts.byteLength + outputs.byteLength,
      sizeMax: GROUP_BYTES_MAX,
      others: loads,
    });
  }

  async claim(lane: LaneRef, owner: string, initial: JournalHead): Promise<{ seq: number; head: JournalHead }> {
    const token = randomBytes(TOKEN_BYTES);
    const last = await this.patience.run('claim', async () => {
      const last = await this.last(lane);
      // An earlier attempt of this call got through, only its answer was lost.
      if (last?.token.equals(token)) return last;
      const head = last?.head ?? packHead(initial);
      const _id = entryId(lane, last ? seqOf(last._id) + 1 : 1);
      return this.insertClaim({ _id, token, owner, head, facts: NOTHING, outputs: NOTHING });
    });
    const seq = seqOf(last._id);
    this.sawSeq(lane, seq);
    return { seq, head: unpackHead(last.head) };
  }

  async append(lane: LaneRef, entry: JournalEntry): Promise<void> {
    const _id = entryId(lane, entry.seq);
    const [head, facts, outputs] = [packHead(entry.head), asBuffer(entry.facts), asBuffer(entry.outputs)];
    refuseTooLarge(_id, head, facts, outputs);
    await this.refuseGap(lane, entry.seq);
    const mentions = entry.mentions && { mentions: asBuffer(entry.mentions) };
    const document = { _id, token: randomBytes(TOKEN_BYTES), head, facts, outputs, ...mentions };
    await this.patience.run('append', async () => {
      if (!(await this.insert(document))) throw new LaneLostError(lane, entry.seq);
    });
    this.sawSeq(lane, entry.seq);
  }

  async *entries(lane: LaneRef, from: number): AsyncIterable<JournalEntry> {
    for (let next = Math.max(from, 1); ;) {
      const page = await this.patience.run('entries', () =>
        this.collection.find({ _id: entriesFrom(lane, next) }, { sort: { _id: 1 }, limit: ENTRIES_A_PAGE }).toArray(),
      );
      for (const { _id, head, facts, outputs } of page) {
        yield { seq: seqOf(_id), head: unpackHead(head), facts, outputs };
      }
      if (page.length < ENTRIES_A_PAGE) return;
      next = seqOf(page.at(-1)!._id) + 1;
    }
  }

  async *mentions(lane: LaneRef): AsyncIterable<EntryMentions> {
    for (let next = 1; ;) {
      const page = await this.patience.run('mentions', () =>
        this.collection
          .find(
            { _id: entriesFrom(lane, next) },
            { sort: { _id: 1 }, limit: MENTIONS_A_PAGE, projection: { mentions: 1 } },
          )
          .toArray(),
      );
      for (const { _id, mentions } of page) if (mentions) yield { seq: seqOf(_id), mentions };
      if (page.length < MENTIONS_A_PAGE) return;
      next = seqOf(page.at(-1)!._id) + 1;
    }
  }

  /** Every lane that has an entry, in id order: one look for each lane, not for each entry. */
  async lanes(): Promise<LaneRef[]> {
    const lanes: LaneRef[] = [];
    for (let after = ''; ;) {
      const first = await this.patience.run('lanes', () =>
        this.collection.findOne({ _id: { $gt: after } }, { sort: { _id: 1 }, projection: { _id: 1 } }),
      );
      if (!first) return lanes;
      const lane = laneOf(first._id);
      lanes.push(lane);
      after = entriesFrom(lane, 1).$lt;
    }
  }

  async lastSeqOf(lane: LaneRef): Promise<number> {
    const last = await this.patience.run('lastSeq', () => this.last(lane));
    return last ? seqOf(last._id) : 0;
  }

  /** The read is of the majority and from the primary: what it shows is never rolled back. */
  private last(lane: LaneRef): Promise<Pick<JournalDocument, '_id' | 'head' | 'token'> | null> {
    return this.collection.findOne(
      { _id: entriesFrom(lane, 1) },
      { sort: { _id: -1 }, projection: { head: 1, token: 1 } },
    );
  }

  /** Another claim or a last append came first, or is about to: look at the end of the journal again. */
  private async insertClaim(document: JournalDocument): Promise<JournalDocument> {
    if (!(await this.insert(document))) throw new LookAgainError(document._id);
    return document;
  }

  /**
   * True when the entry is ours and durable, false when the number belongs to another. The number may be taken by an
   * earlier attempt of our own whose answer was lost: the token tells. Only a majority read may decide, since what a
   * deposed primary shows can vanish.
   */
  private async insert(document: JournalDocument): Promise<boolean> {
    const inserted = await this.inserts.ask(document);
    if (inserted instanceof Error) throw inserted;
    if (inserted) return true;
    const stored = await this.collection.findOne({ _id: document._id }, { projection: { token: 1 } });
    if (!stored) throw new LookAgainError(document._id);
    return stored.token.equals(document.token);
  }

  /** What became of each. One alone goes the driver's way, which tries a lost insert once more at once. */
  private async insertAll(documents: readonly JournalDocument[]): Promise<Inserted[]> {
    const [only, ...others] = documents;
    if (!only || others.length > 0) {
      return insertEach({ db: this.connection.db!, collection: this.collection.collectionName }, documents);
    }
    try {
      await this.collection.insertOne(only);
      return [true];
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return [false];
    }
  }

  private async refuseGap(lane: LaneRef, seq: number): Promise<void> {
    let last = this.lastSeq.get(laneId(lane));
    if (last === undefined) {
      const document = await this.patience.run('append', () => this.last(lane));
      last = document ? seqOf(document._id) : 0;
    }
    if (seq > last + 1) throw new JournalGapError(lane, seq);
  }

  private sawSeq(lane: LaneRef, seq: number): void {
    const id = laneId(lane);
    this.lastSeq.set(id, Math.max(seq, this.lastSeq.get(id) ?? 0));
  }
}
