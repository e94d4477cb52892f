import { bootService } from '@sandan/service';
import { ReleaseModule } from './release.module';

void bootService(['release'], ReleaseModule);
