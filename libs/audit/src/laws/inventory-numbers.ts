import { type ParcelGroup, parcelsOf } from '@sandan/domain';
import type { LawBook } from './law-book';

const NUMBER = /^(.*I)(\d{9})$/;
const FIRST_BYTES = 4096;

/** Whether an inventory number was given twice: one bit for each serial of each series. */
export class InventoryNumbers {
  private readonly series = new Map<string, Uint8Array>();

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
