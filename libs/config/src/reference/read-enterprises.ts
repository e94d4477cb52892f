import type { Enterprise } from '@sandan/domain';
import type { ReferenceProblem } from './bad-reference.error';
import { readList, type RecordReader, refuseRepeats } from './record-reader';

export const ENTERPRISES_FILE = 'enterprises.json';

/** `enterprises.json` (contract 11). Fields that we do not know are left to others. */
export function readEnterprises(value: unknown, problems: ReferenceProblem[]): Enterprise[] {
  const enterprises = readList(ENTERPRISES_FILE, '', value, problems, readEnterprise);
  refuseRepeats(
    enterprises,
    ({ code }) => code,
    (at) =>
      problems.push({
        file: ENTERPRISES_FILE,
        at: `/${at}/code`,
        why: 'registered twice',
        repair: 'keep one entry with all roles',
      }),
  );
  return enterprises;
}

function readEnterprise(reader: RecordReader): Enterprise {
  return {
    code: reader.text('code'),
    name: reader.text('name'),
    roles: reader.texts('roles'),
    status: reader.choice('status', ['active', 'suspended']),
    ...reader.optionalChoice('grade', ['advanced', 'regular', 'discredited']),
    ...reader.optionalChoice('declares', ['engine', 'agent']),
    ...reader.optionalFlag('authenticatesBuyers'),
  };
}
