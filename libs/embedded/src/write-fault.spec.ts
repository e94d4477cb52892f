import { tmpdir } from 'node:os';
import { StoreNotWritableError, writeFault } from './write-fault';

describe('what is said of a store that cannot be written', () => {
  const folder = tmpdir();

  it('names the folder and the repair, whoever found it out', () => {
    const commit = Object.assign(new Error('Commit failed (see commitError for details)'), { commitError: {} });
    const system = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const store = Object.assign(new Error('Input/output error'), { code: 5 });
    for (const error of [commit, system, store]) {
      const said = writeFault(error, folder);
      expect(said).toBeInstanceOf(StoreNotWritableError);
      expect(said.message).toMatch(`the store in ${folder} cannot be written; its disk `);
      expect(said.message).toMatch(/then start again/);
      expect(said.message).not.toMatch(/\n/);
      expect(said.cause).toBe(error);
    }
  });

  it('says so when the folder is gone', () => {
    const error = Object.assign(new Error('Input/output error'), { code: 5 });
    expect(writeFault(error, '/no/such/folder').message).toContain('its disk cannot be reached');
  });

  it('is said once, and of nothing else', () => {
    const fault = writeFault(Object.assign(new Error('full'), { code: 'ENOSPC' }), folder);
    expect(writeFault(fault, '/elsewhere')).toBe(fault);
    const other = new Error('the journal has a gap');
    expect(writeFault(other, folder)).toBe(other);
    expect(writeFault('a word', folder).message).toBe('a word');
  });
});
