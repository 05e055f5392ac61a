import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordReport } from '@broker/depersonalisation';

const root = path.resolve(__dirname, '../..');
const PAGE = path.join(root, 'docs/how-to/depersonalise-any-csv.md');
const EXAMPLES: [name: string, rows: number][] = [
  ['attendances', 20_000],
  ['complaints', 10_000],
  ['survey', 2000],
];
const page = readFileSync(PAGE, 'utf8');
const definitions = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block!);
const SUMMARY = /```\n(Released under[\s\S]*?)```/g;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'any-csv-'));
  spawnSync(process.execPath, [path.join(root, 'apps/cli/broker.mjs'), '--help']); // builds where that is needed
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => path.join(folder, name);

/** Runs the command as a person would, with nothing but a path to find Node by: no server, no settings. */
function broker(...args: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const command = [path.join(root, 'dist/apps/cli/main.js'), 'depersonalise', ...args];
  return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env: { PATH, HOME } });
}

function generate(name: string, rows: number): void {
  const { status } = spawnSync(process.execPath, [path.join(root, 'bench/example-records.mjs'), name, String(rows), folder]); // prettier-ignore
  expect(status).toBe(0);
}

const filesOf = (name: string): string[] => [
  '--definition',
  `${name}.json`,
  '--in',
  `${name}.csv`,
  '--out',
  'safe.csv',
  '--report',
  'report.json',
];

describe('the examples of docs/how-to/depersonalise-any-csv.md (ISA-9)', () => {
  it('stand on the page with what the command says of them', () => {
    const said = EXAMPLES.map(([name, rows], at) => {
      generate(name, rows);
      writeFileSync(inFolder(`${name}.json`), definitions[at]!);
      const { status, stdout, stderr } = broker(...filesOf(name));
      expect([status, stderr]).toEqual([0, '']);
      const report = JSON.parse(readFileSync(inFolder('report.json'), 'utf8')) as RecordReport;
      const safe = readFileSync(inFolder('safe.csv'), 'utf8');
      expect(report.rowsIn).toBe(rows);
      expect(safe.trimEnd().split('\r\n')).toHaveLength(report.rowsReleased + 1);
      expect(safe).not.toMatch(/07700|SO14 2AA|\d{4}-\d\d-\d\d,|C00000/);
      return stdout;
    });
    let at = 0;
    const written = page.replaceAll(SUMMARY, () => `\`\`\`\n${said[at++]}\`\`\``);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, written);
    expect(at).toBe(EXAMPLES.length);
    expect(readFileSync(PAGE, 'utf8')).toBe(written);
  });

  it('leave no row to be told apart: the smallest class, counted here, has as many rows as promised', () => {
    generate('attendances', 20_000);
    writeFileSync(inFolder('attendances.json'), definitions[0]!);
    expect(broker(...filesOf('attendances')).status).toBe(0);
    const [, ...rows] = readFileSync(inFolder('safe.csv'), 'utf8').trimEnd().split('\r\n');
    const injuries = new Map<string, string[]>();
    for (const row of rows) {
      const key = row.slice(0, row.lastIndexOf(','));
      injuries.set(key, [...(injuries.get(key) ?? []), row.slice(row.lastIndexOf(','))]);
    }
    expect(Math.min(...[...injuries.values()].map(({ length }) => length))).toBeGreaterThanOrEqual(5);
    expect(Math.min(...[...injuries.values()].map((values) => new Set(values).size))).toBeGreaterThanOrEqual(2);
  });

  it('leave nothing behind when a file is refused, and end with code 2', () => {
    for (const name of ['safe.csv', 'report.json']) rmSync(inFolder(name), { force: true });
    writeFileSync(inFolder('attendances.csv'), 'nhs_number,attended_on\n1,2025-01-01\n');
    const { status, stdout, stderr } = broker(...filesOf('attendances'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Refused (ISA-9): The columns of the file are not those of the definition. It lacks ');
    expect(readdirSync(folder).filter((name) => /safe|report|partial/.test(name))).toEqual([]);
  });

  it('end with code 1 when the command is not complete', () => {
    const { status, stderr } = broker('--in', 'a.csv', '--out', 'b.csv', '--report', 'c.json');
    expect([status, stderr.includes('Give --dataset or --definition.')]).toEqual([1, true]);
  });
});
