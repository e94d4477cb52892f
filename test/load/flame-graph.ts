import { type CpuProfile, functionTitle, IDLE, type ProfileNode, roomOfFrame } from './cpu-profile';

const WIDTH = 1200;
const ROW = 17;
const TOP = 48;
/** A frame narrower than this is left out: nobody could read or point at it. */
const SHARE_MIN = 0.002;
const CHARACTER = 6.7;
const LOADER = /^node:internal\/modules\//;
const LOADING = '(loading modules)';

const STYLE = `text{font:11px ui-monospace,monospace;fill:#10151c}.head{font:600 15px system-ui,sans-serif}.soft{font:12px system-ui,sans-serif}
svg{background:#fff}rect{stroke:#fff;stroke-width:.5}
.app{fill:#8fb8f0}.domain{fill:#8fd3ae}.package{fill:#f3c08a}.node{fill:#d4dae2}.collection{fill:#ef9a94}
@media(prefers-color-scheme:dark){svg{background:#11171f}rect{stroke:#11171f}.head,.soft{fill:#e8edf3}}`;

/** One function below the functions that called it, with the time of all it called, µs. */
interface Frame {
  node: ProfileNode;
  title: string;
  time: number;
  below: Map<string, Frame>;
}

/**
 * A thread's profile as an SVG of its own: callers above, the called below, as wide as they took of the busy time. What
 * loads modules is one frame, because its tower says nothing.
 */
export function flameGraph(heading: string, profile: CpuProfile): string {
  const root = mergedFrames(profile);
  const rects: string[] = [];
  const deepest = draw(root, { at: 0, depth: 0, total: root.time }, rects);
  const height = TOP + (deepest + 1) * ROW + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(heading)}">
<style>${STYLE}</style>
<text class="head" x="4" y="18">${escaped(heading)}</text>
<text class="soft" x="4" y="36">Green: rules. Blue: the rest of the engine. Orange: other libraries. Grey: Node. Red: garbage collection. Opened by itself, each frame tells its name and share.</text>
${rects.join('\n')}
</svg>
`;
}

function mergedFrames({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const own = new Map<number, number>();
  samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const timeOf = (frame: Frame, node: ProfileNode): number => {
    let time = own.get(node.id) ?? 0;
    for (const id of node.children ?? []) {
      const called = byId.get(id)!;
      if (called.callFrame.functionName === IDLE) continue;
      const into = frame.title === LOADING ? frame : frameBelow(frame, called);
      const taken = timeOf(into, called);
      if (into !== frame) into.time += taken;
      time += taken;
    }
    return time;
  };
  const root: Frame = frameOf(nodes[0]!, 'all of the busy time');
  root.time = timeOf(root, nodes[0]!);
  return root;
}

function frameBelow(frame: Frame, node: ProfileNode): Frame {
  const title = LOADER.test(node.callFrame.url) ? LOADING : functionTitle(node);
  let found = frame.below.get(title);
  if (!found) frame.below.set(title, (found = frameOf(node, title)));
  return found;
}

function frameOf(node: ProfileNode, title: string): Frame {
  return { node, title, time: 0, below: new Map() };
}

/** Draws a frame and what is below it; returns how deep that goes. */
function draw(frame: Frame, place: { at: number; depth: number; total: number }, rects: string[]): number {
  const { at, depth, total } = place;
  const share = frame.time / total;
  const [x, width] = [at * WIDTH, share * WIDTH].map((value) => Math.round(value * 10) / 10) as [number, number];
  const y = TOP + depth * ROW;
  const name = escaped(frame.title);
  const room = Math.floor((width - 6) / CHARACTER);
  const label = room < 3 ? '' : `<text x="${x + 3}" y="${y + 12}">${escaped(frame.title.slice(0, room))}</text>`;
  rects.push(
    `<g><title>${name}, ${(share * 100).toFixed(1)} %</title><rect class="${kindOf(frame)}" x="${x}" y="${y}" width="${width}" height="${ROW - 1}"/>${label}</g>`,
  );
  let deepest = depth;
  let next = at;
  for (const below of [...frame.below.values()].sort((a, b) => b.time - a.time)) {
    const belowShare = below.time / total;
    if (belowShare >= SHARE_MIN) {
      deepest = Math.max(deepest, draw(below, { at: next, depth: depth + 1, total }, rects));
    }
    next += belowShare;
  }
  return deepest;
}

function kindOf({ node, title }: Frame): string {
  if (title === '(garbage collector)') return 'collection';
  const room = title === LOADING ? undefined : roomOfFrame(node);
  if (room === undefined) return 'node';
  if (room === 'libs/domain') return 'domain';
  return /^(?:libs|apps)\//.test(room) ? 'app' : 'package';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
