import {
  PEOPLE,
  brokenIdNumber,
  idCheckCharacter,
  syntheticDistrict,
  syntheticIdNumber,
  syntheticName,
  syntheticTelephone,
} from './identity';

describe('synthetic people', () => {
  it('agrees with the published vectors of the check character', () => {
    expect(idCheckCharacter('00000019000101000')).toBe('9');
    expect(idCheckCharacter('00000019000101005')).toBe('X');
  });

  it('gives ID numbers of region 000000 with a valid check character and a real birthday', () => {
    for (let n = 0; n < PEOPLE; n += 104_729) {
      const id = syntheticIdNumber(n);
      expect(id).toMatch(/^000000\d{11}[\dX]$/);
      expect(id.charAt(17)).toBe(idCheckCharacter(id.slice(0, 17)));
      const day = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }
  });

  it('gives every person another number, over more than twenty million people', () => {
    expect(PEOPLE).toBeGreaterThan(20_000_000);
    const some = [0, 1, 22_279, 22_280, 44_560, 20_000_000, PEOPLE - 1];
    expect(new Set(some.map(syntheticIdNumber)).size).toBe(some.length);
    const row = Array.from({ length: 50_000 }, (_, n) => syntheticIdNumber(n));
    expect(new Set(row).size).toBe(row.length);
    expect(() => syntheticIdNumber(PEOPLE)).toThrow(RangeError);
  });

  it('breaks only the check character of a broken number', () => {
    const broken = brokenIdNumber(4711);
    expect(broken.slice(0, 17)).toBe(syntheticIdNumber(4711).slice(0, 17));
    expect(broken.charAt(17)).not.toBe(idCheckCharacter(broken.slice(0, 17)));
  });

  it('gives every person another telephone beginning with 199', () => {
    const numbers = Array.from({ length: 20_000 }, (_, n) => syntheticTelephone(n * 997));
    expect(numbers.every((number) => /^199\d{8}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('gives names of two or three characters and a six-digit district', () => {
    for (let n = 0; n < 500; n += 1) {
      expect([...syntheticName(n)].length).toBeGreaterThanOrEqual(2);
      expect(syntheticDistrict(n)).toMatch(/^\d{6}$/);
    }
  });
});
