import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ExchangeQueries } from '@broker/exchange';
import { homogeneous, knownCrimes, link, type PartnerView } from '../support/attacker.js';
import { ExchangeRoad } from '../support/exchange-road.js';
import { sharedPath } from '../support/shared-data.js';
import { streetMonth } from '../support/street-month.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

const published = sharedPath('data', 'police', '2019-01-hampshire-street.csv');
const month = published
  ? readFileSync(published, 'utf8')
  : streetMonth([
      { month: '2019-01', rows: 300 },
      { month: '2019-01', rows: 2, type: 'Robbery' },
      { month: '2019-01', area: '2A', rows: 200 },
      { month: '2019-01', area: '3A', rows: 4, type: 'Drugs' },
    ]);

const checkedFile = async (text: string): Promise<string> => {
  const received = await road.upload(text);
  if (!received.ok) throw new Error(received.refusal.message);
  await road.checkedAgain(received.value.id);
  return received.value.id;
};

/** What a download holds: its rows counted by cell. */
function downloaded(csv: string): PartnerView['cells'] {
  const [header, ...lines] = csv.trim().split('\n');
  const names = header!.split(',');
  const cells = new Map<string, PartnerView['cells'][number] & { rows: number }>();
  for (const line of lines) {
    const row = Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell]));
    const { period, area, category } = row as Record<'period' | 'area' | 'category', string>;
    const key = `${period}|${area}|${category}`;
    cells.set(key, { period, area, category, rows: (cells.get(key)?.rows ?? 0) + 1 });
  }
  return [...cells.values()];
}

/** What the releases of the month tell, each different telling once. */
async function cellsReleased(): Promise<string[]> {
  const queries = road.app.get(ExchangeQueries);
  const releases = (await queries.releases(road.police.partnershipId)).filter(
    ({ periodFrom }) => periodFrom === '2019-01',
  );
  expect(releases.length).toBeGreaterThan(1);
  const pages = releases.map(({ submissionId }) => queries.cells(submissionId, {}, { after: 0, limit: 10_000 }));
  return [...new Set((await Promise.all(pages)).map(({ cells }) => JSON.stringify(cells)))];
}

describe('ISA-9: a partner who holds the public month and attacks what the broker gives out', () => {
  it('picks nobody out of the download, nor learns what happened from the cells', async () => {
    const submission = await checkedFile(month);
    const released = await road.release(submission);
    if (!released.ok) throw new Error(released.refusal.message);
    const handover = await road.collect(released.value.id);
    if (!handover.ok) throw new Error(handover.refusal.message);
    const known = knownCrimes(month, 'Southampton');
    const { step } = (await road.submission(submission))!.report!;

    const file = downloaded([...handover.value.content].join(''));
    const linked = link(known, { step, cells: file });
    expect(linked).toMatchObject({ targets: known.length, isolated: 0 });
    expect(linked.fewestCandidates).toBeGreaterThanOrEqual(5);

    const { cells } = await road.app.get(ExchangeQueries).cells(submission, {}, { after: 0, limit: 10_000 });
    expect(cells.length).toBeGreaterThan(file.length);
    expect(homogeneous(known, { step, cells })).toBe(0);
  });

  it('is given no second release of which one row could be told by subtraction', async () => {
    const lines = month.trim().split('\n');
    const ours = lines.flatMap((line, i) => (/,Southampton .*(Burglary|Drugs)/.test(line) ? [i] : []));
    for (const row of [ours[0]!, ours.at(-1)!]) {
      const corrected = await checkedFile(`${lines.filter((_, i) => i !== row).join('\n')}\n`);
      const again = await road.release(corrected);
      if (again.ok) expect(await cellsReleased()).toHaveLength(1);
      else expect(again.refusal).toMatchObject({ code: 'depersonalisation/differencing-cell', clause: 'ISA-9' });
    }
  });

  it('is given no second release in which a suppressed cell is gone: its one row would be told', async () => {
    const large = [
      { month: '2019-05', rows: 300 },
      { month: '2019-05', rows: 9, type: 'Drugs' },
    ];
    const small = [
      { month: '2019-05', rows: 1, area: '1B', type: 'Robbery' },
      { month: '2019-05', rows: 3, type: 'Robbery' },
    ];
    await road.released([...large, ...small]);
    const without = await road.checked([...large, { month: '2019-05', rows: 4, type: 'Robbery' }]);
    expect(await road.release(without)).toMatchObject({ refusal: { code: 'depersonalisation/differencing-cell' } });
    // A large change beside the same suppressed cells may go out.
    await road.released([{ month: '2019-05', rows: 400 }, large[1]!, ...small]);
  });
});
