import { Module } from '@nestjs/common';
import { ParcelController } from './parcel.controller';

@Module({ controllers: [ParcelController] })
export class ParcelModule {}
