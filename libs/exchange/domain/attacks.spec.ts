import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FEED_MAPPINGS, POL_2, type DatasetDefinition } from '@broker/catalogue';
import { compareReleases, thresholdOf } from '@broker/depersonalisation';
import { differing, homogeneous, knownCrimes, link, workedOut } from '../../../test/support/attacker.js';
import { sharedPath } from '../../../test/support/shared-data.js';
import { streetMonth } from '../../../test/support/street-month.js';
import { Intake } from './intake.js';

const PAGE = path.resolve(__dirname, '../../../docs/privacy.md');
const folder = sharedPath('data/police');
const months = folder ? readdirSync(folder).filter((name) => name.endsWith('-street.csv')) : [];
const DISTRICTS = ['Southampton', null] as const;

/** The dataset without protection: every row is told as finely as the file has it. */
const UNPROTECTED: DatasetDefinition = {
  ...POL_2,
  policy: { ...POL_2.policy, k: 1, kSensitive: 1, ladder: POL_2.policy.ladder.slice(0, 1) },
};

function partnerView(text: string, dataset: DatasetDefinition, district: string | null) {
  const districts = district === null ? null : [district];
  const intake = new Intake({ dataset, mappings: FEED_MAPPINGS, districts, receivedOn: '2026-11-20' });
  intake.push(new TextEncoder().encode(text));
  const file = intake.finish();
  if (!file.ok) throw new Error(file.refusal.message);
  const { groups, suppressed, periods, report } = file.value;
  const marks = dataset === UNPROTECTED ? [] : suppressed;
  const cells = [...groups, ...marks.map((group) => ({ ...group, rows: null }))];
  return { step: report.step, cells, groups, suppressed: marks, periods };
}

interface Attacked {
  month: string;
  district: string | null;
  targets: number;
  off: { isolated: number; learnt: number };
  on: { isolated: number; learnt: number; fewestCandidates: number; suppressed: number; withTotals: number };
}

function attack(text: string, month: string, district: string | null): Attacked {
  const known = knownCrimes(text, district);
  const [off, on] = [partnerView(text, UNPROTECTED, district), partnerView(text, POL_2, district)];
  const [linkedOff, linkedOn] = [link(known, off), link(known, on)];
  const suppressed = on.cells.filter(({ rows }) => rows === null).length;
  return {
    month,
    district,
    targets: known.length,
    off: { isolated: linkedOff.isolated, learnt: homogeneous(known, off) },
    on: {
      isolated: linkedOn.isolated,
      learnt: homogeneous(known, on),
      fewestCandidates: linkedOn.fewestCandidates,
      suppressed,
      withTotals: workedOut(on),
    },
  };
}

const attacks = new Map<string, Attacked>();

/** The attack on a published month, made once. */
function attackOn(name: string, district: string | null): Attacked {
  const key = `${name} ${district}`;
  const made = attacks.get(key) ?? attack(readFileSync(path.join(folder!, name), 'utf8'), name.slice(0, 7), district);
  attacks.set(key, made);
  return made;
}

const invented = streetMonth([
  { rows: 600 },
  { rows: 20, type: 'Drugs' },
  { rows: 1, type: 'Robbery' },
  { rows: 40, area: '1B' },
  { rows: 3, area: '3A', type: 'Robbery' },
  { rows: 30, area: '4A' },
]);

describe('ISA-9: whoever holds the month from elsewhere and links it to a release', () => {
  it('finds people in an invented month without protection, and nobody with it', () => {
    const { off, on } = attack(invented, 'invented', null);
    expect(off).toEqual({ isolated: 1, learnt: 73 });
    expect(on).toMatchObject({ isolated: 0, learnt: 0, fewestCandidates: 30 });
  });

  for (const district of DISTRICTS) {
    it(`finds people in every published month without protection, and nobody with it (${district ?? 'every district'})`, () => {
      for (const name of months) {
        const { off, on } = attackOn(name, district);
        expect({ name, found: off.isolated > 100 }).toEqual({ name, found: true });
        if (district === null) expect({ name, learnt: off.learnt > 100 }).toEqual({ name, learnt: true });
        expect({ name, isolated: on.isolated, learnt: on.learnt }).toEqual({ name, isolated: 0, learnt: 0 });
        expect(on.fewestCandidates).toBeGreaterThanOrEqual(POL_2.policy.k);
      }
    });
  }
});

/** The file without one of its data rows. */
function without(text: string, row: number): string {
  const lines = text.trim().split('\n');
  lines.splice(row, 1);
  return `${lines.join('\n')}\n`;
}

const least = (category: string): number => thresholdOf(POL_2.policy, category);

/** What became of releases that differ from the first by one row each. */
function differenced(text: string, district: string | null, rowsTried: number) {
  const outcome = { tried: 0, toldUnprotected: 0, refused: 0, unchanged: 0, told: 0 };
  const views = (file: string) => [POL_2, UNPROTECTED].map((dataset) => partnerView(file, dataset, district));
  const [first, bare] = views(text);
  const ours = text.split('\n').flatMap((line, i) => (i > 0 && isOurCrime(line, district) ? [i] : []));
  const stride = Math.max(1, Math.floor(ours.length / rowsTried));
  for (const row of ours.filter((_, i) => i % stride === 0)) {
    const [later, bareLater] = views(without(text, row));
    outcome.tried += 1;
    if (differing(bare!, bareLater!, () => 2) > 0) outcome.toldUnprotected += 1;
    if (!compareReleases(first!, later!, POL_2.policy).ok) outcome.refused += 1;
    else if (differing(first!, later!, least) > 0) outcome.told += 1;
    else outcome.unchanged += 1;
  }
  return outcome;
}

const isOurCrime = (line: string, district: string | null): boolean =>
  line !== '' && !line.includes('Anti-social behaviour') && (district === null || line.includes(`,${district} `));

describe('ISA-9: whoever subtracts a corrected release from the first', () => {
  it('learns of one row without protection, and of none with it, in an invented month', () => {
    const outcome = differenced(invented, null, 694);
    expect(outcome).toEqual({ tried: 694, toldUnprotected: 694, refused: 671, unchanged: 23, told: 0 });
  });

  it('the same in a published month', () => {
    if (!folder) return;
    const outcome = differenced(readFileSync(path.join(folder, months.at(-3)!), 'utf8'), 'Southampton', 12);
    expect(outcome).toMatchObject({ told: 0, toldUnprotected: outcome.tried });
    expect(outcome.refused).toBeGreaterThan(0);
  });
});

/** A Markdown table whose columns are as wide as their widest cell. */
function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, i) => Math.max(3, ...rows.map((row) => row[i]!.length)));
  const line = (row: string[]): string =>
    `| ${row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

const figures = (attacked: Attacked[]): string =>
  table([
    [
      'month',
      'area',
      'crimes',
      'isolated, off',
      'learnt, off',
      'isolated, on',
      'learnt, on',
      'fewest alike, on',
      '`[c]` cells',
      'of them, with totals',
    ],
    ...attacked.map(({ month, district, targets, off, on }) => [
      month,
      district ?? 'every district',
      ...[
        targets,
        off.isolated,
        off.learnt,
        on.isolated,
        on.learnt,
        on.fewestCandidates,
        on.suppressed,
        on.withTotals,
      ].map((count) => count.toLocaleString('en-GB')),
    ]),
  ]);

describe('the figures of docs/privacy.md', () => {
  it('are those that the attacks bring', () => {
    if (!folder) return;
    const attacked = DISTRICTS.flatMap((district) => months.map((name) => attackOn(name, district)));
    const [start, end] = ['<!-- figures: start -->', '<!-- figures: end -->'];
    const page = readFileSync(PAGE, 'utf8');
    const expected = `${page.split(start)[0]}${start}\n\n${figures(attacked)}\n\n${end}${page.split(end)[1]}`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, expected);
    expect(readFileSync(PAGE, 'utf8')).toBe(expected);
  });
});
