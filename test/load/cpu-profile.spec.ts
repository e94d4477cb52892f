import { summaryOf } from './cpu-profile';

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 9 });

describe('summary of a CPU profile', () => {
  it('shares the busy time out by library and by function', () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)', ''), children: [2, 4, 5] },
      { id: 2, callFrame: frame('main', 'file:///x/dist/apps/parcel/src/main.js'), children: [3] },
      { id: 3, callFrame: frame('send', '/x/node_modules/@scope/kafka/send.js'), children: [6] },
      { id: 4, callFrame: frame('(idle)', '') },
      { id: 5, callFrame: frame('(garbage collector)', '') },
      { id: 6, callFrame: frame('write', 'node:buffer') },
    ];
    const summary = summaryOf({ nodes, samples: [2, 3, 6, 4, 5], timeDeltas: [1e6, 1e6, 1e6, 4e6, 1e6] });
    expect([summary.thread, summary.seconds, summary.idle]).toEqual(['parcel', 8, 0.5]);
    expect(summary.rooms).toEqual([
      ['@scope/kafka', 0.5],
      ['apps/parcel', 0.25],
      ['(garbage collector)', 0.25],
    ]);
    expect(summary.functions[0]).toEqual(['main apps/parcel/src/main.js:10', 0.25]);
  });
});
