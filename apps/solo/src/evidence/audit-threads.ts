import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Findings, type Inspector, packRows } from '@sandan/audit';
import type { AuditThreadStart, FromThread, RowsAnswer, RulesPlace } from './audit-thread-messages';

const THREADS_MAX = 4;
/** Below, starting threads takes longer than judging. */
const ENTRIES_MIN = 50;
/** What is read of a piece lives until it is judged: there is room for it where nothing has to be moved, MiB. */
const YOUNG_GENERATION_MIB = 32;

/** Threads that judge the pieces of a large store, one for each core; none for a small one. */
export function auditThreads(place: RulesPlace): (entries: number) => Inspector[] | undefined {
  return (entries) => {
    const threads = Math.min(availableParallelism(), THREADS_MAX);
    if (threads === 1 || entries < ENTRIES_MIN) return undefined;
    return Array.from({ length: threads }, () => threadInspector(place));
  };
}

function threadInspector(place: RulesPlace): Inspector {
  let thread: Worker | undefined;
  return {
    inspect: (task, load, onPiece) =>
      new Promise((resolve, reject) => {
        thread = new Worker(join(__dirname, 'audit-thread.js'), {
          workerData: { place, task } satisfies AuditThreadStart,
          resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
        });
        let findings: Findings | undefined;
        const answer = async (id: number, lane: number, names: readonly string[]): Promise<void> => {
          const rows = packRows(await load(lane, names));
          thread!.postMessage({ id, rows } satisfies RowsAnswer, [rows.states.buffer]);
        };
        thread.on('message', (message: FromThread) => {
          if ('request' in message) {
            const { id, lane, names } = message.request;
            answer(id, lane, names).catch(reject);
          } else if ('findings' in message) findings = message.findings;
          else onPiece();
        });
        thread.on('error', reject);
        thread.on('exit', (code) => {
          if (findings) resolve(findings);
          else reject(new Error(`a thread of the audit ended with ${code}`));
        });
      }),
    close: async () => {
      await thread?.terminate();
    },
  };
}
