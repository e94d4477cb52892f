import { createConnection, type mongo } from 'mongoose';

/** Copies of a lane's journal stand under lane numbers that no topic has. */
const LANES_APART = 1_000;
const ROWS_A_WRITE = 1_000;
/** Entries have a megabyte and more. */
const ENTRIES_A_WRITE = 8;
const UNJOURNALED = { ordered: false, writeConcern: { w: 1, j: false } } as const;

interface Row {
  _id: string;
}

/**
 * Fills a store that holds `stored` parcels of a real run up to `wanted`: copies of its rows under other keys and of its
 * journals under other lanes, so that collections and indexes are as large as those of a port after so many parcels.
 */
export async function fillStore(
  mongoUri: string,
  stored: number,
  wanted: number,
  say: (line: string) => void,
): Promise<void> {
  const connection = await createConnection(mongoUri).asPromise();
  try {
    const [states, journal] = [connection.collection<Row>('states'), connection.collection<Row>('journal')];
    const copies = Math.max(0, Math.ceil(wanted / stored) - 1);
    const lanes = /^([^/]+)\/(\d{5})\/(.*)$/s;
    const realLane = { _id: { $not: /~/, $regex: /^[^/]+\/000/ } };
    for (let copy = 1; copy <= copies; copy++) {
      await copyRows(states, realLane, ROWS_A_WRITE, (id) => `${id}~${copy}`);
      await copyRows(journal, realLane, ENTRIES_A_WRITE, (id) =>
        id.replace(lanes, (_id, stage: string, lane: string, seq: string) => {
          return `${stage}/${String(Number(lane) + copy * LANES_APART).padStart(5, '0')}/${seq}`;
        }),
      );
      say(`${Math.min(wanted, stored * (copy + 1))} of ${wanted} parcels stored`);
    }
  } finally {
    await connection.close();
  }
}

async function copyRows(
  collection: mongo.Collection<Row>,
  filter: mongo.Filter<Row>,
  atOnce: number,
  rename: (id: string) => string,
): Promise<void> {
  let rows: Row[] = [];
  const write = async (): Promise<void> => {
    if (rows.length > 0) await collection.insertMany(rows, UNJOURNALED);
    rows = [];
  };
  // A cursor without a snapshot may meet what it has just written: the filter leaves copies out.
  for await (const row of collection.find(filter)) {
    rows.push({ ...row, _id: rename(row._id) });
    if (rows.length >= atOnce) await write();
  }
  await write();
}
