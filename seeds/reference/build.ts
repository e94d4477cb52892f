import type { Book, Enterprise, Settings } from '@sandan/domain';
import { sampleCatalogue } from './catalogue';
import { ENTERPRISES } from './sample-enterprises';
import { hsRatesCsv } from './hs-csv';
import { SAMPLE_HS_ROWS } from './sample-rates';
import { SAMPLE_SETTINGS } from './sample-settings';

export interface SampleReference {
  enterprises: Enterprise[];
  books: Book[];
  /** Text of `hs-rates.csv`. */
  hsCsv: string;
  settings: Settings;
}

/** The reference data of an invented port. Pure: the same data each time, the caller's own copy. */
export function sampleReference(): SampleReference {
  return {
    enterprises: structuredClone(ENTERPRISES) as Enterprise[],
    books: sampleCatalogue().books,
    hsCsv: hsRatesCsv(SAMPLE_HS_ROWS),
    settings: structuredClone(SAMPLE_SETTINGS),
  };
}
