/** A buyer, payer or consignee. All of them are invented. */
export interface Person {
  name: string;
  idNumber: string;
  telephone: string;
  address: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** A valid ID number (GB 11643) of region 000000, which does not exist. `birth` YYYYMMDD, `serial` three digits. */
export function idNumber(birth: string, serial: string): string {
  const digits = `000000${birth}${serial}`;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return digits + CHECK_CHARACTERS.charAt(sum % 11);
}

function person(name: string, number: string, telephone: string, address: string): Person {
  return { name, idNumber: number, telephone, address };
}

export const WANG = person('王小明', idNumber('19900101', '001'), '19900000001', '河南省郑州市港湾路1号');
export const LI = person('李四', idNumber('19850615', '002'), '19900000002', '浙江省杭州市潮汐街22号');
export const ZHAO = person('Zhao Lan', idNumber('19721231', '003'), '19900000003', '广东省广州市灯塔巷333号');
/** Her ID number ends in the check character X. */
export const XU = person('徐一', '00000019000101005X', '19900000004', '山东省青岛市锚地里4号');
