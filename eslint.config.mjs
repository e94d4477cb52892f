import tseslint from 'typescript-eslint';

const OWNERS = {
  kafkajs: 'libs/kafka',
  mongoose: 'libs/mongo',
  mongodb: 'libs/mongo',
  '@nestjs/mongoose': 'libs/mongo',
  lmdb: 'libs/embedded',
  'prom-client': 'libs/observability',
  pino: 'libs/observability',
};

/** Packages that only one library may import: everybody else talks to the port in front of it. */
const owned = (room) =>
  Object.entries(OWNERS)
    .filter(([, owner]) => owner !== room)
    .map(([name, owner]) => ({ name, message: `only ${owner} imports ${name}` }));

const deep = { regex: '^@sandan/[a-z]+/(?!suites$)', message: 'import a library by its name, not past its index' };
const rooms = {
  regex: '^(\\.\\./)+(apps|seeds|test|deploy)(/|$)',
  message: 'a library knows no app, no seed and no test',
};
const apps = (names) => ({
  regex: `/(${names.filter((name) => name !== 'solo').join('|')})/src/`,
  message: 'an app never imports another app',
});

const NAMES = ['parcel', 'ledger', 'release', 'solo'];

const restrict = (files, room, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: owned(room), patterns }] },
});

const library = (name, patterns = []) => restrict([`libs/${name}/**/*.ts`], `libs/${name}`, [deep, rooms, ...patterns]);

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'only libs/config reads the environment',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.cache/',
      '.data/',
      'coverage/',
      '**/*.mjs',
      '**/*.cjs',
      'apps/solo/src/page/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320, skipBlankLines: false }],
      'no-console': 'error',
    },
  },
  { files: ['apps/**/*.ts', 'libs/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noEnvironment] } },
  { files: ['libs/config/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  ...['contracts', 'config', 'pipeline', 'audit', 'kafka', 'mongo', 'embedded', 'observability', 'service'].map(
    (name) => library(name),
  ),
  restrict(['apps/**/*.ts'], 'apps', [deep, apps(NAMES)]),
  {
    // The rules are pure: values in, values out; time, chance and hashes come as arguments.
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'the domain imports nothing but itself' }, rooms] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'crypto', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time is an argument' },
        { object: 'Math', property: 'random', message: 'chance is an argument' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'time is an argument' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*-spec.ts', 'test/**/*.ts', 'libs/testkit/**/*.ts', '**/*.fixture.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      'max-lines': 'off',
    },
  },
);
