import { describe, expect, it } from '@jest/globals';
import { aRelease } from '../../../test/support/submission-views.js';
import { filterOf, presentFilter } from './cell-filter.presenter.js';
import { presentRelease, type ReleaseFacts } from './release.presenter.js';
import { presentReleases } from './releases.presenter.js';

const cell = (position: number, category: string, rows: number | null) => ({
  position,
  period: '2019-01',
  area: 'E01017154',
  areaName: 'Southampton 018C',
  category,
  rows,
});
const choices = {
  periods: ['2019-01', '2019-02'],
  areas: [{ code: 'E01017154', name: 'Southampton 018C' }],
  categories: ['burglary', 'robbery'],
};
const facts = (over: Partial<ReleaseFacts> = {}): ReleaseFacts => ({
  release: aRelease(),
  filter: {},
  isOwn: false,
  choices,
  cells: [cell(1, 'burglary', 12), cell(2, 'robbery', null), cell(3, 'burglary', 8)],
  page: { number: 1, length: 2 },
  collections: [],
  signatories: 15,
  evidence: [],
  mayCollect: true,
  made: null,
  maySeeProof: true,
  ...over,
});

describe('ISA-9: the release as partners see it', () => {
  it('never tells the exact number of suppressed, refused or arrived rows, nor a row as it was', () => {
    const page = JSON.stringify(presentRelease(facts()));
    expect(page).toContain('about 40 rows, to the nearest 10');
    const exact = ['"41"', '1,200', 'rowsIn', '11.9', '53.1', '8.4%', '503,200', '14 rows stood', '3.9%'];
    for (const secret of [...exact, 'Which kind', 'E01017155']) expect(page).not.toContain(secret);
  });

  it('tells the risk, and which answers are exact, as anybody could count them', () => {
    const rows = presentRelease(facts()).report.map(({ key, value }) => `${key.text}: ${value.text}`);
    expect(rows).toEqual(
      expect.arrayContaining([
        'Chance to pick out a row: 1 in 5 at most, 5.5% on average',
        'One category only: in no area and period',
        'Complete by area: 1 of 2 areas and periods; the others have a suppressed cell',
      ]),
    );
    const { report } = aRelease();
    const questions = report.utility!.questions.map((one) => ({ ...one, exactAnswers: one.answers }));
    const complete = aRelease({ report: { ...report, utility: { ...report.utility!, questions } } });
    const told = presentRelease(facts({ release: complete })).report.map(({ value }) => value.text);
    expect(told).toContain('all 2 areas and periods');
    const older = aRelease({ report: { ...aRelease().report, risk: undefined, utility: undefined } });
    expect(presentRelease(facts({ release: older })).report).toHaveLength(6);
  });

  it('leads to the certificate', () => {
    expect(presentRelease(facts()).certificate).toBe(`/releases/${aRelease().id}/certificate.json`);
  });

  it('marks suppressed cells and leaves them out of the sums', () => {
    const page = presentRelease(facts());
    expect(page.cells[1]).toEqual(['January 2019', 'Southampton 018C (E01017154)', 'Robbery', '[c]']);
    expect(page.totals).toBe('20 rows in 3 cells, 1 of them suppressed to protect people.');
    expect(page.charts[0]?.rows).toEqual([['Burglary', '20']]);
  });

  it('shows the holder the way to the whole report, and partners none', () => {
    expect(presentRelease(facts()).submission).toBeNull();
    expect(presentRelease(facts({ isOwn: true })).submission).toMatch(/^\/submissions\//);
  });

  it('keeps the filter on the way to the next cells', () => {
    const page = presentRelease(facts({ filter: { category: 'burglary' } }));
    expect(page.pages?.next?.href).toBe(`/releases/${aRelease().id}?category=burglary&page=2#cells`);
  });
});

describe('who has collected it', () => {
  const collection = {
    id: 'c',
    agency: 'Anytown Council',
    officer: 'Blake',
    format: 'csv',
    purpose: 'strategic-planning',
    filter: { category: 'burglary' },
    rowTotal: 20,
    agreementVersion: 1,
    collectedAt: new Date('2026-11-20T15:05:00Z'),
  };
  it('counts agencies once and says what each took', () => {
    const page = presentRelease(facts({ collections: [collection, { ...collection, id: 'd', filter: {} }] }));
    expect(page.collectedBy).toBe('Collected by 1 of 15 agencies in the agreement.');
    expect(page.collections.map((row) => row[2])).toEqual(['CSV, Burglary', 'CSV, all of it']);
    expect(presentRelease(facts()).collectedBy).toBe('Nobody has collected it yet.');
  });
});

describe('the filter', () => {
  it('takes texts alone and drops what is empty', () => {
    expect(filterOf({ area: '', from: '2019-01', to: ['x'], category: undefined, page: '2' })).toEqual({
      from: '2019-01',
    });
  });
  it('selects what is chosen and says it in words', () => {
    const view = presentFilter('POL-2', { area: 'E01017154', from: '2019-02' }, choices);
    expect(view.words).toBe('Southampton 018C, from February 2019');
    expect(view.area.find(({ selected }) => selected)?.value).toBe('E01017154');
    expect(view.category.find(({ selected }) => selected)?.text).toBe('Every category');
  });
});

describe('presentReleases', () => {
  const releases = [aRelease(), aRelease({ id: 'r2', datasetId: 'POL-1' }), aRelease({ id: 'r3' })];
  const list = (over: object) =>
    presentReleases({ releases, agencyId: 'x', dataset: '', page: 1, pageLength: 2, ...over });
  it('narrows to a dataset and keeps it from page to page', () => {
    expect(list({ dataset: 'POL-1' }).entries).toHaveLength(1);
    expect(list({ pageLength: 1, dataset: 'POL-2' }).pages?.next?.href).toBe('/releases?dataset=POL-2&page=2');
    expect(list({ page: 2 }).entries).toHaveLength(1);
  });
  it('says which is one’s own', () => {
    expect(list({ agencyId: aRelease().agencyId }).entries[0]?.agency).toBe('Anytown Police (your agency)');
  });
});
