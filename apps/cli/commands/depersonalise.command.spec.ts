import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { Command } from 'commander';
import { sharedPath } from '../../../test/support/shared-data.js';
import { CANARIES, streetMonth } from '../../../test/support/street-month.js';
import { register } from './depersonalise.command.js';

let folder: string;
let output: { out: string; err: string };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'depersonalise-'));
  output = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((output.out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((output.err += String(text)), true));
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);

/** Runs the command on a file of this content and returns its exit code. */
async function depersonalise(content: string, ...more: string[]): Promise<number> {
  writeFileSync(inFolder('in.csv'), content);
  return run(inFolder('in.csv'), ...more);
}

async function run(file: string, ...more: string[]): Promise<number> {
  const program = new Command().exitOverride();
  register(program);
  program.commands[0]!.exitOverride();
  const files = ['--in', file, '--out', inFolder('out.csv'), '--report', inFolder('report.json')];
  await program.parseAsync(['depersonalise', '--dataset', 'POL-2', ...files, ...more], { from: 'user' });
  return Number(process.exitCode ?? 0);
}

const MONTH = streetMonth([
  { rows: 60 },
  { rows: 3, type: 'Robbery' },
  { rows: 2, type: 'Drugs' },
  { rows: 1, type: 'Anti-social behaviour' },
  { rows: 7, district: 'Portsmouth', area: '9B' },
]);

describe('broker depersonalise', () => {
  it('writes the rows that may be shared, and a report', async () => {
    expect(await depersonalise(MONTH, '--district', 'Southampton')).toBe(0);
    const [header, ...rows] = readFileSync(inFolder('out.csv'), 'utf8').trimEnd().split('\r\n');
    expect(header).toBe('dataset,period,period_precision,area,area_precision,category');
    expect(rows).toHaveLength(60);
    expect(new Set(rows)).toEqual(new Set(['POL-2,2019-03,month,E01017011,lsoa,burglary']));
    const report = JSON.parse(readFileSync(inFolder('report.json'), 'utf8')) as DepersonalisationReport;
    expect(report).toMatchObject({
      rowsIn: 73,
      rowsOutsideArea: 7,
      rowsRefused: 1,
      rowsSuppressed: 5,
      rowsReleasable: 60,
    });
    expect(output.out).toContain('60  released, in 1 groups; the smallest has 60 rows');
    expect(output.out).toContain('"Crime type" (SI-1), first in row 67');
    const everything = JSON.stringify(report) + rows.join('') + output.out;
    for (const canary of Object.values(CANARIES)) expect(everything).not.toContain(canary);
  });

  it('takes every district when none is named', async () => {
    await depersonalise(MONTH);
    expect(readFileSync(inFolder('out.csv'), 'utf8')).toContain('E01017092');
  });

  it('leaves nothing behind when it refuses, names the clause and the place, and ends with code 2', async () => {
    expect(await depersonalise(MONTH.replace('Canary Wharf Lane', '=1+1').replace('On or near ', ''))).toBe(2);
    expect(readdirSync(folder)).toEqual(['in.csv']);
    expect(output.err).toContain('Refused (ISA-9): A cell begins like a spreadsheet formula');
    expect(output.err).toContain('(row 2, column "Location")');
  });

  it('leaves nothing behind when the report cannot be written', async () => {
    await expect(depersonalise(MONTH, '--report', inFolder('nowhere/report.json'))).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual(['in.csv']);
  });

  it('keeps an older result when it refuses', async () => {
    writeFileSync(inFolder('out.csv'), 'older');
    expect(await depersonalise('PK\u0003\u0004')).toBe(2);
    expect(readFileSync(inFolder('out.csv'), 'utf8')).toBe('older');
  });

  it.each([
    ['an unknown dataset', ['--dataset', 'POL-9'], 'There is no dataset POL-9.'],
    ['an unknown layout', ['--mapping', 'x'], 'There is no layout x.'],
    ['a file that is not there', ['--in', 'nowhere.csv'], 'There is no file nowhere.csv.'],
  ])('does not take %s', async (_, more, message) => {
    await expect(depersonalise(MONTH, ...more)).rejects.toThrow(message);
  });

  it('does not write over the file it reads', async () => {
    await expect(depersonalise(MONTH, '--out', inFolder('in.csv'))).rejects.toThrow('three different files');
    expect(readFileSync(inFolder('in.csv'), 'utf8')).toBe(MONTH);
  });

  it('makes a published month safe: what is written, counted anew, has no small group', async () => {
    const file = sharedPath('data/police/2019-01-hampshire-street.csv');
    if (!file) return;
    expect(await run(file, '--district', 'Southampton')).toBe(0);
    const counts = new Map<string, number>();
    const [, ...rows] = readFileSync(inFolder('out.csv'), 'utf8').trimEnd().split('\r\n');
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    const least = (pick: (row: string) => boolean) =>
      Math.min(...[...counts].flatMap(([row, n]) => (pick(row) ? n : [])));
    expect(least((row) => row.endsWith('violence_and_sexual_offences'))).toBeGreaterThanOrEqual(10);
    expect(least(() => true)).toBeGreaterThanOrEqual(5);
    expect([rows.length, counts.size]).toEqual([2318, 127]);
  });
});
