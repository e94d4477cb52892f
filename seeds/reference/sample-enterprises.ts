import type { Enterprise, Grade, Role } from '@sandan/domain';

/** Codes of the sample begin with 0000, a registration district that does not exist. */
function code(letter: string, serial: number): string {
  return `0000${letter}${String(serial).padStart(5, '0')}`;
}

function company(letter: string, serial: number, name: string, role: Role, suspended: boolean): Enterprise {
  return {
    code: code(letter, serial),
    name: `${name}${String(serial).padStart(2, '0')}`,
    roles: [role],
    status: suspended ? 'suspended' : 'active',
  };
}

function companies(letter: string, count: number, name: string, role: Role, suspended: readonly number[]) {
  return Array.from({ length: count }, (_, at) => company(letter, at + 1, name, role, suspended.includes(at + 1)));
}

export const MERCHANT_COUNT = 40;
/** The last ten merchants declare by an agent. */
export const FIRST_AGENT_MERCHANT = 31;
const SUSPENDED_MERCHANTS = [29, 30];

/** Every third merchant is advanced, every seventh discredited; the others leave the grade out (= regular). */
function gradeOf(serial: number): Grade | undefined {
  if (serial % 7 === 0) return 'discredited';
  return serial % 3 === 0 ? 'advanced' : undefined;
}

function merchant(base: Enterprise, at: number): Enterprise {
  const grade = gradeOf(at + 1);
  return {
    ...base,
    ...(grade && { grade }),
    declares: at + 1 >= FIRST_AGENT_MERCHANT ? 'agent' : 'engine',
  };
}

/** The platforms of serial 1 and 4 have authenticated their buyers: there the payer may be someone else. */
export const PLATFORMS: readonly Enterprise[] = companies('P', 6, '样例平台', 'platform', [6]).map((platform, at) =>
  at % 3 === 0 ? { ...platform, authenticatesBuyers: true } : platform,
);
export const MERCHANTS: readonly Enterprise[] = companies(
  'M',
  MERCHANT_COUNT,
  '样例商户',
  'merchant',
  SUSPENDED_MERCHANTS,
).map(merchant);
export const PAYERS: readonly Enterprise[] = companies('Y', 4, '样例支付', 'payment', [4]);
export const CARRIERS: readonly Enterprise[] = companies('L', 6, '样例快递', 'logistics', [6]);
export const AGENTS: readonly Enterprise[] = companies('A', 4, '样例报关', 'agent', [4]);
export const WAREHOUSES: readonly Enterprise[] = companies('W', 5, '样例保税仓', 'warehouse', [5]);
export const GUARANTORS: readonly Enterprise[] = companies('G', 2, '样例担保', 'guarantor', []);

export const ENTERPRISES: readonly Enterprise[] = [
  ...PLATFORMS,
  ...MERCHANTS,
  ...PAYERS,
  ...CARRIERS,
  ...AGENTS,
  ...WAREHOUSES,
  ...GUARANTORS,
];
