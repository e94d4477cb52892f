// One transform for our sources and for the ESM-only @nestjs packages; Jest runs everything as CommonJS.
const swcOptions = require('./tools/swc-options.cjs');
const paths = require('./tsconfig.json').compilerOptions.paths;

const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([name, [file]]) => [`^${name}$`, `<rootDir>/${file.replace(/^\.\//, '')}`]),
);

module.exports = {
  testEnvironment: 'node',
  // Jest would leave one core idle, which on two cores is half of the machine.
  maxWorkers: '100%',
  testMatch: ['**/*.spec.ts', '**/*.flow-spec.ts', '**/*.contract-spec.ts', '**/*.architecture-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.data/'],
  setupFiles: ['<rootDir>/tools/jest-setup.cjs'],
  moduleNameMapper,
  transform: {
    '\\.(t|j)s$': ['@swc/jest', swcOptions],
  },
  transformIgnorePatterns: ['/node_modules/(?!@nestjs/)'],
};
