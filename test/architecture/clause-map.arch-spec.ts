import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = path.join(ROOT, 'docs/clause-map.md');
const CLAUSE = /\b(?:ISA|SI|CDA|DPA)-\d+[a-z]?\b/g;

/** The text of the agreement and the examples of the interface's documentation name clauses without holding their rules. */
const TEXTS = ['libs/agreement/domain/standard-agreement.ts', 'apps/api/documents/'];

interface Mentions {
  code: Map<string, Set<string>>;
  tests: Map<string, Set<string>>;
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder)).flatMap((name) => {
    const file = path.posix.join(folder, name);
    return statSync(path.join(ROOT, file)).isDirectory() ? filesBelow(file) : file.endsWith('.ts') ? [file] : [];
  });
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '');

const isTest = (file: string): boolean => file.endsWith('spec.ts');

/** Clauses that stand in code as data (a quoted text that is a clause) and in the titles of tests. */
function mentionsIn(files: Map<string, string>): Mentions {
  const mentions: Mentions = { code: new Map(), tests: new Map() };
  const add = (map: Map<string, Set<string>>, clause: string, file: string): void => {
    map.set(clause, (map.get(clause) ?? new Set()).add(file));
  };
  for (const [file, text] of files) {
    if (isTest(file)) {
      for (const [, title] of text.matchAll(/\b(?:describe|it)(?:\.each\([\s\S]*?\))?\(\s*['"`]([^\n]+)/g)) {
        for (const [clause] of title!.matchAll(CLAUSE)) add(mentions.tests, clause, file);
      }
    } else if (![...TEXTS, 'test/'].some((start) => file.startsWith(start))) {
      for (const [, clause] of withoutComments(text).matchAll(/['"`]((?:ISA|SI|CDA|DPA)-\d+[a-z]?)['"`]/g))
        add(mentions.code, clause!, file);
    }
  }
  return mentions;
}

/** Clauses that code carries and no test is named after. A test of a whole paragraph (ISA-30) does not stand for a part of it (ISA-30d). */
const untested = ({ code, tests }: Mentions): string[] =>
  [...code.keys()].filter((clause) => !tests.has(clause)).sort(byClause);

function byClause(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function pageOf({ code, tests }: Mentions): string {
  const list = (files?: Set<string>): string =>
    [...(files ?? [])]
      .sort()
      .map((file) => `\`${file}\``)
      .join('<br>');
  const clauses = [...new Set([...code.keys(), ...tests.keys()])].sort(byClause);
  return [
    '# Clause map',
    '',
    'Which code carries a clause as data, and which tests are named after it. `ISA-n` is a paragraph of the agreement,',
    '`SI-n` one of the Schedule to SI 2007/1831. Written from the code by the architecture tests, which fail when a clause',
    'has no test; they rewrite this page when they run with `UPDATE_DOCS=1`.',
    '',
    '| clause | code | tests |',
    '|---|---|---|',
    ...clauses.map((clause) => `| ${clause} | ${list(code.get(clause))} | ${list(tests.get(clause))} |`),
    '',
  ].join('\n');
}

const everything = new Map(
  ['apps', 'libs', 'test']
    .flatMap(filesBelow)
    .filter((file) => !file.startsWith('test/architecture/'))
    .map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]),
);

describe('the clause map', () => {
  it('has a test for every clause that code carries', () => {
    expect(untested(mentionsIn(everything))).toEqual([]);
  });

  it('is the page docs/clause-map.md', () => {
    const page = pageOf(mentionsIn(everything));
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('would notice a clause without a test', () => {
    const planted = new Map([
      ['libs/planted.ts', `export const rule = { clause: 'ISA-99' };`],
      ['libs/planted.spec.ts', `describe('ISA-98: something else', () => undefined);`],
    ]);
    expect(untested(mentionsIn(planted))).toEqual(['ISA-99']);
  });
});
