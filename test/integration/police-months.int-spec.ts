import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ExchangeQueries } from '@broker/exchange';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { sharedPath } from '../support/shared-data.js';
import { tablesHolding } from '../support/tables-holding.js';

const MONTHS = ['2017-02', '2018-10', '2018-11', '2018-12', '2019-01', '2019-02', '2022-02'];
const SENSITIVE = 'violence_and_sexual_offences';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

type Counted = readonly [area: string, rows: number | null];
const byArea = (a: Counted, b: Counted): number => (a[0] < b[0] ? -1 : 1);

/** The columns of a published month, split in the plainest way there is (the published files quote nothing). */
function rowsOf(text: string): Record<'id' | 'longitude' | 'street' | 'code' | 'name' | 'type', string>[] {
  const lines = text.split(/\r?\n/).filter(Boolean).slice(1);
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      id: cells[0]!,
      longitude: cells[4]!,
      street: cells[6]!,
      code: cells[7]!,
      name: cells[8]!,
      type: cells[9]!,
    };
  });
}

describe.each(MONTHS)('the published street-level month %s of Hampshire', (month) => {
  const file = sharedPath('data', 'police', `${month}-hampshire-street.csv`);

  it('is taken, counted as an independent count has it, released, and holds no small group and no detail', async () => {
    if (!file) return;
    const text = readFileSync(file, 'utf8');
    const rows = rowsOf(text);
    const ours = rows.filter(({ name }) => name.startsWith('Southampton '));
    const crimes = ours.filter(({ type }) => type !== 'Anti-social behaviour');
    const nowhere = rows.filter(({ code }) => code === '');

    const received = await road.upload(text);
    if (!received.ok) throw new Error(received.refusal.message);
    const report = (await road.checkedAgain(received.value.id))?.report;
    expect(report).toMatchObject({
      rowsIn: rows.length,
      rowsOutsideArea: rows.length - ours.length - nowhere.length,
      rowsRefused: ours.length - crimes.length + nowhere.length,
      codeVintage: 'LSOA 2011',
      step: { time: 'month', place: 'msoa' },
    });
    expect(report!.rowsSuppressed + report!.rowsReleasable).toBe(crimes.length);

    const released = await road.release(received.value.id);
    if (!released.ok) throw new Error(released.refusal.message);
    const handover = await road.collect(released.value.id);
    if (!handover.ok) throw new Error(handover.refusal.message);
    const out = [...handover.value.content].join('');
    const groups = new Map<string, number>();
    for (const line of out.trim().split('\n').slice(1)) groups.set(line, (groups.get(line) ?? 0) + 1);
    for (const [line, size] of groups) expect(size).toBeGreaterThanOrEqual(line.includes(SENSITIVE) ? 10 : 5);
    expect([...groups.values()].reduce((a, b) => a + b, 0)).toBe(report!.rowsReleasable);

    const details = [
      ...crimes.slice(0, 20).map(({ id }) => id),
      ...crimes.slice(0, 20).map(({ longitude }) => longitude),
    ];
    const streets = [...new Set(ours.map(({ street }) => street.replace('On or near ', '')))].filter((street) =>
      / (Road|Lane|Street|Close)$/.test(street),
    );
    const forbidden = ['On or near', ...details, ...streets.slice(0, 20)].filter(Boolean);
    expect(forbidden.length).toBeGreaterThan(50);
    expect(forbidden.filter((detail) => out.includes(detail) || JSON.stringify(report).includes(detail))).toEqual([]);
    expect(await tablesHolding(road.app.get(DataSource), forbidden)).toEqual([]);
  });
});

describe('the release of January 2019', () => {
  it('holds, cell by cell, what a plain count of the file holds', async () => {
    const file = sharedPath('data', 'police', '2019-01-hampshire-street.csv');
    if (!file) return;
    const counted = new Map<string, number>();
    for (const { name, type } of rowsOf(readFileSync(file, 'utf8'))) {
      if (!name.startsWith('Southampton ') || type !== 'Burglary') continue;
      const area = name.slice(0, -1);
      counted.set(area, (counted.get(area) ?? 0) + 1);
    }
    const releases = await road.app.get(ExchangeQueries).releases(road.police.partnershipId);
    const january = releases.find(({ periodFrom }) => periodFrom === '2019-01')!;
    const page = await road.app
      .get(ExchangeQueries)
      .cells(january.submissionId, { category: 'burglary' }, { after: 0, limit: 500 });
    const expected = [...counted].map(([area, rows]) => [area, rows < 5 ? null : rows] as const).sort(byArea);
    const large = page.cells.map(({ area, rows }) => [area, rows] as const).sort(byArea);
    // A cell may be suppressed beyond its own size, so that smaller ones cannot be told by subtraction; never the other way round.
    expect(large.map(([area]) => area)).toEqual(expected.map(([area]) => area));
    for (const [index, [, rows]] of large.entries()) expect([null, expected[index]![1]]).toContain(rows);
    expect(large.filter(([, rows]) => rows === null).length).toBeLessThanOrEqual(
      expected.filter(([, rows]) => rows === null).length + 1,
    );
  });
});
