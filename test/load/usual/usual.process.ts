import 'reflect-metadata';
import { Controller, Inject, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, ClientsModule, EventPattern, Payload, Transport } from '@nestjs/microservices';
import { InjectModel, MongooseModule } from '@nestjs/mongoose';
import { OrderDto, PaymentDto, WaybillDto } from '@sandan/contracts';
import { logLevel } from 'kafkajs';
import { Model, Schema } from 'mongoose';
import { lastValueFrom } from 'rxjs';
import { tell } from '../bench-process';
import { USUAL_OUTPUT, USUAL_PREFIX } from '../bench-topics';

/**
 * The usual way: Nest's own Kafka server, one message at a time through the class-validator pipe into
 * `findOneAndUpdate`, one output a parcel. No rule, no receipt, one process. Of its partitions it works as many at once as
 * it is told; left alone, Nest works one.
 */
interface Parcel {
  _id: string;
  order?: object;
  payment?: object;
  waybill?: object;
}

const [brokers, mongoUri] = [(process.argv[2] ?? '').split(','), process.argv[3] ?? ''];
const partitionsAtOnce = Number(process.argv[4]);
/** Group and database: each width reads the same topics for itself. */
const name = `usual-${partitionsAtOnce}`;
const schema = new Schema<Parcel>(
  { _id: { type: String }, order: { type: Object }, payment: { type: Object }, waybill: { type: Object } },
  { versionKey: false, collection: 'parcels' },
);
let told = 0;

@Controller()
class ParcelController {
  constructor(
    @InjectModel('Parcel') private readonly parcels: Model<Parcel>,
    @Inject('KAFKA') private readonly kafka: ClientKafka,
  ) {}

  @EventPattern<string>(`${USUAL_PREFIX}orders.v1`)
  order(@Payload() order: OrderDto): Promise<void> {
    return this.meet(order.orderNo, { order });
  }

  @EventPattern<string>(`${USUAL_PREFIX}payments.v1`)
  payment(@Payload() payment: PaymentDto): Promise<void> {
    return this.meet(payment.orderNo, { payment });
  }

  @EventPattern<string>(`${USUAL_PREFIX}logistics.v1`)
  waybill(@Payload() waybill: WaybillDto): Promise<void> {
    return this.meet(waybill.orderNo, { waybill });
  }

  private async meet(orderNo: string, document: Partial<Parcel>): Promise<void> {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const parcel = await this.parcels.findOneAndUpdate({ _id: orderNo }, { $set: document }, options).lean();
    if (!parcel?.order || !parcel.payment || !parcel.waybill) return;
    await lastValueFrom(this.kafka.emit(USUAL_OUTPUT, { key: orderNo, value: { orderNo, outcome: 'MET' } }));
    told++;
  }
}

const client = (clientId: string) => ({ clientId, brokers, logLevel: logLevel.NOTHING });

@Module({
  imports: [
    MongooseModule.forRoot(mongoUri, { dbName: name, writeConcern: { w: 1, j: true } }),
    MongooseModule.forFeature([{ name: 'Parcel', schema }]),
    ClientsModule.register([{ name: 'KAFKA', transport: Transport.KAFKA, options: { client: client('usual-out') } }]),
  ],
  controllers: [ParcelController],
})
class UsualModule {}

async function main(): Promise<void> {
  const app = await NestFactory.createMicroservice(UsualModule, {
    logger: false,
    transport: Transport.KAFKA,
    options: {
      client: client('usual'),
      consumer: { groupId: name, allowAutoTopicCreation: false },
      run: { partitionsConsumedConcurrently: partitionsAtOnce },
      subscribe: { fromBeginning: true },
    },
  });
  app.useGlobalPipes(new ValidationPipe());
  await app.listen();
  tell(() => told);
}

void main();
