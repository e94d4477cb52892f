import { spawnSync } from 'node:child_process';
import { AFTERWARDS, DURING_A_RUN, growth } from './heap-guard';

/** Runs a program in a Node of its own, the one that runs this, and returns what it says. */
function run(program: string): { status: number | null; out: string; err: string } {
  const flags = `const flags = (list) => list.forEach((flag) => require('node:v8').setFlagsFromString(flag));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '-e', `${flags}\n${program}`], {
    encoding: 'utf8',
    env: {},
  });
  return { status, out: stdout.trim(), err: stderr };
}

/** Bytes that one collection leaves in the young generation, of what was made before it and stays. */
function leftYoung(setFlags: string): number {
  const { out } = run(`
    ${setFlags}
    gc({ type: 'major' });
    const staying = Array.from({ length: 4_000 }, (_, index) => ({ index, text: String(index), more: [index] }));
    gc({ type: 'minor' });
    const young = require('node:v8').getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
    console.log(staying.length > 0 && young.space_used_size);
  `);
  return Number(out);
}

describe('the heap guard', () => {
  it('asks for nothing that this V8 does not know', () => {
    const all = [...DURING_A_RUN, growth(100), growth(0), ...AFTERWARDS];
    expect(run(`flags(${JSON.stringify(all)});`)).toEqual({ status: 0, out: '', err: '' });
  });

  const since26 = Number.parseInt(process.versions.node, 10) >= 26 ? it : it.skip;

  since26('makes old at once what outlives a collection, and takes that back', () => {
    const during = `flags(${JSON.stringify(DURING_A_RUN)});`;
    const afterwards = `flags(${JSON.stringify(AFTERWARDS)});`;
    expect(leftYoung(during)).toBeLessThan(50_000);
    expect(leftYoung(`${during} ${afterwards}`)).toBeGreaterThan(150_000);
  });
});
