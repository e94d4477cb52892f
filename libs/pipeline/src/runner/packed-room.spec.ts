import { bytesOf, PackedRoom } from './packed-room';

const bytes = (size: number, mark: number) => new Uint8Array(size).fill(mark);

describe('room for packed states', () => {
  it('keeps each of them apart, of whatever size', () => {
    const room = new PackedRoom();
    const sizes = [1, 255, 256, 257, 1_722, 70_000, 0, 1];
    const packed = sizes.map((size, mark) => room.take(bytes(size, mark)));
    expect(packed.map((one) => new Uint8Array(bytesOf(one)))).toEqual(sizes.map((size, mark) => bytes(size, mark)));
  });

  it('uses again what was given back, for what needs about as much', () => {
    const room = new PackedRoom();
    const first = room.take(bytes(1_700, 1));
    room.giveBack(first);
    const [larger, second] = [room.take(bytes(1_800, 2)), room.take(bytes(1_600, 3))];
    expect([larger.cell === first.cell, second.cell === first.cell]).toEqual([false, true]);
    expect(new Uint8Array(bytesOf(second))).toEqual(bytes(1_600, 3));
  });
});
