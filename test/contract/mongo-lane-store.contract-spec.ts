import { randomBytes } from 'node:crypto';
import { createConnection, mongo, type Connection } from 'mongoose';
import { DocumentTooLargeError, MongoLaneStore, StoreClosedError, type MongoStoreOptions } from '@sandan/mongo';
import { LaneLostError } from '@sandan/pipeline';
import { laneStoreSuite } from '@sandan/pipeline/suites';
import { CuttingProxy } from './cutting-proxy';
import { entryAt, HEAD, journalOf, LANE } from './lane-journal';

const uri = process.env['SANDAN_TEST_MONGO_URI'];

const newDatabase = () => `sandan-test-${randomBytes(6).toString('hex')}`;

async function dropDatabase(name: string): Promise<void> {
  const connection = await createConnection(uri!, { dbName: name }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

if (!uri) {
  process.stderr.write('\nSKIPPED: the lane store on MongoDB. Set SANDAN_TEST_MONGO_URI to a replica set to run it.\n');
  describe.skip('lane store: MongoDB (SANDAN_TEST_MONGO_URI is not set)', () => {
    it('keeps the promises of the port', () => {});
  });
} else {
  laneStoreSuite('MongoDB', async () => {
    const database = newDatabase();
    let store = await MongoLaneStore.connect(uri, { database });
    return {
      store,
      reopen: async () => {
        await store.close();
        return (store = await MongoLaneStore.connect(uri, { database }));
      },
      destroy: async () => {
        await store.close();
        await dropDatabase(database);
      },
    };
  });
  describe('MongoDB at its worst', () => mongoCases(uri));
}

function mongoCases(server: string): void {
  let database: string;
  let proxy: CuttingProxy;
  let direct: Connection;
  const stores: MongoLaneStore[] = [];

  async function open(options: MongoStoreOptions = {}): Promise<MongoLaneStore> {
    const throughProxy = `mongodb://${proxy.address}/?directConnection=true`;
    const store = await MongoLaneStore.connect(throughProxy, { database, ...options });
    stores.push(store);
    return store;
  }

  beforeEach(async () => {
    database = newDatabase();
    direct = await createConnection(server, { dbName: database }).asPromise();
    const hello = await direct.db!.admin().command({ hello: 1 });
    const [host, port] = String(hello['primary'] ?? hello['me']).split(':');
    proxy = await CuttingProxy.start(host!, Number(port));
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await proxy.stop();
    await direct.dropDatabase();
    await direct.close();
  });

  // The driver tries a lost insert once more by itself; two lost answers reach our own repetition, which then meets the
  // document of its first attempt under the same number.
  it('recognises its own entry when the answers to an append are lost', async () => {
    const retries: string[] = [];
    const store = await open({ onRetry: ({ operation }) => retries.push(operation) });
    await store.claim(LANE, 'a', HEAD);
    proxy.cutAnswersOf('facts', 2);
    await store.append(LANE, entryAt(2, 'once'));
    await store.append(LANE, entryAt(3, 'next'));
    expect([proxy.cutsLeft, retries]).toEqual([0, ['append']]);
    expect(await journalOf(store)).toEqual(['1 ', '2 once', '3 next']);
  });

  it('recognises its own claim when the answers to it are lost', async () => {
    const store = await open();
    proxy.cutAnswersOf('facts', 2);
    expect((await store.claim(LANE, 'a', HEAD)).seq).toBe(1);
    expect(await journalOf(store)).toEqual(['1 ']);
  });

  it('tells a lost lane from a lost answer, even with the same content', async () => {
    const [zombie, owner] = [await open(), await open()];
    await zombie.claim(LANE, 'a', HEAD);
    await owner.claim(LANE, 'a', HEAD);
    proxy.cutAnswersOf('facts', 2);
    await expect(zombie.append(LANE, entryAt(2, ''))).rejects.toThrow(LaneLostError);
    await owner.append(LANE, entryAt(3, 'goes on'));
    expect(await journalOf(owner)).toEqual(['1 ', '2 ', '3 goes on']);
  });

  it('appends for lanes side by side: one that was taken over is told so, the others go on', async () => {
    const [store, usurper] = [await open(), await open()];
    const lanes = [1, 2, 3].map((lane) => ({ stage: 'parcel', lane }));
    for (const lane of lanes) await store.claim(lane, 'a', HEAD);
    await usurper.claim(lanes[1]!, 'b', HEAD);
    const appended = await Promise.allSettled(lanes.map((lane) => store.append(lane, entryAt(2, `of ${lane.lane}`))));
    expect(appended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((appended[1] as PromiseRejectedResult).reason).toBeInstanceOf(LaneLostError);
    expect(await Promise.all(lanes.map((lane) => store.lastSeq(lane)))).toEqual([2, 2, 2]);
    expect(await journalOf(store)).toEqual(['1 ', '2 of 1']);
  });

  it('appends for lanes side by side: what is refused of one holds up none of the others', async () => {
    const store = await open();
    const lanes = [1, 2, 3].map((lane) => ({ stage: 'parcel', lane }));
    for (const lane of lanes) await store.claim(lane, 'a', HEAD);
    await direct.db!.command({ collMod: 'journal', validator: { _id: { $not: /^parcel\/0*2\// } } });
    const appended = await Promise.allSettled(lanes.map((lane) => store.append(lane, entryAt(2, 'one of three'))));
    expect(appended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((appended[1] as PromiseRejectedResult).reason).toMatchObject({ code: 121 });
  });

  it('recognises its own entries when the answers to appends side by side are lost', async () => {
    const retries: string[] = [];
    const store = await open({ onRetry: ({ operation }) => retries.push(operation) });
    const lanes = [1, 2, 3].map((lane) => ({ stage: 'parcel', lane }));
    for (const lane of lanes) await store.claim(lane, 'a', HEAD);
    proxy.cutAnswersOf('facts', 1);
    await Promise.all(lanes.map((lane) => store.append(lane, entryAt(2, 'once'))));
    expect([proxy.cutsLeft, retries]).toEqual([0, ['append', 'append', 'append']]);
    expect(await journalOf(store)).toEqual(['1 ', '2 once']);
  });

  it('reads for lanes side by side: each gets its own states', async () => {
    const store = await open();
    const lanes = [1, 2].map((lane) => ({ stage: 'parcel', lane }));
    for (const lane of lanes) {
      const row = { key: 'parcel/A', seq: lane.lane, state: Buffer.from(`of ${lane.lane}`) };
      await store.checkpoint(lane, [row], 0);
    }
    const rows = await Promise.all(lanes.map((lane) => store.load(lane, ['parcel/A', 'parcel/B'])));
    expect(rows.map((found) => [...found.values()].map(({ key, seq }) => [key, seq]))).toEqual([
      [['parcel/A', 1]],
      [['parcel/A', 2]],
    ]);
  });

  it('waits while the database is away, and goes on when it is back', async () => {
    const store = await open();
    await store.claim(LANE, 'a', HEAD);
    proxy.refuse(true);
    const appended = store.append(LANE, entryAt(2, 'patient'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    proxy.refuse(false);
    await appended;
    expect(await journalOf(store)).toEqual(['1 ', '2 patient']);
  });

  it('throws the fault itself, not a lost lane, when its deadline is over', async () => {
    const store = await open({ deadlineMs: 50 });
    await store.claim(LANE, 'a', HEAD);
    proxy.refuse(true);
    await expect(store.append(LANE, entryAt(2, 'late'))).rejects.toThrow(mongo.MongoError);
  }, 20_000);

  it('ends waiting calls when it is closed', async () => {
    const store = await open();
    await store.claim(LANE, 'a', HEAD);
    proxy.refuse(true);
    const refused = expect(store.append(LANE, entryAt(2, 'never'))).rejects.toThrow(StoreClosedError);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await store.close();
    await refused;
  });

  it('saves rows once when the answers to a checkpoint are lost', async () => {
    const store = await open();
    const rows = ['A', 'B'].map((key) => ({
      key,
      seq: 4,
      state: Buffer.from(key),
      tags: [key],
      isFirst: true as const,
    }));
    proxy.cutAnswersOf('commitTransaction', 2);
    await store.checkpoint(LANE, rows, 4);
    expect([...(await store.load(LANE, ['A', 'B'])).keys()].sort()).toEqual(['A', 'B']);
    expect((await store.claim(LANE, 'a', HEAD)).checkpointSeq).toBe(4);
  });

  it.each([{}, { isFirst: true } as const])('keeps the newest row when two owners save at once (%j)', async (hint) => {
    const [zombie, owner] = [await open(), await open()];
    const rowsAt = (seq: number) =>
      Array.from({ length: 200 }, (_, index) => ({ ...hint, key: `k${index}`, seq, state: Buffer.from(`${seq}`) }));
    for (let round = 0; round < 4; round += 1) {
      const [older, newer] = [rowsAt(round * 2 + 1), rowsAt(round * 2 + 2)];
      await Promise.all([zombie.checkpoint(LANE, older, 1), owner.checkpoint(LANE, newer, 1)]);
      const rows = await owner.load(
        LANE,
        newer.map(({ key }) => key),
      );
      expect([rows.size, new Set([...rows.values()].map(({ seq }) => seq))]).toEqual([200, new Set([round * 2 + 2])]);
    }
  });

  it('saves over the open transaction of an owner that died while it saved', async () => {
    const row = { key: 'a', seq: 1, state: Buffer.from('1') };
    const dying = await open();
    await dying.claim(LANE, 'dying', HEAD);
    await dying.append(LANE, entryAt(2, 'a'));
    await dying.checkpoint(LANE, [row], 2);
    // What its process would leave behind: a transaction in the session that it named, never committed.
    const session = direct.getClient().startSession();
    session.startTransaction();
    await direct.db!.collection('states').deleteMany({}, { session });
    const lanes = direct.db!.collection<{ _id: string; session: mongo.Binary }>('lanes');
    await lanes.updateOne({ _id: 'parcel/00001' }, { $set: { session: session.id!.id } });
    const next = await open();
    await next.claim(LANE, 'next', HEAD);
    await next.checkpoint(LANE, [{ ...row, seq: 3, state: Buffer.from('3') }], 3);
    const rows = await next.load(LANE, ['a']);
    expect(Buffer.from(rows.get('a')!.state).toString()).toBe('3');
    // MongoDB itself would end the transaction after a minute or more.
  }, 30_000);

  it('refuses an entry that MongoDB could not hold, by name', async () => {
    const store = await open();
    await store.claim(LANE, 'a', HEAD);
    const entry = { ...entryAt(2, ''), facts: Buffer.alloc(10_000_000), outputs: Buffer.alloc(7_000_000) };
    await expect(store.append(LANE, entry)).rejects.toThrow(DocumentTooLargeError);
    await expect(store.append(LANE, entry)).rejects.toThrow('parcel/00001/0000000000000002');
  });

  it('asks for a journaled majority with every entry of the journal', async () => {
    const concerns = await writeConcernsSeen(async (store) => {
      await store.claim(LANE, 'a', HEAD);
      await store.append(LANE, entryAt(2, 'durable'));
      const other = { ...LANE, lane: 2 };
      await store.claim(other, 'a', HEAD);
      await Promise.all([store.append(LANE, entryAt(3, 'durable')), store.append(other, entryAt(2, 'side by side'))]);
      await store.checkpoint(LANE, [{ key: 'A', seq: 3, state: Buffer.from('A') }], 3);
    });
    // The server's profile names the write concern of inserts only.
    // Two claims, one append alone, one insert of two.
    expect(concerns.filter(({ name }) => name === 'insert journal')).toHaveLength(4);
    for (const { concern } of concerns) expect(concern).toMatchObject({ w: 'majority', j: true });
  });

  it('tells how far saved states go without loading them', async () => {
    const store = await open();
    const row = (key: string, seq: number) => ({ key, seq, state: Buffer.from(key) });
    await store.checkpoint(LANE, [{ ...row('A', 4), dueAt: 9_000 }, row('B', 5)], 5);
    const heads = await store.heads(LANE, ['A', 'missing', 'B']);
    expect(Object.fromEntries(heads)).toEqual({ A: { seq: 4, dueAt: 9_000 }, B: { seq: 5 } });
    expect(await store.heads(LANE, [])).toEqual(new Map());
  });

  it('finds an index that somebody dropped or added', async () => {
    const store = await open();
    expect(await store.checkIndexes()).toEqual([]);
    await direct.collection('states').dropIndex('stage_1_tags_1');
    await direct.collection('states').createIndex({ seq: 1 });
    expect(await store.checkIndexes()).toEqual([
      expect.stringMatching(/^states: index .*tags.* is missing$/),
      'states: index seq_1 is not declared',
    ]);
    await store.ensureIndexes();
    expect((await store.checkIndexes()).filter((fault) => fault.endsWith('missing'))).toEqual([]);
  });

  it('answers its queries from the declared indexes', async () => {
    const store = await open();
    await store.checkpoint(LANE, [{ key: 'A', seq: 2, state: Buffer.from('A'), dueAt: 5, tags: ['W'] }], 2);
    const states = direct.collection('states');
    const due = await states.find({ stage: 'parcel', lane: 1, dueAt: { $gte: -Infinity } }).explain();
    const tags = await states.find({ stage: 'parcel', tags: 'W' }).explain();
    expect(JSON.stringify(due)).toContain('"indexName":"stage_1_lane_1_dueAt_1"');
    expect(JSON.stringify(tags)).toContain('"indexName":"stage_1_tags_1"');
  });

  /** The write concern of every writing command that passes by, read from the server's own profile of the database. */
  async function writeConcernsSeen(work: (store: MongoLaneStore) => Promise<void>) {
    const store = await open();
    await direct.db!.command({ profile: 2 });
    await work(store);
    await direct.db!.command({ profile: 0 });
    const commands = await direct.db!.collection('system.profile').find({ 'command.writeConcern': { $exists: true } });
    return (await commands.toArray()).map(({ command }) => {
      const [name, target] = Object.entries(command)[0]!;
      return { name: `${name} ${String(target)}`, concern: command.writeConcern as unknown };
    });
  }
}
