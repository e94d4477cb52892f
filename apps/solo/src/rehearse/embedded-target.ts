import { mkdirSync, rmSync } from 'node:fs';
import { loadReference } from '@sandan/config';
import { buildReference, type Clearance } from '@sandan/domain';
import { SILENT } from '@sandan/pipeline';
import { usageOf } from '../../../../deploy/engine';
import type { DayRecord } from '../../../../seeds/day';
import { EmbeddedEngine } from '../run/embedded-engine';
import { dayOutbound } from '../start/day-outbound';
import { folderBytes } from './folder-bytes';
import type { WatchedClearance } from './parcel-watch';
import type { ProcessUsage, RehearsalTarget } from './target';

const NAME = 'engine and generator';

/** All stages in this process, with the generator beside them: its costs are counted as the engine's. */
export class EmbeddedTarget implements RehearsalTarget {
  private engine: EmbeddedEngine | undefined;
  private cpuBefore = 0;

  constructor(
    private readonly referenceFolder: string,
    private readonly folder: string,
  ) {}

  async start(onClearance: (clearance: WatchedClearance) => void): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const reference = buildReference(await loadReference(this.referenceFolder));
    const observer = {
      ...SILENT,
      flushed: ({ outward }: { outward: readonly { topic: string; value: unknown }[] }) => {
        for (const { topic, value } of outward) if (topic === 'clearances.v1') onClearance(value as Clearance);
      },
    };
    this.engine = await EmbeddedEngine.open(this.folder, reference, observer, { sync: true, idleClockMs: 0 });
    this.cpuBefore = usageOf(process.pid).cpuSeconds;
  }

  async send(records: readonly DayRecord[]): Promise<void> {
    await this.opened().accept(records.map(dayOutbound));
  }

  lagRecords(): Promise<number> {
    return Promise.resolve(this.opened().backlogRecords());
  }

  usage(): Record<string, ProcessUsage> {
    const { cpuSeconds, peakRssMb } = usageOf(process.pid);
    return { [NAME]: { cpuSeconds: cpuSeconds - this.cpuBefore, peakRssMb } };
  }

  rssMb(): Record<string, number> {
    return { [NAME]: usageOf(process.pid).rssMb };
  }

  async storedBytes(): Promise<number> {
    await this.opened().settled(60_000);
    return folderBytes(this.folder);
  }

  async stop(): Promise<void> {
    await this.engine?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private opened(): EmbeddedEngine {
    if (!this.engine) throw new Error('the engine was not started');
    return this.engine;
  }
}
