import { Kafka, logLevel, type EachBatchPayload } from 'kafkajs';
import mongoose from 'mongoose';
import { tell } from '../bench-process';
import { FLOOR_OUTPUT } from '../bench-topics';

/**
 * The raw floor: kafkajs `eachBatch`, one unordered bulk write a batch and one output a parcel. No rule, no check of the
 * content, no receipt, no journal, no fence, one process. What a clearance cannot cost less than with these two servers
 * and these two clients.
 */
interface Half {
  _id: string;
  [kind: string]: unknown;
}

const TOPICS = { 'orders.v1': 'order', 'payments.v1': 'payment', 'logistics.v1': 'waybill' } as const;
const MIB = 1024 * 1024;

async function main(brokers: string[], mongoUri: string): Promise<void> {
  const connection = await mongoose.createConnection(mongoUri, { dbName: 'floor' }).asPromise();
  const parcels = connection.collection<Half>('parcels');
  const kafka = new Kafka({ brokers, clientId: 'floor', logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const consumer = kafka.consumer({
    groupId: 'floor',
    maxBytesPerPartition: MIB,
    maxBytes: 8 * MIB,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
  });
  const met = new Map<string, number>();
  let told = 0;

  async function take({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    const kind = TOPICS[batch.topic as keyof typeof TOPICS];
    const complete: string[] = [];
    const writes = batch.messages.map(({ key, value }) => {
      const document = JSON.parse((value as Buffer).toString('utf8')) as object;
      const orderNo = (key as Buffer).toString('utf8');
      const count = (met.get(orderNo) ?? 0) + 1;
      if (count === 3) complete.push(orderNo);
      if (count === 3) met.delete(orderNo);
      else met.set(orderNo, count);
      return { updateOne: { filter: { _id: orderNo }, update: { $set: { [kind]: document } }, upsert: true } };
    });
    await parcels.bulkWrite(writes, { ordered: false, writeConcern: { w: 1, j: true } });
    const messages = complete.map((orderNo) => ({ key: orderNo, value: JSON.stringify({ orderNo, outcome: 'MET' }) }));
    if (messages.length > 0) await producer.send({ topic: FLOOR_OUTPUT, messages });
    told += messages.length;
    resolveOffset(batch.lastOffset());
    await heartbeat();
  }

  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topics: Object.keys(TOPICS), fromBeginning: true });
  await consumer.run({ partitionsConsumedConcurrently: 18, eachBatch: take });
  tell(() => told);
}

void main((process.argv[2] ?? '').split(','), process.argv[3] ?? '');
