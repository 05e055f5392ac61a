// Which way imports may go. Each rule is proven by a planted violation in test/architecture/boundaries.arch-spec.ts.

/** Rooms that are pure through and through, and the pure part of every other room. */
const PURE = [
  '^libs/(kernel|working-calendar|depersonalisation|catalogue)/',
  '^libs/[^/]+/domain/',
  '^libs/[^/]+/[^/]+/domain/',
];
const SPEC = '\\.(spec|int-spec|e2e-spec)\\.ts$';
const pure = { path: PURE, pathNot: SPEC };

/** The front doors of a room. */
const DOORS = ['^libs/[^/]+/index\\.ts$', '^libs/[^/]+/domain/index\\.ts$'];

/** Rooms from the ground up; the five workflow rooms stand side by side on the same floor. */
const WORKFLOWS = ['exchange', 'disclosure', 'breach', 'complaints', 'meetings'];
const FLOORS = [
  ['platform'],
  ['ledger'],
  ['deadlines'],
  ['notices'],
  ['identity'],
  ['agreement'],
  ['catalogue'],
  WORKFLOWS,
  ['assessment', 'audit'],
];
const rooms = (names) => `^libs/(${names.join('|')})/`;

/** No room reaches up to a floor above its own. */
const floorRules = FLOORS.slice(0, -1).map((floor, at) => ({
  name: floor === WORKFLOWS ? 'workflows-reach-no-higher' : `${floor[0]}-reaches-no-higher`,
  severity: 'error',
  from: { path: rooms(floor) },
  to: { path: rooms(FLOORS.slice(at + 1).flat()) },
}));

const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

module.exports = {
  forbidden: [
    {
      name: 'pure-code-uses-no-package',
      comment: 'The rules of the agreement run with nothing but the language.',
      severity: 'error',
      from: pure,
      to: { dependencyTypes: npm },
    },
    {
      name: 'pure-code-uses-no-core-module',
      severity: 'error',
      from: pure,
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-code-looks-only-at-pure-code',
      severity: 'error',
      from: pure,
      to: { path: '^(libs|apps|test|bench)/', pathNot: PURE },
    },
    {
      name: 'pure-code-never-reaches-a-framework',
      comment: 'Not through others either.',
      severity: 'error',
      from: pure,
      to: { path: 'node_modules/(@nestjs|typeorm|bullmq|express|pg)(/|$)', reachable: true },
    },
    {
      name: 'kernel-stands-on-nothing',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: '^libs/kernel/' },
    },
    {
      name: 'the-engine-knows-no-room',
      comment: 'Depersonalisation runs on its own, anywhere: what a dataset looks like it is told.',
      severity: 'error',
      from: { path: '^libs/depersonalisation/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: '^libs/(depersonalisation|kernel)/' },
    },
    {
      name: 'rooms-only-through-the-front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/.+', pathNot: ['^libs/$1/', ...DOORS] },
    },
    {
      name: 'apps-only-through-the-front-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/[^/]+/.+', pathNot: DOORS },
    },
    {
      name: 'no-app-imports-another-app',
      comment: 'But for `broker up`, which hosts pages and interface in one process.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/up/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'rooms-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'the-product-never-imports-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: { path: ['^(test|bench)/', SPEC] },
    },
    ...floorRules,
    {
      name: 'workflows-do-not-call-each-other',
      comment: 'They share ids and outbox events.',
      severity: 'error',
      from: { path: `^libs/(${WORKFLOWS.join('|')})/` },
      to: { path: rooms(WORKFLOWS), pathNot: '^libs/$1/' },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that cannot be resolved would slip past every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    // Path aliases; and imports of types alone count as well.
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    // What was built from the sources, and scripts for browsers, whose imports are addresses of the server.
    exclude: { path: ['(^|/)dist/apps/', '^apps/web/assets/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
