import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

/** What `--cpu-prof` leaves of a thread; `timeDeltas`: µs of each sample. */
export interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

export interface ProfileSummary {
  /** The thread that it is of. */
  thread: string;
  seconds: number;
  /** Share of the time in which the thread waited. */
  idle: number;
  /** Shares of the busy time, largest first: by the library that called, and by function itself. */
  rooms: [name: string, share: number][];
  functions: [name: string, share: number][];
}

export const IDLE = '(idle)';

/** A thread by the file that it was started with. */
const THREADS: readonly (readonly [file: RegExp, thread: string])[] = [
  [/apps\/solo\/src\/clear\/clear-thread\.js$/, 'clear-decider'],
  [/apps\/solo\/src\/main\.js$/, 'clear-main'],
  ...['parcel', 'ledger', 'release'].map((app) => [new RegExp(`apps/${app}/src/main\\.js$`), app] as const),
];
const ROOM = /(?:node_modules\/((?:@[^/]+\/)?[^/]+))|(?:dist\/((?:libs|apps)\/[^/]+))/;

/** The profiles that `--cpu-prof` left in a folder, the busiest thread first; of several threads of a kind the busiest. */
export function profilesOf(folder: string): { summary: ProfileSummary; profile: CpuProfile }[] {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile)
    .map((profile) => ({ profile, summary: summaryOf(profile) }))
    .sort((a, b) => a.summary.idle - b.summary.idle);
  const isFirst = ({ summary }: (typeof all)[0], index: number): boolean =>
    all.findIndex((other) => other.summary.thread === summary.thread) === index;
  return all.filter(isFirst);
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
    if (functionName === IDLE) return void (idle += time);
    add(functions, functionTitle(byId.get(id)!), time);
    add(rooms, roomOf(id, byId, parents), time);
  });
  const share = (times: Map<string, number>): [string, number][] =>
    [...times].map(([name, time]): [string, number] => [name, time / (total - idle)]).sort((a, b) => b[1] - a[1]);
  return {
    thread: threadOf(nodes),
    seconds: total / 1e6,
    idle: idle / total,
    rooms: share(rooms),
    functions: share(functions),
  };
}

function threadOf(nodes: readonly ProfileNode[]): string {
  const started = THREADS.find(([file]) => nodes.some(({ callFrame }) => file.test(callFrame.url)));
  return started?.[1] ?? 'unknown';
}

/** The library of the innermost frame that has one: what Node does itself counts for whoever asked for it. */
function roomOf(id: number, byId: ReadonlyMap<number, ProfileNode>, parents: ReadonlyMap<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const room = roomOfFrame(byId.get(at)!);
    if (room !== undefined) return room;
  }
  return byId.get(id)!.callFrame.functionName || 'node';
}

/** The library a function stands in; undefined for what is Node's own. */
export function roomOfFrame({ callFrame }: ProfileNode): string | undefined {
  const room = ROOM.exec(callFrame.url);
  return room ? (room[1] ?? room[2]) : undefined;
}

export function functionTitle({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const name = functionName || '(anonymous)';
  const file = url.replace(/^.*(?:node_modules|dist)\//, '');
  return file === '' ? name : `${name} ${file}:${lineNumber + 1}`;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}
