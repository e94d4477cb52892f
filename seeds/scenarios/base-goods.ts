import type { ReferenceData } from '@sandan/domain';

export type HsRow = ReferenceData['hsRows'][number];
export type BookItem = ReferenceData['books'][number]['items'][number];

/** A row that passes: on the positive list, not prohibited, no consumption tax, duty rate known. */
function hs(hsCode: string, name: string, units: [string, string], changes: Partial<HsRow> = {}): HsRow {
  return {
    hsCode,
    name,
    unit1: units[0],
    unit2: units[1],
    vatRate: '0.13',
    consumptionRule: 'none',
    consumptionAdValorem: '',
    consumptionSpecificCny: '',
    consumptionSpecificBelowCny: '',
    thresholdCny: '',
    thresholdSheetCny: '',
    positiveList: 'yes',
    prohibited: 'no',
    mfnRate: '0.10',
    validFrom: '',
    validTo: '',
    ...changes,
  };
}

const COSMETICS = { consumptionRule: 'cosmetics', consumptionAdValorem: '0.15', thresholdCny: '10' } as const;

/** Duty rates and memberships of the positive list are invented for the scenarios. */
export const HS_ROWS: HsRow[] = [
  hs('1806900000', 'chocolate', ['035', '']),
  hs('1509200000', 'olive oil', ['035', ''], { vatRate: '0.09' }),
  hs('1901101090', 'infant formula', ['035', '']),
  hs('2202990099', 'fruit drink', ['095', '035']),
  hs('2204210000', 'wine', ['095', '035'], { consumptionRule: 'wine', consumptionAdValorem: '0.10' }),
  hs('2208300000', 'whisky', ['095', '035'], {
    consumptionRule: 'spirits',
    consumptionAdValorem: '0.20',
    consumptionSpecificCny: '0.912',
  }),
  hs('2206001000', 'yellow wine', ['095', '035'], { consumptionRule: 'yellow_wine', consumptionSpecificCny: '0.2495' }),
  hs('2203000000', 'beer', ['095', '035'], {
    consumptionRule: 'beer',
    consumptionSpecificCny: '0.253',
    consumptionSpecificBelowCny: '0.2227',
    thresholdCny: '2.6577',
  }),
  hs('3304990039', 'skin care', ['035', '011'], COSMETICS),
  hs('3304990099', 'face masks', ['035', '011'], { ...COSMETICS, thresholdSheetCny: '15' }),
  hs('4202210090', 'leather handbag', ['035', '007'], { mfnRate: '0.06' }),
  hs('9102110000', 'quartz wrist watch', ['008', '035'], {
    consumptionRule: 'watch',
    consumptionAdValorem: '0.20',
    thresholdCny: '10000',
    mfnRate: '0.08',
  }),
  hs('8508110000', 'vacuum cleaner', ['001', '035'], { mfnRate: '' }),
  hs('3304990010', 'cosmetics with mercury', ['035', ''], { prohibited: 'yes' }),
  hs('4818200000', 'facial tissue', ['035', ''], { positiveList: 'no' }),
  hs('0402100000', 'skimmed milk powder', ['035', ''], { positiveList: 'unknown' }),
  hs('3306109000', 'toothpaste', ['035', '']),
  hs('9503008900', 'toys', ['007', '035']),
];

/** `units`: unit, unit1, quantity of unit1 in one unit, and the same for unit2 where the goods have one. */
function item(
  ebcCode: string,
  numbers: [itemRecordNo: string, itemNo: string, gcode: string],
  gname: string,
  units: [string, string, string, string?, string?],
): BookItem {
  const [itemRecordNo, itemNo, gcode] = numbers;
  const [unit, unit1, qty1PerUnit, unit2, qty2PerUnit] = units;
  const second = unit2 && qty2PerUnit ? { unit2, qty2PerUnit } : {};
  const goods = { gcode, gname, gmodel: `${gname}, one ${unit}`, country: '307' };
  return { itemRecordNo, itemNo, ebcCode, ...goods, unit, unit1, qty1PerUnit, ...second, stock: '1000' };
}

export const MERCHANT = '0000EBC001';
export const DECLARING_MERCHANT = '0000EBC002';
export const SUSPENDED_MERCHANT = '0000EBC003';
export const OTHER_DECLARING_MERCHANT = '0000EBC004';

/** Goods of the merchant for whom the engine declares. */
export const CHOCOLATE = item(MERCHANT, ['R001', 'CHOC', '1806900000'], '黑巧克力', ['140', '035', '0.25']);
export const OLIVE_OIL = item(MERCHANT, ['R002', 'OIL', '1509200000'], '橄榄油', ['142', '035', '0.5']);
export const FORMULA = item(MERCHANT, ['R003', 'FORMULA', '1901101090'], '婴儿配方奶粉', ['122', '035', '0.8']);
export const WINE = item(MERCHANT, ['R004', 'WINE', '2204210000'], '红葡萄酒', ['142', '095', '0.75', '035', '0.75']);
export const WHISKY = item(MERCHANT, ['R005', 'WHISKY', '2208300000'], '威士忌', ['142', '095', '0.7', '035', '0.7']);
export const YELLOW_WINE = item(MERCHANT, ['R006', 'RICE-WINE', '2206001000'], '黄酒', [
  '142',
  '095',
  '0.5',
  '035',
  '0.5',
]);
export const BEER_KEG = item(MERCHANT, ['R007', 'KEG', '2203000000'], '桶装啤酒', ['123', '095', '10', '035', '10']);
/** 50 g a jar. */
export const FACE_CREAM = item(MERCHANT, ['R008', 'CREAM', '3304990039'], '面霜', ['142', '035', '0.05', '011', '1']);
/** Five sheets and 125 g a box. */
export const FACE_MASK = item(MERCHANT, ['R009', 'MASK', '3304990099'], '面膜', ['140', '035', '0.125', '011', '5']);
export const HANDBAG = item(MERCHANT, ['R010', 'BAG', '4202210090'], '皮手袋', ['007', '035', '0.9', '007', '1']);
export const WATCH = item(MERCHANT, ['R011', 'WATCH', '9102110000'], '石英手表', ['008', '008', '1', '035', '0.1']);
/** Its duty rate is not known. */
export const VACUUM = item(MERCHANT, ['R012', 'VACUUM', '8508110000'], '吸尘器', ['001', '001', '1', '035', '4']);
export const MERCURY_CREAM = item(MERCHANT, ['R013', 'MERCURY', '3304990010'], '含汞面霜', ['142', '035', '0.05']);
export const TISSUE = item(MERCHANT, ['R014', 'TISSUE', '4818200000'], '面巾纸', ['136', '035', '0.2']);
export const MILK_POWDER = item(MERCHANT, ['R015', 'MILK', '0402100000'], '脱脂奶粉', ['136', '035', '1']);
/** No HS row has its code. */
export const HONEYCOMB = item(MERCHANT, ['R016', 'COMB', '0409000099'], '蜂巢蜜', ['140', '035', '0.3']);
export const SUSPENDED_CHOCOLATE = item(SUSPENDED_MERCHANT, ['R017', 'CHOC', '1806900000'], '牛奶巧克力', [
  '140',
  '035',
  '0.25',
]);

/** Goods of the merchant whose agent declares. */
export const TOOTHPASTE = item(DECLARING_MERCHANT, ['R021', 'PASTE', '3306109000'], '牙膏', ['012', '035', '0.12']);
export const TOY = item(DECLARING_MERCHANT, ['R022', 'TOY', '9503008900'], '积木', ['140', '007', '1', '035', '0.6']);

/** Lies in the second book. */
export const FRUIT_DRINK = item(MERCHANT, ['R001', 'DRINK', '2202990099'], '果汁饮料', ['142', '095', '1', '035', '1']);

/** In no book. */
export const UNRECORDED = item(MERCHANT, ['R999', 'GHOST', '1806900000'], '未备案商品', ['140', '035', '0.25']);

export const FIRST_BOOK_ITEMS: BookItem[] = [
  CHOCOLATE,
  OLIVE_OIL,
  FORMULA,
  WINE,
  WHISKY,
  YELLOW_WINE,
  BEER_KEG,
  FACE_CREAM,
  FACE_MASK,
  HANDBAG,
  WATCH,
  VACUUM,
  MERCURY_CREAM,
  TISSUE,
  MILK_POWDER,
  HONEYCOMB,
  SUSPENDED_CHOCOLATE,
  TOOTHPASTE,
  TOY,
];
export const SECOND_BOOK_ITEMS: BookItem[] = [FRUIT_DRINK];
