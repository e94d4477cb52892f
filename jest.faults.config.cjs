// Every fault on a real Kafka and a real MongoDB; `npm run faults` runs it and writes docs/reference/faults.md.
const base = require('./jest.real.config.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/faults/kill.integrity-spec.ts', '<rootDir>/test/faults/*.fault-spec.ts'],
  testTimeout: 7_200_000,
};
