// The lanes that need a real Kafka and a real MongoDB: both are started for the run and ended after it. Kafka needs Java;
// what is missing of the two is downloaded once (docs/runbook/stack.md). One file at a time: they share the servers.
const base = require('./jest.config.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/faults/**/*.integrity-spec.ts', '<rootDir>/test/contract/*.contract-spec.ts'],
  globalSetup: '<rootDir>/test/faults/real-stack.setup.ts',
  globalTeardown: '<rootDir>/test/faults/real-stack.teardown.ts',
  // The driver of MongoDB imports `os` dynamically, which Jest's CommonJS cannot do: compiled, it becomes a require.
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/|mongodb/)'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
