import type { Clearance } from '@sandan/domain';
import type { ToldRecord } from '@sandan/testkit';
import { engineOutcome, idOf } from './engine-outcome';
import { hash64, HashMap } from './hash-map';
import { ANSWER_TO_REPEAT } from './repeats';

/** How two runs differ, in numbers: outputs of the undisturbed run that are missing, told once more, or say something else. */
export interface DigestDifferences {
  lost: number;
  doubled: number;
  different: number;
  /** Answers to records that their sender repeated. */
  answered: number;
}

/** What a run told, as hashes: for a run whose outputs do not fit into memory. */
export class OutcomeDigest {
  /** Id of an output -> its bytes. */
  private readonly seen = new HashMap();
  /** What two runs must have in common -> how often. */
  private readonly lines = new HashMap();
  /** The same of what a repeated record is answered with. */
  private readonly answers = new HashMap();
  /** Of a clearance: its id -> what was decided. */
  private readonly decided = new HashMap();
  /** Number of an admitted bundle -> its parcel. */
  private readonly numbers = new HashMap();
  /** Numbers given to more than one parcel. */
  sharedNumbers = 0;

  /** Different outputs told. */
  get outputs(): number {
    return this.seen.size;
  }

  get parcels(): number {
    return this.decided.size;
  }

  /** An output that is told again counts once; throws when it came with other bytes. */
  take(record: ToldRecord): void {
    const id = idOf(record);
    const [idHash, bytes] = [hash64(id), hash64(record.value)];
    const known = this.seen.get(idHash);
    if (known !== undefined && known !== bytes) throw new Error(`${id} was told with other bytes: ${record.value}`);
    if (known !== undefined) return;
    this.seen.set(idHash, bytes);
    if (record.topic === 'clearances.v1') this.countNumber(JSON.parse(record.value) as Clearance);
    const { clearances, receipts, notices, deadLetters } = engineOutcome([record]);
    for (const [clearance, decision] of Object.entries(clearances)) {
      this.count(`clearance ${clearance}`);
      this.decided.set(hash64(clearance), hash64(JSON.stringify(decision)));
    }
    for (const line of Object.keys(receipts)) this.count(`receipt ${line}`);
    for (const line of Object.keys(deadLetters)) this.count(`dead letter ${line}`);
    for (const line of notices) this.count(`notice ${line}`);
  }

  /**
   * `this` is what was told, `expected` what the undisturbed run told; as many answers as the sender repeated records are no
   * doubling.
   */
  differences(expected: OutcomeDigest, repeats = 0): DigestDifferences {
    let different = 0;
    for (const [clearance, decision] of expected.decided.entries()) {
      const got = this.decided.get(clearance);
      if (got !== undefined && got !== decision) different += 1;
    }
    const lost = excess(expected.lines, this.lines) + excess(expected.answers, this.answers);
    const again = excess(this.answers, expected.answers);
    const answered = Math.min(again, Math.max(0, repeats));
    return { lost, doubled: excess(this.lines, expected.lines) + again - answered, different, answered };
  }

  private count(line: string): void {
    const hash = hash64(line);
    const counted = ANSWER_TO_REPEAT.test(line) ? this.answers : this.lines;
    counted.set(hash, (counted.get(hash) ?? 0n) + 1n);
  }

  private countNumber({ invtNo, parcelId }: Clearance): void {
    if (invtNo === undefined) return;
    const [number, parcel] = [hash64(invtNo), hash64(parcelId)];
    const known = this.numbers.get(number);
    if (known !== undefined && known !== parcel) this.sharedNumbers += 1;
    this.numbers.set(number, parcel);
  }
}

/** How many more lines the one has. */
function excess(more: HashMap, fewer: HashMap): number {
  let count = 0;
  for (const [line, times] of more.entries()) count += Math.max(0, Number(times - (fewer.get(line) ?? 0n)));
  return count;
}
