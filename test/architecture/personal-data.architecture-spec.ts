import { filesUnder, read, type SourceFile } from './source-tree';

const ROOMS = ['apps', 'libs', 'seeds', 'test', 'docs', 'deploy'];
const TEXTS = /\.(ts|js|json|csv|md|html|ndjson|xml|ya?ml)$/;
/** Eighteen characters that begin like a resident ID number: a region, then a birthday. */
const ID_NUMBER = /(?<![\dA-Za-z.])\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
const TELEPHONE = /(?<![\dA-Za-z.])1[3-9]\d{9}(?![\dA-Za-z.])/g;

/** ID numbers and telephones that somebody might really have, as `file: number`. */
function realLooking({ path, text }: SourceFile): string[] {
  const ids = (text.match(ID_NUMBER) ?? []).filter((number) => !number.startsWith('000000'));
  const telephones = (text.match(TELEPHONE) ?? []).filter((number) => !number.startsWith('199'));
  return [...ids, ...telephones].map((number) => `${path}: ${number}`);
}

const planted = (id: string) => realLooking({ path: 'seeds/planted.ts', text: `buyerIdNumber: '${id}'` });

describe('personal data in the repository', () => {
  it('is of a region that does not exist, and of telephones beginning with 199', () => {
    const files = ROOMS.flatMap(filesUnder).filter((path) => TEXTS.test(path));
    expect(files.length).toBeGreaterThan(200);
    expect(files.map(read).flatMap(realLooking)).toEqual([]);
  });

  it('is seen when it looks real', () => {
    expect(planted(`410105${'19900101'}0015`)).toHaveLength(1);
    expect(planted(`138${'00138000'}`)).toHaveLength(1);
    expect(planted('000000199001010018')).toEqual([]);
    expect(planted('19900000001')).toEqual([]);
  });
});
