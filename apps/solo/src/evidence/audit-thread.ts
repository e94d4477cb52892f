import { parentPort, workerData } from 'node:worker_threads';
import { type LoadRows, localInspector, type PackedRows, unpackRows } from '@sandan/audit';
import type { AuditThreadStart, FromThread, RowsAnswer } from './audit-thread-messages';
import { buyersOf } from './buyers';
import { ruleSetsOf } from './kept-reference';

// A thread of `sandan audit` that judges a share of the pieces. Only the thread that started it reads the store.
const { place, task } = workerData as AuditThreadStart;
const say = (message: FromThread): void => parentPort!.postMessage(message);
const waiting = new Map<number, (rows: PackedRows) => void>();
let asked = 0;

const load: LoadRows = async (lane, names) => {
  const id = asked++;
  say({ request: { id, lane, names } });
  const rows = await new Promise<PackedRows>((resolve) => waiting.set(id, resolve));
  return unpackRows(rows, names);
};

parentPort!.on('message', ({ id, rows }: RowsAnswer) => {
  waiting.get(id)!(rows);
  waiting.delete(id);
});

void (async () => {
  const rules = await ruleSetsOf(place.folder, place.reference);
  const inspector = localInspector({
    reference: rules.current,
    ruleSet: rules.of,
    ...buyersOf(place.folder, rules.current),
  });
  say({ findings: await inspector.inspect(task, load, () => say({ piece: true })) });
  parentPort!.close();
})();
