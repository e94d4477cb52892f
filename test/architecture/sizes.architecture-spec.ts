import { SOURCES } from './source-tree';
import { sizeViolations } from './sizes';

describe('the size of things', () => {
  it('stays within 300 lines a file and 60 lines a function', () => {
    expect(SOURCES.flatMap(sizeViolations)).toEqual([]);
  });

  it('is seen when a file or a function is too long', () => {
    const path = 'libs/pipeline/src/long.ts';
    expect(sizeViolations({ path, text: 'export {};\n'.repeat(301) })).toEqual([`${path}: has 301 lines`]);
    const text = `export function long(): void {\n${'  void 0;\n'.repeat(59)}}\n`;
    expect(sizeViolations({ path, text })).toEqual([`${path}: long has 61 lines`]);
    expect(sizeViolations({ path, text: text.replace('  void 0;\n', '') })).toEqual([]);
  });
});
