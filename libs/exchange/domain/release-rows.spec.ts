import { describe, expect, it } from '@jest/globals';
import { csvField, releaseRows, type ReleaseTerms } from './release-rows.js';

const terms: ReleaseTerms = {
  dataset: 'POL-2',
  timePrecision: 'month',
  placePrecision: 'msoa',
  purpose: 'strategic-planning',
  agreementVersion: 1,
};
const cells = [
  { period: '2019-01', area: 'Southampton 018', category: 'burglary', rows: 2 },
  { period: '2019-01', area: 'Southampton 019', category: 'burglary', rows: null },
];

describe('ISA-18: the purpose travels with the data', () => {
  it('stands on each row of a CSV; a suppressed cell yields no row', () => {
    expect([...releaseRows('csv', terms, cells)].join('')).toBe(
      'dataset,period,period_precision,area,area_precision,category,purpose,agreement_version\n' +
        'POL-2,2019-01,month,Southampton 018,msoa,burglary,strategic-planning,1\n'.repeat(2),
    );
  });

  it('stands on each row of an NDJSON file', () => {
    const lines = [...releaseRows('ndjson', terms, cells)].join('').trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      area: 'Southampton 018',
      purpose: 'strategic-planning',
      agreement_version: 1,
    });
  });
});

describe('csvField', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@x', "'@x"],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['plain', 'plain'],
  ])('%s becomes %s', (text, field) => expect(csvField(text)).toBe(field));
});
