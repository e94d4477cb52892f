import type { Step } from './lane-days';

/** The steps of one lane in its order, some at a time. */
export type LaneSteps = AsyncGenerator<readonly Step[]>;

interface Head {
  steps: LaneSteps;
  batch: readonly Step[];
  next: number;
}

/** The steps of several lanes by their clocks; those of one lane stay in their order. */
export async function* inStepOrder(lanes: readonly LaneSteps[]): AsyncGenerator<Step> {
  const heads: Head[] = [];
  for (const steps of lanes) await addHead(heads, { steps, batch: [], next: 0 });
  while (heads.length > 0) {
    const head = heads.reduce((first, other) => (clockOf(other) < clockOf(first) ? other : first));
    yield head.batch[head.next++]!;
    if (head.next < head.batch.length) continue;
    heads.splice(heads.indexOf(head), 1);
    await addHead(heads, head);
  }
}

async function addHead(heads: Head[], head: Head): Promise<void> {
  for (;;) {
    const { value, done } = await head.steps.next();
    if (done) return;
    if (value.length === 0) continue;
    heads.push({ steps: head.steps, batch: value, next: 0 });
    return;
  }
}

function clockOf({ batch, next }: Head): number {
  return batch[next]!.clock;
}
