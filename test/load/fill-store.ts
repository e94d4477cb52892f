import { createConnection, type Connection, type mongo } from 'mongoose';

const UNJOURNALED = { writeConcern: { w: 1, j: false } } as const;

/**
 * Fills a store that holds `stored` parcels of a real run up to `wanted`: copies of its rows under other keys and of its
 * journals under other lanes, so that collections and indexes are as large as those of a port after so many parcels. The
 * server copies by itself, from samples of the run, so that a copy costs the same however many there are.
 */
export async function fillStore(
  mongoUri: string,
  stored: number,
  wanted: number,
  say: (line: string) => void,
): Promise<void> {
  const connection = await createConnection(mongoUri).asPromise();
  try {
    const copies = Math.max(0, Math.ceil(wanted / stored) - 1);
    for (const name of ['states', 'journal']) await run(connection, name, [{ $out: sampleOf(name) }]);
    for (let copy = 1; copy <= copies; copy++) {
      await addCopy(connection, 'states', { $concat: ['$_id', `~${copy}`] });
      await addCopy(connection, 'journal', entryIdOfCopy(copy));
      say(`${Math.min(wanted, stored * (copy + 1))} of ${wanted} parcels stored`);
    }
    for (const name of ['states', 'journal']) await connection.db!.dropCollection(sampleOf(name));
  } finally {
    await connection.close();
  }
}

/** `stage/00003/seq` of a copy stands under a lane that no topic has: its number goes before the last three digits. */
function entryIdOfCopy(copy: number): object {
  const part = (index: number): object => ({ $arrayElemAt: [{ $split: ['$_id', '/'] }, index] });
  const lane = { $concat: [String(copy).padStart(2, '0'), { $substrBytes: [part(1), 2, 3] }] };
  return { $concat: [part(0), '/', lane, '/', part(2)] };
}

async function addCopy(connection: Connection, name: string, _id: object): Promise<void> {
  const into = { into: name, on: '_id', whenMatched: 'fail', whenNotMatched: 'insert' } as const;
  await run(connection, sampleOf(name), [{ $set: { _id } }, { $merge: into }]);
}

function sampleOf(name: string): string {
  return `sample.${name}`;
}

async function run(connection: Connection, name: string, pipeline: mongo.Document[]): Promise<void> {
  await connection.collection(name).aggregate(pipeline, UNJOURNALED).toArray();
}
