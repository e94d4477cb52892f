// How our TypeScript becomes JavaScript, for the build and for Jest alike: what is tested is what runs.
module.exports = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    // `{ ...a, b }` becomes Object.assign({}, a, { b }): docs/adr/0007-object-spread-is-compiled-away.md
    assumptions: { setSpreadProperties: true, pureGetters: true, objectRestNoSymbols: true },
  },
  env: { targets: { node: '20.0' }, include: ['transform-object-rest-spread'] },
  module: { type: 'commonjs' },
};
