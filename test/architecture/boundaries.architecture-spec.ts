import { boundaryViolations, importsOf } from './boundaries';
import { SOURCES } from './source-tree';

const violations = (path: string, text: string) => boundaryViolations({ path, text });

describe('the import boundaries', () => {
  it('are kept by every source', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
    expect(SOURCES.flatMap(importsOf).length).toBeGreaterThan(500);
    expect(SOURCES.flatMap(boundaryViolations)).toEqual([]);
  });

  it.each([
    ['libs/domain/src/clear/judge.ts', "import { hash } from 'node:crypto';"],
    ['libs/domain/src/clear/judge.ts', "export * from '@sandan/contracts';"],
    ['libs/domain/src/clear/judge.ts', "import type { A } from '../../../contracts/src/topics';"],
    ['libs/pipeline/src/a.ts', "import { Kafka } from 'kafkajs';"],
    ['apps/solo/src/a.ts', "const mongo = await import('mongodb');"],
    ['libs/service/src/a.ts', "import { Schema } from 'mongoose/lib/schema';"],
    ['apps/solo/src/a.ts', "import lmdb = require('lmdb');"],
    ['libs/pipeline/src/a.ts', "import { Counter } from 'prom-client';"],
    ['libs/service/src/a.ts', 'const port = process.env.PORT;'],
    ['apps/solo/src/a.ts', 'const { PORT } = process.env;'],
    ['apps/parcel/src/a.ts', "import { b } from '../../ledger/src/b';"],
    ['apps/parcel/src/a.ts', "import { Lane } from '@sandan/pipeline/src/runner/lane';"],
    ['libs/kafka/src/a.ts', "import { b } from '../../mongo/src/b';"],
    ['libs/pipeline/src/a.ts', "import { SCENARIOS } from '../../../seeds/scenarios';"],
    ['seeds/day/a.ts', "import { b } from '../../libs/domain/src/b';"],
  ])('show a violation in %s: %s', (path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });

  it('let the owner of a package import it', () => {
    expect(violations('libs/kafka/src/a.ts', "import { Kafka } from 'kafkajs';")).toEqual([]);
    expect(violations('libs/config/src/a.ts', 'process.env.PORT')).toEqual([]);
  });
});
