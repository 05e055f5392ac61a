import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const CONFIG = '.dependency-cruiser.cjs';
const { forbidden } = require(path.join(root, CONFIG)) as { forbidden: { name: string }[] };

interface Violation {
  from: string;
  rule: { name: string };
}

/** Runs the rules over a tree, and tells what breaks them. */
function violationsIn(folder: string): Violation[] {
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, 'apps', 'libs', '--config', CONFIG, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
  if (!stdout) throw new Error(`the rules could not be run: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const ROOMS = [
  'kernel',
  'working-calendar',
  'depersonalisation',
  'platform',
  'ledger',
  'deadlines',
  'notices',
  'identity',
  'agreement',
  'catalogue',
];
ROOMS.push('exchange', 'disclosure', 'breach', 'complaints', 'meetings', 'assessment', 'audit');

/** A small tree that keeps the rules: every room with a door and a room behind it, two apps. */
const SKELETON: Record<string, string> = {
  ...Object.fromEntries(
    ROOMS.flatMap((room) => [
      [`libs/${room}/index.ts`, "export * from './inner.js';"],
      [`libs/${room}/inner.ts`, 'export const inner = 1;'],
    ]),
  ),
  'apps/web/main.ts': "import { inner } from '@broker/exchange'; export const main = inner;",
  'apps/worker/main.ts': 'export const main = 1;',
  'apps/cli/up/host.ts': "import { main } from '../../web/main.js'; export const host = main;",
  'libs/exchange/domain/index.ts': 'export const rule = 1;',
  'libs/identity/framework.ts': "import { Injectable } from '@nestjs/common'; export const x = Injectable;",
  'libs/identity/domain/through.ts': "export { x } from '../framework.js';",
  'libs/exchange/half.ts': "export * from './circle.js';",
  'test/support/clock.ts': 'export const clock = 1;',
};

const use = (name: string, from: string): string =>
  `import { ${name} } from '${from}'; export const planted = ${name};`;
const useType = (name: string, from: string): string =>
  `import type { ${name} } from '${from}'; export type P = ${name};`;

/** What breaks each rule: rule, file, content. */
const PLANTS: [rule: string, file: string, content: string][] = [
  ['pure-code-uses-no-package', 'libs/breach/domain/plant-1.ts', useType('Repository', 'typeorm')],
  ['pure-code-uses-no-package', 'libs/depersonalisation/plant-2.ts', use('Injectable', '@nestjs/common')],
  ['pure-code-uses-no-package', 'libs/catalogue/plant-3.ts', use('Client', 'pg')],
  ['pure-code-uses-no-core-module', 'libs/exchange/domain/plant-4.ts', use('readFileSync', 'node:fs')],
  ['pure-code-uses-no-core-module', 'libs/kernel/plant-5.ts', use('hostname', 'os')],
  ['pure-code-looks-only-at-pure-code', 'libs/exchange/domain/plant-6.ts', use('inner', '../inner.js')],
  ['pure-code-looks-only-at-pure-code', 'libs/catalogue/plant-7.ts', use('inner', '@broker/agreement')],
  [
    'pure-code-never-reaches-a-framework',
    'libs/agreement/domain/plant-8.ts',
    use('x', '../../identity/domain/through.js'),
  ],
  ['kernel-stands-on-nothing', 'libs/kernel/plant-9.ts', use('inner', '@broker/depersonalisation')],
  ['the-engine-knows-no-room', 'libs/depersonalisation/plant-10.ts', use('inner', '@broker/catalogue')],
  ['rooms-only-through-the-front-door', 'libs/exchange/plant-11.ts', use('inner', '../agreement/inner.js')],
  ['apps-only-through-the-front-door', 'apps/web/plant-12.ts', use('inner', '../../libs/exchange/inner.js')],
  ['no-app-imports-another-app', 'apps/web/plant-13.ts', use('main', '../worker/main.js')],
  ['no-app-imports-another-app', 'apps/cli/commands/plant-14.ts', use('main', '../../worker/main.js')],
  ['rooms-never-import-apps', 'libs/exchange/plant-15.ts', use('main', '../../apps/web/main.js')],
  ['the-product-never-imports-tests', 'libs/exchange/plant-16.ts', use('clock', '../../test/support/clock.js')],
  ['platform-reaches-no-higher', 'libs/platform/plant-17.ts', use('inner', '@broker/ledger')],
  ['ledger-reaches-no-higher', 'libs/ledger/plant-18.ts', use('inner', '@broker/identity')],
  ['deadlines-reaches-no-higher', 'libs/deadlines/plant-25.ts', use('inner', '@broker/notices')],
  ['notices-reaches-no-higher', 'libs/notices/plant-26.ts', use('inner', '@broker/identity')],
  ['identity-reaches-no-higher', 'libs/identity/plant-19.ts', useType('inner', '@broker/agreement')],
  ['agreement-reaches-no-higher', 'libs/agreement/plant-20.ts', use('inner', '@broker/exchange')],
  ['catalogue-reaches-no-higher', 'libs/catalogue/plant-21.ts', use('rule', '../exchange/domain/index.js')],
  ['workflows-reach-no-higher', 'libs/breach/plant-22.ts', use('inner', '../assessment/index.js')],
  ['workflows-do-not-call-each-other', 'libs/breach/plant-23.ts', use('inner', '@broker/exchange')],
  ['every-import-resolves', 'libs/exchange/plant-24.ts', use('nothing', '@broker/no-such-room')],
  ['no-cycles', 'libs/exchange/circle.ts', "export * from './half.js';"],
];

describe('the direction of imports', () => {
  let folder: string;
  let found: Violation[];

  beforeAll(() => {
    // Inside the checkout, so that its packages are found.
    mkdirSync(path.join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(path.join(root, '.cache/boundaries-'));
    for (const name of [CONFIG, 'tsconfig.json', 'package.json'])
      copyFileSync(path.join(root, name), path.join(folder, name));
    const planted = PLANTS.map(([, file, content]): [string, string] => [file, content]);
    for (const [file, content] of [...Object.entries(SKELETON), ...planted]) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${content}\n`);
    }
    found = violationsIn(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is kept by the whole product', () => {
    expect(violationsIn(root).map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  it.each(PLANTS)('%s bites on %s', (rule, file) => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('has a planted violation for every rule', () => {
    expect([...new Set(PLANTS.map(([rule]) => rule))].toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
  });

  it('lets everything else pass: what broker up hosts, a room through its door, pure code through pure code', () => {
    const guilty = new Set([...PLANTS.map(([, file]) => file), 'libs/identity/domain/through.ts']);
    expect(found.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });
});
