import { connect } from 'node:net';
import type { mongo } from 'mongoose';

export const REPLICA_SET = 'rs0';

/** Server error codes (MongoDB 6.0 error_codes.yml). */
const NOT_YET_INITIALIZED = 94;
const INVALID_REPLICA_SET_CONFIG = 93;

function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => done(false));
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
  });
}

/** The driver is loaded here: most commands never ask a mongod, and it takes longer to load than all the rest of them. */
async function withAdmin<T>(port: number, work: (admin: mongo.Db) => Promise<T>): Promise<T> {
  const { mongo } = await import('mongoose');
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2000,
    maxPoolSize: 1,
  });
  try {
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
}

async function replicaSetFault(admin: mongo.Db): Promise<number | undefined> {
  try {
    await admin.command({ replSetGetStatus: 1 });
    return undefined;
  } catch (error) {
    const { mongo } = await import('mongoose');
    if (error instanceof mongo.MongoServerError && typeof error.code === 'number') return error.code;
    throw error;
  }
}

/** Old data under a new port: the set still names the old address and has to be told by force. */
async function moveMember(admin: mongo.Db, host: string): Promise<void> {
  const { config } = await admin.command({ replSetGetConfig: 1 });
  const members = [{ ...config.members[0], host }];
  await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
}

/** Makes this one node the replica set that it has to be; does nothing when it is that already. */
async function ensureReplicaSet(admin: mongo.Db, port: number): Promise<void> {
  const host = `127.0.0.1:${port}`;
  const fault = await replicaSetFault(admin);
  if (fault === NOT_YET_INITIALIZED) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (fault === INVALID_REPLICA_SET_CONFIG) {
    await moveMember(admin, host);
  }
}

async function isPrimary(admin: mongo.Db): Promise<boolean> {
  const hello = await admin.command({ hello: 1 });
  return hello.isWritablePrimary === true && hello.setName === REPLICA_SET;
}

/** Whether the mongod takes writes as the primary of its set. */
export async function mongodAnswers(port: number): Promise<boolean> {
  return (await acceptsConnections(port)) && withAdmin(port, isPrimary);
}

/** The same, after initiating the set where that is due; only ever on our own process, known by its pid. */
export async function mongodBecomesPrimary(port: number, pid: number): Promise<boolean> {
  if (!(await acceptsConnections(port))) return false;
  return withAdmin(port, async (admin) => {
    if (await isPrimary(admin)) return true;
    const status = await admin.command({ serverStatus: 1 });
    if (Number(status.pid) !== pid) throw new Error(`port ${port} is served by another mongod, process ${status.pid}`);
    await ensureReplicaSet(admin, port);
    return isPrimary(admin);
  });
}
