import { bootService } from '@sandan/service';
import { ParcelModule } from './parcel.module';

void bootService(['parcel'], ParcelModule);
