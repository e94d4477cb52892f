import { flameGraph } from './flame-graph';

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 9 });

/** root 10 ms busy: main 8 (rule 5, loader 1 with what it loads 2), garbage collection 2; idle 90 besides. */
const PROFILE = {
  nodes: [
    { id: 1, callFrame: frame('(root)', ''), children: [2, 6, 7] },
    { id: 2, callFrame: frame('main', '/x/dist/apps/parcel/src/main.js'), children: [3, 4, 8] },
    { id: 3, callFrame: frame('check<T>', '/x/dist/libs/domain/src/rule.js') },
    { id: 4, callFrame: frame('require', 'node:internal/modules/helpers'), children: [5] },
    { id: 5, callFrame: frame('', '/x/node_modules/kafkajs/index.js') },
    { id: 6, callFrame: frame('(garbage collector)', '') },
    { id: 7, callFrame: frame('(idle)', '') },
    { id: 8, callFrame: frame('check<T>', '/x/dist/libs/domain/src/rule.js') },
  ],
  samples: [3, 8, 4, 5, 6, 7],
  timeDeltas: [2e3, 3e3, 1e3, 2e3, 2e3, 90e3],
};

interface Drawn {
  title: string;
  kind: string;
  x: number;
  y: number;
  width: number;
}

function drawn(svg: string): Drawn[] {
  const frames = svg.matchAll(/<title>([^<]*)<\/title><rect class="(\w+)" x="([\d.]+)" y="(\d+)" width="([\d.]+)"/g);
  return [...frames].map(([, title, kind, x, y, width]) => ({
    title: title!,
    kind: kind!,
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));
}

describe('flame graph', () => {
  const frames = drawn(flameGraph('parcel', PROFILE));

  it('draws each function as wide as it took of the busy time, the idle time left out', () => {
    expect(frames.map(({ title, kind, width }) => [title, kind, width])).toEqual([
      ['all of the busy time, 100.0 %', 'node', 1200],
      ['main apps/parcel/src/main.js:10, 80.0 %', 'app', 960],
      ['check&lt;T&gt; libs/domain/src/rule.js:10, 50.0 %', 'domain', 600],
      ['(loading modules), 30.0 %', 'node', 360],
      ['(garbage collector), 20.0 %', 'collection', 240],
    ]);
  });

  it('puts what is called below its caller, side by side', () => {
    const place = frames.map(({ x, y }) => [x, y]);
    const [all, main, check, loading, collection] = place as [number, number][];
    expect([all![0], main![0], check![0], loading![0], collection![0]]).toEqual([0, 0, 0, 600, 960]);
    expect(main![1]).toBe(collection![1]);
    expect(check![1]).toBe(loading![1]);
    expect(check![1]).toBeGreaterThan(main![1]);
  });
});
