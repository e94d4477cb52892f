import { bootService } from '@sandan/service';
import { LedgerModule } from './ledger.module';

void bootService(['quota', 'stock'], LedgerModule);
