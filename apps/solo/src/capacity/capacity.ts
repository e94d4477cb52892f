/** What a parcel costs, as `npm run bench` measured it (docs/reference/costs.json). */
export interface ParcelCosts {
  /** Where the figures come from. */
  measured: string;
  /** Core time a parcel by process, µs. */
  coreMicroseconds: Record<string, number>;
  /** On disk in MongoDB, compressed, all stages with indexes. */
  storedBytes: number;
  /** On disk in Kafka: documents, messages between stages, outputs. */
  kafkaBytes: number;
  /** To and from MongoDB. */
  storeNetworkBytes: number;
}

export interface Demand {
  parcelsPerDay: number;
  /** Share of a day's parcels in its busiest second. */
  peakShare: number;
  /** Days that Kafka keeps records. */
  kafkaDays: number;
}

export interface Capacity {
  parcelsPerDay: number;
  peakParcelsPerSecond: number;
  /** Whole cores by process, so that the busiest second is worked as it comes. */
  cores: Record<string, number>;
  totalCores: number;
  partitions: number;
  storedGbPerDay: number;
  kafkaGb: number;
  networkMbitPerSecond: number;
}

/** A core that is planned to be fuller has no room for a retry, a rebalance or the next version. */
export const UTILISATION = 0.7;
/** Lanes of the busiest app for each of its cores: a lane is worked by one process, and lanes are never equally full. */
const LANES_A_CORE = 3;
const PARTITIONS_MIN = 6;
/** Every record is written to Kafka and read from it once. */
const KAFKA_PASSES = 2;
const GB = 1e9;

/** Cores = busiest second × core time a parcel ÷ utilisation; the rest follows from bytes a parcel. */
export function capacityFor({ parcelsPerDay, peakShare, kafkaDays }: Demand, costs: ParcelCosts): Capacity {
  const peak = parcelsPerDay * peakShare;
  const cores = Object.fromEntries(
    Object.entries(costs.coreMicroseconds).map(([name, micros]) => [name, (peak * micros) / 1e6 / UTILISATION]),
  );
  const { kafka: _kafka, mongod: _mongod, ...apps } = cores;
  const busiest = Math.ceil(Math.max(...Object.values(apps)));
  return {
    parcelsPerDay,
    peakParcelsPerSecond: peak,
    cores,
    totalCores: Math.ceil(Object.values(cores).reduce((sum, count) => sum + count, 0)),
    partitions: Math.ceil(Math.max(PARTITIONS_MIN, busiest * LANES_A_CORE) / PARTITIONS_MIN) * PARTITIONS_MIN,
    storedGbPerDay: (parcelsPerDay * costs.storedBytes) / GB,
    kafkaGb: (parcelsPerDay * costs.kafkaBytes * kafkaDays) / GB,
    networkMbitPerSecond: (peak * (costs.kafkaBytes * KAFKA_PASSES + costs.storeNetworkBytes) * 8) / 1e6,
  };
}
