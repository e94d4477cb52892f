import { ALL_TOPICS, FLOW, INBOUND_TOPICS, OUTBOUND_TOPICS, STAGE_TOPICS } from '@sandan/contracts';
import { PORT_HOSTING, STAGE_HOSTING } from '@sandan/pipeline';
import { BASE_REFERENCE, SCENARIOS, START_MS } from '../../seeds/scenarios';
import { nothingSeen, type Seen, traceFlow } from './flow-trace';
import { filesUnder, foldersIn, read } from './source-tree';

/** The stage table of ARCHITECTURE: stage, process, key. */
function documentedStages(text: string): { stage: string; app: string; key: string }[] {
  const section = text.split('\n## Stages\n')[1]?.split('\n## ')[0] ?? '';
  const row = /^\| (\w+) +\| `apps\/(\w+)` +\| ([^|]+?) +\|/gm;
  return [...section.matchAll(row)].map(([, stage = '', app = '', key = '']) => ({ stage, app, key }));
}

/** What an app hosts: the stages its main boots, and those its controllers handle. */
function hostedBy(app: string): { booted: string[]; handled: string[] } {
  const texts = filesUnder(`apps/${app}/src`).map((path) => read(path).text);
  const booted = texts.flatMap((text) => /bootService\(\[([^\]]*)\]/.exec(text)?.[1]?.match(/\w+/g) ?? []);
  const handled = texts.flatMap((text) =>
    [...text.matchAll(/@EventPattern<string>\('(\w+)'/g)].map(([, name]) => name!),
  );
  return { booted: booted.sort(), handled: handled.sort() };
}

const sorted = (topics: Iterable<string>) => [...topics].sort();

describe('the flow table', () => {
  it('names each stage, its process and its key as ARCHITECTURE does', () => {
    const stages = FLOW.map(({ stage, app, key }) => ({ stage, app, key }));
    const documented = documentedStages(read('ARCHITECTURE.md').text);
    expect(documented.map(({ stage, app }) => ({ stage, app }))).toEqual(
      stages.map(({ stage, app }) => ({ stage, app })),
    );
    for (const [index, { key }] of documented.entries()) expect(words(key)).toEqual(words(stages[index]!.key));
  });

  it.each(['parcel', 'ledger', 'release'])('names the stages that %s boots and handles', (app) => {
    const stages = sorted(FLOW.filter((row) => row.app === app).map(({ stage }) => stage));
    expect(hostedBy(app)).toEqual({ booted: stages, handled: stages });
  });

  it('names every process but the one that hosts all stages', () => {
    expect(sorted(new Set(FLOW.map(({ app }) => app)))).toEqual(foldersIn('apps').filter((app) => app !== 'solo'));
    expect(PORT_HOSTING.stages.map(({ name }) => name)).toEqual(FLOW.map(({ stage }) => stage));
  });

  it('lets every topic of the port be consumed or produced by a stage', () => {
    const used = new Set(FLOW.flatMap(({ consumes, produces }) => [...consumes, ...produces]));
    // Official XML messages are unpacked into document topics before any stage.
    expect(ALL_TOPICS.filter((topic) => !used.has(topic) && topic !== 'ceb-messages.v1')).toEqual([]);
    expect([...used].filter((topic) => !ALL_TOPICS.includes(topic))).toEqual([]);
  });

  it('gives each stage its own topic and its partners', () => {
    for (const { stage, consumes } of FLOW) {
      const { partners } = STAGE_HOSTING[stage];
      expect(consumes).toEqual([...(partners ? INBOUND_TOPICS : []), STAGE_TOPICS[stage]]);
    }
  });
});

describe('the stages at work on every scenario', () => {
  const seen: Seen = nothingSeen();

  beforeAll(async () => {
    for (const scenario of SCENARIOS) {
      const data = scenario.reference ? scenario.reference(BASE_REFERENCE) : BASE_REFERENCE;
      await traceFlow(
        data,
        scenario.records.map(({ at, ...record }) => ({ ...record, timestamp: START_MS + at })),
        seen,
      );
    }
  });

  it.each(FLOW)('$stage writes exactly the topics that the flow table says', ({ stage, produces }) => {
    expect(sorted(seen[stage].produced)).toEqual(sorted(produces));
  });

  it.each(FLOW)('$stage takes records from nowhere else', ({ stage, consumes }) => {
    expect([...seen[stage].consumed].filter((topic) => !consumes.includes(topic))).toEqual([]);
    expect(seen[stage].consumed).toContain(STAGE_TOPICS[stage]);
  });

  it('write every outward topic together', () => {
    const written = new Set(Object.values(seen).flatMap(({ produced }) => [...produced]));
    expect(OUTBOUND_TOPICS.filter((topic) => !written.has(topic))).toEqual([]);
  });
});

/** Two descriptions of a key are the same when they hold the same words of meaning. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .match(/\w+/g)!
    .filter((word) => word !== 'the')
    .sort();
}
