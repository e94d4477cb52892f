import { mix32 } from './prng';

/** Synthetic people: nobody has these ID numbers (region 000000 does not exist), telephones or addresses. */
const REGION = '000000';
const FIRST_BIRTHDAY = Date.UTC(1945, 0, 1);
const DAY_MS = 86_400_000;
const BIRTHDAYS = 22_280;
const SERIALS = 999;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** `syntheticIdNumber` gives distinct numbers for 0 .. PEOPLE - 1. */
export const PEOPLE = BIRTHDAYS * SERIALS;

const birthdays: string[] = [];
/** Weighted digit sum of region and birthday, so that a number costs three more digits only. */
const birthdaySums: number[] = [];
for (let day = 0; day < BIRTHDAYS; day += 1) {
  const text = new Date(FIRST_BIRTHDAY + day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  birthdays.push(text);
  birthdaySums.push(weightedSum(REGION + text));
}

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎',
];
const GIVEN = [...'安柏晨丹恩帆歌涵嘉可岚蔓宁沛晴然书棠维夏言悦知舟子青禾川朗霖木南奇睿时童闻希雅泽'];

interface Place {
  name: string;
  /** Administrative division code. */
  district: string;
}

const PLACES: readonly Place[] = [
  { name: '河南省郑州市金水区', district: '410105' },
  { name: '河南省洛阳市涧西区', district: '410305' },
  { name: '河南省开封市龙亭区', district: '410202' },
  { name: '北京市朝阳区', district: '110105' },
  { name: '上海市浦东新区', district: '310115' },
  { name: '广东省深圳市南山区', district: '440305' },
  { name: '广东省广州市天河区', district: '440106' },
  { name: '浙江省杭州市西湖区', district: '330106' },
  { name: '江苏省南京市鼓楼区', district: '320106' },
  { name: '四川省成都市武侯区', district: '510107' },
  { name: '湖北省武汉市武昌区', district: '420106' },
  { name: '陕西省西安市雁塔区', district: '610113' },
];
const ROADS = ['样例一路', '样例二路', '演示大街', '虚构北路', '虚构南路', '示范巷'];

function weightedSum(digits: string): number {
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    sum += (digits.charCodeAt(position) - 48) * (WEIGHTS[position] ?? 0);
  }
  return sum;
}

/** GB 11643 check character (ISO 7064 MOD 11-2) of the first 17 digits. */
export function idCheckCharacter(first17: string): string {
  return CHECK_CHARACTERS.charAt(weightedSum(first17) % 11);
}

/** An 18-character ID number of region 000000 with a valid check character; n is 0 .. PEOPLE - 1. */
export function syntheticIdNumber(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= PEOPLE) throw new RangeError(`no synthetic person number ${n}`);
  const day = n % BIRTHDAYS;
  const serial = 1 + Math.floor(n / BIRTHDAYS);
  const hundreds = Math.floor(serial / 100);
  const tens = Math.floor(serial / 10) % 10;
  const ones = serial % 10;
  const sum = (birthdaySums[day] ?? 0) + hundreds * 8 + tens * 4 + ones * 2;
  return `${REGION}${birthdays[day]}${hundreds}${tens}${ones}${CHECK_CHARACTERS.charAt(sum % 11)}`;
}

/** The ID number of person n with its check character moved by one: the check fails. */
export function brokenIdNumber(n: number): string {
  const valid = syntheticIdNumber(n);
  const next = (CHECK_CHARACTERS.indexOf(valid.charAt(17)) + 1) % 11;
  return valid.slice(0, 17) + CHECK_CHARACTERS.charAt(next);
}

export function syntheticName(n: number): string {
  const word = mix32(n);
  const given = GIVEN[(word >>> 8) % GIVEN.length] ?? '';
  const second = (word & 7) === 0 ? '' : (GIVEN[(word >>> 16) % GIVEN.length] ?? '');
  return `${SURNAMES[word % SURNAMES.length]}${given}${second}`;
}

/** 11 digits beginning with 199; distinct for distinct people (an affine map modulo the prime 99 999 989). */
export function syntheticTelephone(n: number): string {
  return `199${String((n * 32_416_187 + 5_171) % 99_999_989).padStart(8, '0')}`;
}

function placeOf(word: number): Place {
  return PLACES[word % PLACES.length] as Place;
}

export function syntheticAddress(n: number): string {
  const word = mix32(n ^ 0x5bd1e995);
  const road = ROADS[(word >>> 8) % ROADS.length];
  return `${placeOf(word).name}${road}${1 + ((word >>> 12) % 300)}号${1 + ((word >>> 20) % 30)}幢${101 + ((word >>> 25) % 80)}室`;
}

/** Administrative division code of `syntheticAddress(n)`. */
export function syntheticDistrict(n: number): string {
  return placeOf(mix32(n ^ 0x5bd1e995)).district;
}
