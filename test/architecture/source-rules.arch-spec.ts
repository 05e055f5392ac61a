import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

const PURE = /^libs\/((kernel|working-calendar|depersonalisation|catalogue)|[^/]+(\/[^/]+)?\/domain)\//;
const isProduct = (file: string): boolean => /^(apps|libs)\/.*\.(ts|mjs)$/.test(file) && !file.endsWith('spec.ts');

interface SourceRule {
  name: string;
  appliesTo(file: string): boolean;
  /** Tells whether a piece of a program breaks the rule; `text` is the piece as it is written. */
  isBrokenBy(node: ts.Node, text: string): boolean;
  /** Files and contents that break the rule. */
  plants: [file: string, content: string][];
  /** Files and contents that come near, and are allowed. */
  allowed: [file: string, content: string][];
}

/** Tells whether a word is the name of a property or a declaration: `job.process`, `process() {…}`. */
const isNameOf = (parent: ts.Node, word: ts.Node): boolean => (parent as { name?: ts.Node }).name === word;

const RULES: SourceRule[] = [
  {
    name: 'pure code takes the time as an argument',
    appliesTo: (file) => PURE.test(file),
    isBrokenBy: (node, text) =>
      (ts.isNewExpression(node) && /^new Date(\(\s*\))?$/.test(text)) ||
      (ts.isCallExpression(node) && /^(Date|Date\.now|performance\.now)\(/.test(text)),
    plants: [
      ['libs/kernel/x.ts', 'export const now = () => new Date();'],
      ['libs/exchange/domain/x.ts', 'export const now = () => Date.now();'],
      ['libs/catalogue/x.ts', 'export const now = () => performance.now();'],
    ],
    allowed: [
      ['libs/kernel/x.ts', "/** Not new Date(), but */ export const day = new Date('2026-11-20');"],
      ['libs/exchange/x.service.ts', 'export const now = () => new Date();'],
    ],
  },
  {
    name: 'pure code takes chance as an argument',
    appliesTo: (file) => PURE.test(file),
    isBrokenBy: (node, text) =>
      (ts.isCallExpression(node) && text.startsWith('Math.random(')) ||
      (ts.isIdentifier(node) && /^(randomBytes|randomInt|randomUUID|getRandomValues|randomFill\w*)$/.test(text)),
    plants: [
      ['libs/depersonalisation/x.ts', 'export const x = Math.random();'],
      ['libs/ledger/domain/x.ts', "import { randomUUID } from 'node:crypto'; export const x = randomUUID;"],
    ],
    allowed: [['libs/ledger/domain/x.ts', "import { createHash } from 'node:crypto'; export const x = createHash;"]],
  },
  {
    name: 'pure code knows nothing of the process it runs in',
    appliesTo: (file) => PURE.test(file),
    isBrokenBy: (node, text) => ts.isIdentifier(node) && text === 'process' && !isNameOf(node.parent, node),
    plants: [['libs/catalogue/x.ts', 'export const x = process.pid;']],
    allowed: [['libs/catalogue/x.ts', "export const x = { process: 'process' }.process;"]],
  },
  {
    name: 'the environment is read in libs/platform/config and before the start alone',
    appliesTo: (file) => isProduct(file) && !/^(libs\/platform\/config|apps\/cli\/bootstrap)\//.test(file),
    isBrokenBy: (node, text) =>
      /^process(\.env|\['env'\])$/.test(text) ||
      (ts.isVariableDeclaration(node) && /^\{[^}]*\benv\b[^}]*\}\s*=\s*process$/.test(text)),
    plants: [
      ['apps/web/x.ts', 'export const x = process.env.PORT;'],
      ['libs/exchange/x.service.ts', "export const x = process['env'];"],
      ['apps/cli/up/x.ts', 'const { env } = process; export const x = env;'],
    ],
    allowed: [
      ['libs/platform/config/x.ts', 'export const x = process.env.PORT;'],
      ['apps/cli/bootstrap/x.mjs', 'export const x = process.env.PORT;'],
    ],
  },
  {
    name: 'HTTP exceptions exist in apps alone',
    appliesTo: (file) => file.startsWith('libs/') && isProduct(file),
    isBrokenBy: (node, text) =>
      ts.isImportSpecifier(node) && /^(type )?(HttpException|HttpStatus|\w+Exception)\b/.test(text),
    plants: [
      [
        'libs/exchange/x.service.ts',
        "import { NotFoundException } from '@nestjs/common'; export const x = NotFoundException;",
      ],
    ],
    allowed: [
      ['apps/api/x.ts', "import { NotFoundException } from '@nestjs/common'; export const x = NotFoundException;"],
    ],
  },
  {
    name: 'a fault in a room is a DomainError or a refusal, never a plain Error',
    appliesTo: (file) => /^libs\/(?!platform\/)/.test(file) && isProduct(file),
    isBrokenBy: (node, text) => ts.isNewExpression(node) && /^new Error\b/.test(text),
    plants: [['libs/exchange/x.service.ts', "export function x() { throw new Error('no'); }"]],
    allowed: [
      ['libs/platform/x.ts', "export function x() { throw new Error('no'); }"],
      ['libs/exchange/x.spec.ts', "export function x() { throw new Error('no'); }"],
    ],
  },
];

/** The places in a file that break a rule: `file:line text`. */
function breaches(rule: SourceRule, file: string, content: string): string[] {
  if (!rule.appliesTo(file) || !isProduct(file)) return [];
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = node.getText(source);
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    if (rule.isBrokenBy(node, text)) found.push(`${file}:${line} ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const under = (top: string): string[] =>
  readdirSync(path.join(root, top), { recursive: true }).map((name) =>
    path.join(top, String(name)).replaceAll('\\', '/'),
  );

const product = ['apps', 'libs'].flatMap(under).filter(isProduct);
const contents = new Map(product.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

describe.each(RULES)('$name', (rule) => {
  it('holds in the whole product', () => {
    expect([...contents].flatMap(([file, content]) => breaches(rule, file, content))).toEqual([]);
  });

  it.each(rule.plants)('bites on %s: %s', (file, content) => {
    expect(breaches(rule, file, content)).not.toEqual([]);
  });

  it.each(rule.allowed)('lets %s pass: %s', (file, content) => {
    expect(breaches(rule, file, content)).toEqual([]);
  });
});
