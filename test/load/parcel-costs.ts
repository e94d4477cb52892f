import type { ParcelCosts } from '../../apps/solo/src/capacity/capacity';
import { type Machine, median } from '../../deploy/engine';
import type { DistributedRun } from './bench-distributed';

/** What `sandan capacity` reckons with: medians of the runs of this engine on Kafka and MongoDB. */
export function parcelCosts(machine: Machine, distributed: readonly DistributedRun[]): ParcelCosts {
  const processes = distributed.flatMap(({ runs }) => (runs.engine ? [runs.engine.processes] : []));
  const names = Object.keys(processes[0] ?? {});
  // Core-seconds a million parcels are µs a parcel.
  const costOf = (name: string): number =>
    median(processes.map((figures) => figures[name]?.cpuSecondsPerMillionParcels ?? 0));
  const bytes = (of: (run: DistributedRun) => number | undefined): number =>
    Math.round(median(distributed.flatMap((run) => of(run) ?? [])));
  return {
    measured: `Measured on ${machine.date} at ${machine.commit}: ${machine.cpu}, ${machine.cores} cores, load average ${machine.loadBefore} before`,
    coreMicroseconds: Object.fromEntries(names.map((name) => [name, Math.round(costOf(name))])),
    storedBytes: bytes((run) => run.storedBytesPerParcel),
    kafkaBytes: bytes((run) => run.kafkaBytesPerParcel),
    storeNetworkBytes: bytes((run) => run.storeNetworkBytesPerParcel),
  };
}
