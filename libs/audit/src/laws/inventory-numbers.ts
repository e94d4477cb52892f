import { type ParcelGroup, parcelsOf } from '@sandan/domain';
import type { LawBook } from './law-book';

const NUMBER = /^(.*I)(\d{9})$/;
const SERIAL_DIGITS = 9;
const FIRST_BYTES = 4096;

/** Whether an inventory number was given twice: one bit for each serial of each series. */
export class InventoryNumbers {
  /** Of each series, the bits of the serials that were given. */
  readonly series = new Map<string, Uint8Array>();

  constructor(private readonly book: LawBook) {}

  take(group: ParcelGroup): void {
    for (const { ebpCode, invtNo } of parcelsOf(group)) {
      if (invtNo === undefined) continue;
      const [, series, serial] = NUMBER.exec(invtNo) ?? [];
      const subject = `${ebpCode}:${group.orderNo}`;
      const malformed = series === undefined ? `${invtNo} is no inventory number` : undefined;
      const again = malformed ?? (this.isAgain(series!, Number(serial)) ? `${invtNo} was given twice` : undefined);
      this.book.check('numbers', subject, again);
    }
  }

  /** Adds the numbers of other parcels; one that was given to both sides is named by itself, without its parcels. */
  absorb(series: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, bits] of series) {
      const known = this.series.get(name) ?? new Uint8Array();
      const [larger, smaller] = known.length > bits.length ? [known, bits] : [Uint8Array.from(bits), known];
      for (let at = 0; at < smaller.length; at++) {
        const again = larger[at]! & smaller[at]!;
        for (let bit = 0; again >> bit !== 0; bit++) {
          if (((again >> bit) & 1) === 0) continue;
          const number = `${name}${String(at * 8 + bit).padStart(SERIAL_DIGITS, '0')}`;
          this.book.broken('numbers', number, 'it was given to two parcels');
        }
        larger[at]! |= smaller[at]!;
      }
      this.series.set(name, larger);
    }
  }

  private isAgain(series: string, serial: number): boolean {
    let bits = this.series.get(series) ?? new Uint8Array(FIRST_BYTES);
    const at = serial >> 3;
    if (at >= bits.length) {
      const larger = new Uint8Array(Math.max(bits.length * 2, at + 1));
      larger.set(bits);
      bits = larger;
    }
    this.series.set(series, bits);
    const mask = 1 << (serial & 7);
    const again = (bits[at]! & mask) !== 0;
    bits[at]! |= mask;
    return again;
  }
}
