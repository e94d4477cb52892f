import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrawRegister } from './draw-register';

const DAY = '2026-11-11';
const BEFORE = Date.parse('2026-11-10T23:59:59+08:00');
const DURING = Date.parse('2026-11-11T12:00:00+08:00');
const AFTER = Date.parse('2026-11-12T00:00:00+08:00');

describe('the register of seeds', () => {
  let folder: string;
  let register: DrawRegister;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'draws-'));
    register = new DrawRegister(folder);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds the hash of a seed before the day and the seed after it', () => {
    const { commitment, seed } = register.commit(DAY, 'abc', BEFORE);
    expect(commitment).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(seed).toBeUndefined();
    expect(register.disclose(DAY, 'abc', AFTER)).toMatchObject({ commitment, seed: 'abc' });
    expect(new DrawRegister(folder).find(DAY)).toMatchObject({ commitment, seed: 'abc' });
  });

  it('takes no commitment once the day has begun', () => {
    expect(() => register.commit(DAY, 'abc', DURING)).toThrow('has begun');
  });

  it('keeps the first commitment', () => {
    register.commit(DAY, 'abc', BEFORE);
    expect(() => register.commit(DAY, 'other', BEFORE)).toThrow('another seed');
  });

  it('discloses nothing before the day is over, and nothing but the committed seed', () => {
    register.commit(DAY, 'abc', BEFORE);
    expect(() => register.disclose(DAY, 'abc', DURING)).toThrow('not over');
    expect(() => register.disclose(DAY, 'other', AFTER)).toThrow('not the seed');
    expect(() => register.disclose('2026-11-10', 'abc', AFTER)).toThrow('no commitment');
  });
});
