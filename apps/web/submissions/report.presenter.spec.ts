import { describe, expect, it } from '@jest/globals';
import { aReport } from '../../../test/support/submission-views.js';
import { categoryTitle, presentCells, presentReport } from './report.presenter.js';

describe('ISA-9: the report to the agency that holds the data', () => {
  const view = presentReport(aReport());

  it('accounts for every row', () => {
    expect(view.summary.map(({ value }) => value.text).slice(0, 5)).toEqual([
      '1,200',
      '150',
      '9',
      '41',
      '1,000 in 60 groups',
    ]);
  });

  it('names the first refused rows and how many more there are', () => {
    expect(view.refusals[0]?.slice(3, 5)).toEqual(['9', '2, 3, 5, 8, 13 and 4 more']);
    const few = presentReport(aReport({ refusals: [{ ...aReport().refusals[0]!, rows: 2, rowNumbers: [7, 1200] }] }));
    expect(few.refusals[0]?.[4]).toBe('7, 1,200');
  });

  it('shows the whole ladder: tried, chosen, not needed', () => {
    expect(view.rungs.map(([, outcome]) => outcome)).toEqual([
      'Too fine',
      'Chosen',
      'Coarser than needed',
      'Coarser than needed',
      'Coarser than needed',
    ]);
    expect(view.rungs[0]).toEqual(['Month and small area (LSOA)', 'Too fine', '24.0% of the rows left out']);
  });

  it('puts the same rows side by side, suppressed ones marked', () => {
    expect(view.sample[0]).toEqual({
      before: ['January 2019', 'E01017154', 'Burglary'],
      after: ['January 2019', 'Southampton 001', 'Burglary'],
    });
    expect(view.sample[1]?.after).toBeNull();
  });

  it('counts group sizes before and after beside each other', () => {
    expect(view.bands[0]).toEqual(['1', '30', '0']);
  });
});

describe('cells', () => {
  const cell = { position: 1, period: '2019Q1', area: 'E01017154', areaName: 'Southampton 018C', category: 'robbery' };
  it('are told in words, and marked when suppressed', () => {
    expect(presentCells('POL-2', [{ ...cell, rows: null }])).toEqual([
      ['January to March 2019', 'Southampton 018C (E01017154)', 'Robbery', '[c]'],
    ]);
  });
  it('name a category that no list knows by its code', () => {
    expect(categoryTitle('POL-9', 'some_code')).toBe('Some code');
  });
});
