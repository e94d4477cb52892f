import type { ReasonName } from '../reasons';

/** Reference data of a port (contract 11), as the rules read it. Built by `buildReference`. */
export type Role =
  'platform' | 'merchant' | 'payment' | 'logistics' | 'agent' | 'warehouse' | 'guarantor' | (string & {});
export type Grade = 'advanced' | 'regular' | 'discredited';

export interface Enterprise {
  code: string;
  name: string;
  roles: Role[];
  /** Left out = regular. */
  grade?: Grade;
  status: 'active' | 'suspended';
  /** Who declares the inventory of this merchant; left out = engine. */
  declares?: 'engine' | 'agent';
  /** The platform has authenticated its buyers (财关税〔2016〕18号): buyer and payer may differ. */
  authenticatesBuyers?: boolean;
}

export interface BookItem {
  itemRecordNo: string;
  itemNo: string;
  ebcCode: string;
  gcode: string;
  gname: string;
  gmodel: string;
  barCode?: string;
  country: string;
  unit: string;
  unit1: string;
  qty1PerUnit: string;
  unit2?: string;
  qty2PerUnit?: string;
  /** Opening stock in the declared unit, a decimal. */
  stock: string;
}

/** One bonded account book 账册. */
export interface Book {
  emsNo: string;
  areaCode: string;
  areaName: string;
  customsCode: string;
  portCode: string;
  trafMode: string;
  agentCode: string;
  agentName: string;
  assureCode: string;
  items: BookItem[];
}

export type ConsumptionRule = 'none' | 'wine' | 'spirits' | 'yellow_wine' | 'beer' | 'cosmetics' | 'watch';

/** One row of the HS table; decimals as text, '' = not known or not applicable. */
export interface HsRow {
  hsCode: string;
  name: string;
  unit1: string;
  unit2: string;
  vatRate: string;
  consumptionRule: ConsumptionRule;
  consumptionAdValorem: string;
  consumptionSpecificCny: string;
  consumptionSpecificBelowCny: string;
  thresholdCny: string;
  thresholdSheetCny: string;
  positiveList: string;
  prohibited: string;
  mfnRate: string;
  /** First and last day (YYYY-MM-DD, Beijing) on which the row holds; '' = open. */
  validFrom: string;
  validTo: string;
}

export type RiskField = 'gcode' | 'country' | 'ebcCode' | 'ebpCode' | 'areaCode' | 'consigneeDistrict';

export interface RiskRule {
  id: string;
  when: Partial<Record<RiskField, string[]>>;
  rate: number;
}

export interface Settings {
  version: string;
  amountTolerance: string;
  amountIdentity: 'refuse' | 'warn' | 'off';
  matchWindowHours: number;
  singleLimit: string;
  annualLimit: string;
  /** `full` adds receipt 2 on acceptance. */
  receipts: 'decisive' | 'full';
  /** Rules on trial: evaluated and told as warnings, not applied; left out = none. */
  dryRun?: readonly ReasonName[];
  inspection: {
    daySeed: string;
    rates: Record<Grade, number>;
    roster: string[];
    riskRules: RiskRule[];
  };
  openingQuota: { buyerIdNumber: string; year: number; used: string }[];
}

/** Where a line of an order or inventory was found. */
export interface RecordedItem {
  book: Book;
  item: BookItem;
}

export interface Reference {
  readonly settings: Settings;
  readonly books: ReadonlyMap<string, Book>;
  enterprise(code: string): Enterprise | undefined;
  /** All books in which a merchant recorded an item, in file order. */
  itemsOf(ebcCode: string, itemNo: string): readonly RecordedItem[];
  recordedItem(emsNo: string, itemRecordNo: string): RecordedItem | undefined;
  /** The HS row that holds on a day (YYYY-MM-DD, Beijing). */
  hsRow(hsCode: string, day: string): HsRow | undefined;
}
