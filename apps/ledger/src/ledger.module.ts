import { Module } from '@nestjs/common';
import { QuotaController } from './quota.controller';
import { StockController } from './stock.controller';

@Module({ controllers: [QuotaController, StockController] })
export class LedgerModule {}
