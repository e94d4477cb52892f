const SLAB_BYTES = 64 * 1024;
/** Cells have a multiple of so many bytes. */
const STEP_BYTES = 256;

/** Bytes in a cell of a `PackedRoom`. */
export interface Packed {
  readonly cell: Buffer;
  readonly size: number;
}

/**
 * Memory for states that are packed and unpacked all the time, cut into cells that are used again. As a buffer of its own
 * each would be an allocation off the heap, which a day with many parcels that wait makes two of a parcel.
 */
export class PackedRoom {
  /** Free cells, by how many steps they have. */
  private readonly free: Buffer[][] = [];

  /** A copy of the bytes; it must be given back. */
  take(bytes: Uint8Array): Packed {
    const size = bytes.byteLength;
    const steps = Math.max(1, Math.ceil(size / STEP_BYTES));
    const cells = (this.free[steps] ??= []);
    if (cells.length === 0) cut(steps * STEP_BYTES, cells);
    const cell = cells.pop()!;
    cell.set(bytes);
    return { cell, size };
  }

  /** Nobody reads these bytes any more. */
  giveBack({ cell }: Packed): void {
    this.free[cell.length / STEP_BYTES]!.push(cell);
  }
}

function cut(cellBytes: number, cells: Buffer[]): void {
  const slab = Buffer.allocUnsafeSlow(Math.max(cellBytes, SLAB_BYTES));
  for (let at = 0; at + cellBytes <= slab.length; at += cellBytes) cells.push(slab.subarray(at, at + cellBytes));
}

/** A view: only for as long as the cell is not given back. */
export function bytesOf({ cell, size }: Packed): Buffer {
  return cell.subarray(0, size);
}
