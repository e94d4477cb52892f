import { ERROR_CODES } from '../../seeds/scenarios/error-codes';
import { reachedCodes } from './error-codes-page';

/** Promise: every code that the engine can say is reached by a named scenario, and no scenario reaches another. */
describe('error codes', () => {
  let reached: Map<string, string[]>;

  beforeAll(async () => {
    reached = await reachedCodes();
  });

  it('are each reached by a scenario, unless they cannot occur', () => {
    const missing = ERROR_CODES.filter(({ code, never }) => never === undefined && !reached.has(code));
    expect(missing.map(({ code }) => code)).toEqual([]);
  });

  it('that cannot occur do not occur', () => {
    expect(ERROR_CODES.filter(({ code, never }) => never !== undefined && reached.has(code))).toEqual([]);
  });

  it('are all in the table', () => {
    const known = new Set(ERROR_CODES.map(({ code }) => code));
    expect([...reached.keys()].filter((code) => code.startsWith('-') && !known.has(code))).toEqual([]);
    expect(known.size).toBe(ERROR_CODES.length);
  });
});
