import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

export interface ProfileSummary {
  app: string;
  seconds: number;
  /** Share of the time in which the process waited. */
  idle: number;
  /** Shares of the busy time, largest first: by the library that called, and by function itself. */
  rooms: [name: string, share: number][];
  functions: [name: string, share: number][];
}

const APP = /apps\/([a-z]+)\/src\/main\.js$/;
const ROOM = /(?:node_modules\/((?:@[^/]+\/)?[^/]+))|(?:dist\/((?:libs|apps)\/[^/]+))/;

/** Summaries, the busiest process first, of the profiles that `--cpu-prof` left in a folder. */
export function profilesOf(folder: string): ProfileSummary[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => summaryOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile))
    .sort((a, b) => a.idle - b.idle);
}

export function summaryOf({ nodes, samples, timeDeltas }: CpuProfile): ProfileSummary {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const rooms = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  let idle = 0;
  samples.forEach((id, index) => {
    const time = timeDeltas[index] ?? 0;
    const { functionName } = byId.get(id)!.callFrame;
    total += time;
    if (functionName === '(idle)') return void (idle += time);
    add(functions, functionTitle(byId.get(id)!), time);
    add(rooms, roomOf(id, byId, parents), time);
  });
  const share = (times: Map<string, number>): [string, number][] =>
    [...times].map(([name, time]): [string, number] => [name, time / (total - idle)]).sort((a, b) => b[1] - a[1]);
  const app = nodes.map(({ callFrame }) => APP.exec(callFrame.url)?.[1]).find((name) => name !== undefined);
  return {
    app: app ?? 'unknown',
    seconds: total / 1e6,
    idle: idle / total,
    rooms: share(rooms),
    functions: share(functions),
  };
}

/** The library of the innermost frame that has one: what Node does itself counts for whoever asked for it. */
function roomOf(id: number, byId: ReadonlyMap<number, ProfileNode>, parents: ReadonlyMap<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const room = ROOM.exec(byId.get(at)!.callFrame.url);
    if (room) return room[1] ?? room[2]!;
  }
  return byId.get(id)!.callFrame.functionName || 'node';
}

function functionTitle({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const file = url.replace(/^.*(?:node_modules|dist)\//, '');
  return file === '' ? functionName : `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}
