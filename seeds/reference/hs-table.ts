import type { ConsumptionRule } from '@sandan/domain';

/** What is known of an HS code from outside: units, statutory VAT, consumption rule, and how sure that is (H, M, L). */
export interface KnownHsRow {
  hsCode: string;
  name: string;
  unit1: string;
  unit2: string;
  vatRate: '0.09' | '0.13';
  consumptionRule: ConsumptionRule;
  /** `yes` = stood in a repost of an early positive list; everything else is unknown. */
  positiveList: 'yes' | 'unknown';
  prohibited: 'yes' | 'no';
  confidence: 'H' | 'M' | 'L';
  note: string;
}

type Columns = [
  hsCode: string,
  name: string,
  units: string,
  vatRate: KnownHsRow['vatRate'],
  consumptionRule: ConsumptionRule,
  positiveList: KnownHsRow['positiveList'],
  prohibited: KnownHsRow['prohibited'],
  confidence: KnownHsRow['confidence'],
  note: string,
];

// prettier-ignore
const TABLE: readonly Columns[] = [
  ['0402100000', 'skimmed milk powder 脱脂奶粉', '035', '0.13', 'none', 'unknown', 'no', 'M', '365area'],
  ['0402210000', 'whole milk powder, unsweetened 无糖乳粉', '035', '0.13', 'none', 'unknown', 'no', 'M', '365area'],
  ['0402990000', 'sweetened condensed milk', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['0409000000', 'natural honey 天然蜂蜜', '035', '0.09', 'none', 'yes', 'no', 'L', 'in positive-list excerpt (wanglu.net); rate and unit U'],
  ['0801220000', 'Brazil nuts, shelled', '035', '0.09', 'none', 'yes', 'no', 'L', 'in positive-list excerpt; heading 0801 at 9 % on china-gacc; unit U'],
  ['0802120000', 'almonds, shelled 去壳扁桃仁', '035', '0.09', 'none', 'unknown', 'no', 'M', 'china-gacc; unit U'],
  ['0802220000', 'hazelnuts, shelled', '035', '0.09', 'none', 'yes', 'no', 'M', 'china-gacc; unit U; in positive-list excerpt'],
  ['0802320000', 'walnuts, shelled', '035', '0.09', 'none', 'yes', 'no', 'M', 'china-gacc; unit U; in positive-list excerpt'],
  ['0813100000', 'dried apricots 杏干', '035', '0.09', 'none', 'yes', 'no', 'M', 'china-gacc; unit U; in positive list'],
  ['0813200000', 'dried plums 梅干及李干', '035', '0.09', 'none', 'yes', 'no', 'M', 'china-gacc; unit U; in positive list'],
  ['1509200000', 'extra virgin olive oil', '035', '0.09', 'none', 'unknown', 'no', 'M', 'htshub (needs automatic import licence in general trade, code 7)'],
  ['1509300000', 'virgin olive oil', '035', '0.09', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['1704900000', 'sugar confectionery', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['1806310000', 'filled chocolate block', '035', '0.13', 'none', 'unknown', 'no', 'M', 'china-gacc, e-to-china'],
  ['1806900000', 'other chocolate', '035', '0.13', 'none', 'unknown', 'no', 'H', "china-gacc + bonded sample (Xi'an bonded e-port system: unit1 035)"],
  ['1901101010', 'infant formula, special medical purpose', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['1901101090', 'infant formula 婴幼儿配方奶粉', '035', '0.13', 'none', 'unknown', 'no', 'H', 'hsciq, bei99; class 1901.1010 also cceeccic.org'],
  ['1901109000', 'other infant food for retail sale', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['1901900000', 'other flour/malt/milk preparations', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['2007999000', 'jam, jelly', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['2008999000', 'other preserved fruit', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['2101110000', 'coffee extracts', '035', '0.13', 'none', 'unknown', 'no', 'L', 'unit third-party tariff sites, rate U'],
  ['2106909001', 'special infant formula powder n.e.s.', '035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['2106909090', 'food preparations n.e.s. (health food 保健食品)', '035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['2201101000', 'mineral water', '035', '0.13', 'none', 'unknown', 'no', 'H', 'hs-bianma and two mirrors'],
  ['2202100090', 'flavoured/sweetened water', '095/035', '0.13', 'none', 'unknown', 'no', 'M', 'china-gacc; units third-party tariff sites'],
  ['2202990099', 'other non-alcoholic beverage', '095/035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['2203000000', 'beer', '095/035', '0.13', 'beer', 'unknown', 'no', 'M', 'htshub'],
  ['2204210000', 'wine ≤ 2 L 葡萄酒', '095/035', '0.13', 'wine', 'unknown', 'no', 'M', 'heading page htshub, class 2204.2100 huangjials; units/rate by sister code'],
  ['2204290000', 'wine > 10 L / other', '095/035', '0.13', 'wine', 'unknown', 'no', 'M', 'htshub'],
  ['2205100000', 'vermouth ≤ 2 L', '095/035', '0.13', 'wine', 'unknown', 'no', 'M', 'htshub'],
  ['2206001000', 'yellow rice wine 黄酒', '095/035', '0.13', 'yellow_wine', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['2208200090', 'brandy and other grape spirits', '095/035', '0.13', 'spirits', 'unknown', 'no', 'H', 'china-gacc, tatiao'],
  ['2208300000', 'whisky', '095/035', '0.13', 'spirits', 'unknown', 'no', 'M', 'china-gacc; units as 2208 sister codes'],
  ['2208400000', 'rum', '095/035', '0.13', 'spirits', 'unknown', 'no', 'M', 'china-gacc; same'],
  ['2208500000', 'gin', '095/035', '0.13', 'spirits', 'unknown', 'no', 'M', 'china-gacc; same'],
  ['2208902000', '白酒', '095/035', '0.13', 'spirits', 'unknown', 'no', 'M', 'hs200'],
  ['3303000010', 'perfume, labelled by weight', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'M', '52by.com'],
  ['3303000020', 'perfume, labelled by volume', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'H', 'tariff site excerpt + 公告2016-55 list'],
  ['3304100012', 'lip make-up, labelled by volume', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'M', '公告2016-55 list; VAT U'],
  ['3304200092', 'other eye make-up, by volume', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['3304300002', 'nail preparations, by volume', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['3304910090', 'powders', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'M', '365area'],
  ['3304990039', 'skin care etc., labelled by volume', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'H', 'hsciq + tariff site excerpt'],
  ['3304990099', 'other cosmetics, other labelling (masks)', '035/011', '0.13', 'cosmetics', 'unknown', 'no', 'H', 'hsciq, tatiao'],
  ['3304990010', 'cosmetics with > 1 ppm mercury', '035', '0.13', 'none', 'unknown', 'yes', 'H', 'hsciq, i5a6: **import prohibited** (codes 8 and 9) → negative case'],
  ['3305100090', 'shampoo', '035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['3305900000', 'other hair preparations', '035', '0.13', 'none', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['3306109000', 'other dentifrices (toothpaste)', '035', '0.13', 'none', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['3307300000', 'perfumed bath preparations', '035', '0.13', 'none', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['3401110000', 'toilet soap', '035', '0.13', 'none', 'unknown', 'no', 'M', 'china-gacc; unit U'],
  ['3401300090', 'skin-washing preparations 洁肤用品', '035', '0.13', 'none', 'unknown', 'no', 'M', 'wjccx'],
  ['4202119090', 'leather case', '035/007', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['4202210090', 'leather handbag', '035/007', '0.13', 'none', 'unknown', 'no', 'H', "third-party tariff sites + bonded sample (Xi'an bonded e-port system: 035/007)"],
  ['4202220000', 'handbag, plastic/textile outer', '035/007', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['4818200000', 'paper handkerchiefs, facial tissue', '035', '0.13', 'none', 'unknown', 'no', 'M', 'china-gacc; unit U'],
  ['6105100019', "boys' cotton shirts, knitted", '011/035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['6106100010', "girls' cotton shirts, knitted", '011/035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['6109100021', 'cotton T-shirt, knitted', '011/035', '0.13', 'none', 'unknown', 'no', 'L', 'general knowledge, units as chapter 61'],
  ['6114200090', 'other knitted cotton garments', '011/035', '0.13', 'none', 'unknown', 'no', 'M', 'htshub'],
  ['6209200000', "babies' garments, cotton", '011/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate china-gacc; units U'],
  ['6301300000', 'cotton blanket', '015/035', '0.13', 'none', 'unknown', 'no', 'H', 'hs-bianma'],
  ['6302101000', 'knitted cotton bed linen', '015/035', '0.13', 'none', 'unknown', 'no', 'H', 'hs-bianma units, china-gacc rate'],
  ['6403919190', 'leather boots', '025/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate third-party tariff sites, units U'],
  ['8421211000', 'household water filter', '001/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate third-party tariff sites, units U'],
  ['8508110000', 'vacuum cleaner ≤ 1 500 W', '001/035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['8509401000', 'juice extractor', '001/035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['8509809000', 'other motor appliance (electric toothbrush)', '001/035', '0.13', 'none', 'unknown', 'no', 'M', 'hsciq'],
  ['8510100000', 'shaver', '007', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['8518210000', 'single loudspeaker', '007/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate china-gacc; units U'],
  ['8518300000', 'headphones', '007/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate third-party tariff sites; units U'],
  ['9019101000', 'massage apparatus', '001/035', '0.13', 'none', 'unknown', 'no', 'M', 'tariff site excerpt'],
  ['9102110000', 'quartz wrist watch', '008/035', '0.13', 'watch', 'unknown', 'no', 'M', '365area'],
  ['9503008900', 'other toys', '007/035', '0.13', 'none', 'unknown', 'no', 'L', 'rate china-gacc; units U'],
  ['9504503000', 'game console parts/consoles', '001/035', '0.13', 'none', 'unknown', 'no', 'L', 'third-party tariff sites name and units; rate U'],
  ['9603210000', 'toothbrush', '016/035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['9603290090', 'cosmetic brush', '012/035', '0.13', 'none', 'unknown', 'no', 'M', 'third-party tariff sites'],
  ['9619001100', "babies' diapers 婴儿尿裤及尿布", '035', '0.13', 'none', 'unknown', 'no', 'M', '8-digit 9619.0011 at cceeccic.org; prefix 9619001 = mother-and-baby group in a customs dashboard; rate/unit U'],
  ['9619002000', 'sanitary towels', '035', '0.13', 'none', 'unknown', 'no', 'L', 'prefix 9619002 = hygiene group in the same dashboard; rest U'],
];

/** 79 HS rows with the VAT of 2019-04-01: a sample of the tariff, not the positive list. */
export const KNOWN_HS_ROWS: readonly KnownHsRow[] = TABLE.map(
  ([hsCode, name, units, vatRate, consumptionRule, positiveList, prohibited, confidence, note]) => {
    const [unit1 = '', unit2 = ''] = units.split('/');
    return { hsCode, name, unit1, unit2, vatRate, consumptionRule, positiveList, prohibited, confidence, note };
  },
);
