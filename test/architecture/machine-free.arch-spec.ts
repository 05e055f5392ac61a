import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const NOT_COMMITTED = new Set(['.git', 'node_modules', 'dist', '.data', '.cache', 'coverage']);
const BYTES_MAX = 5_000_000;

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What ties a file to one computer or one network. The plants are put together here, so that this file holds none either. */
const TIES: [name: string, pattern: RegExp, plant: string][] = [
  [
    'the address of a package registry',
    /registry\.(npmjs|yarnpkg)\./,
    `${['https:', '', ['registry', 'npmjs', 'org'].join('.')].join('/')}/x`,
  ],
  ['a locked download address', /"resolved":\s*"https?:/, ['"resolved"', ' "https://example.org/x.tgz"'].join(':')],
  [
    'a home folder',
    /(^|[\s'"`(=:])(\/home\/|\/Users\/|\/root\/|[A-Z]:\\Users\\)\w/m,
    `'${['', 'home', 'ann'].join('/')}'`,
  ],
  ['the folder of this checkout', new RegExp(`${literally(root)}[/\\\\](apps|libs|test)\\b`), `'${root}/libs'`],
];

const files = readdirSync(root)
  .filter((name) => !NOT_COMMITTED.has(name))
  .flatMap((top) => {
    if (!statSync(path.join(root, top)).isDirectory()) return [top];
    return readdirSync(path.join(root, top), { recursive: true }).map((name) => path.join(top, String(name)));
  })
  .filter((file) => {
    const facts = statSync(path.join(root, file));
    return facts.isFile() && facts.size < BYTES_MAX;
  });

describe.each(TIES)('no committed file holds %s', (_name, pattern, plant) => {
  it('in the whole checkout', () => {
    expect(files.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  it('and a planted one is found', () => {
    expect(pattern.test(`const x = ${plant};`)).toBe(true);
  });
});
