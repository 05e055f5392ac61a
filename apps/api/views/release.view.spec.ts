import { describe, expect, it } from '@jest/globals';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { riskFiguresOf } from '../../../test/support/submission-views.js';
import { cellDocuments, partnerReport } from './release.view.js';

const step = { time: 'month', place: 'msoa' } as const;
const report: DepersonalisationReport = {
  engineVersion: '1.0.0',
  datasetId: 'POL-2',
  datasetVersion: '1',
  paragraph: 'SI-2',
  mappingId: 'x',
  clause: 'ISA-9',
  rowsIn: 31_071,
  rowsOutsideArea: 31_003,
  rowsRefused: 31_002,
  rowsSuppressed: 37,
  rowsReleasable: 100,
  refusals: [],
  k: 5,
  kSensitive: 10,
  suppressionLimitShare: 0.1,
  step,
  explanation: '31,037 rows in 9 cells were below the threshold.',
  stepsTried: [],
  groups: 9,
  suppressedCells: 4,
  smallestGroup: 5,
  groupSizes: {
    before: [{ from: 1, to: 4, groups: 31_004, rows: 31_005 }],
    after: [{ from: 5, to: null, groups: 9, rows: 100 }],
  },
  periods: [],
  areas: [],
  categories: [],
  leftOutColumns: [],
  lossyCrosswalks: [{ from: 'a', to: 'b', note: 'c', rows: 31_006 }],
  codeVintage: 'LSOA 2011',
  sample: [{ before: { period: '31007', area: 'x', category: 'y' }, after: '[c]' }],
  risk: { before: riskFiguresOf({ rows: 31_008, smallestGroup: 31_009 }), after: riskFiguresOf() },
  utility: {
    rowsSuppressedShare: 0.31_1,
    cellsShownShare: 0.9,
    precision: 0.31_2,
    loss: 0.31_3,
    discernibility: 31_010,
    questions: [
      {
        question: 'area-and-period',
        answers: 8,
        exactAnswers: 2,
        meanRelativeError: 0.31_4,
        worstRelativeError: 0.31_5,
      },
      {
        question: 'finest-area-and-period',
        answers: 31_011,
        exactAnswers: 31_012,
        meanRelativeError: 0.31_6,
        worstRelativeError: 0.31_7,
      },
    ],
  },
  finerStep: { step, forcedBy: [], merge: null, explanation: '31,013 rows stood in the way.' },
};

describe('what partners may know of a report (ISA-9)', () => {
  it('rounds the suppressed rows to ten', () => {
    expect(partnerReport(report).suppressedRowsRounded).toBe(40);
    expect(partnerReport({ ...report, rowsSuppressed: 234 }).suppressedRowsRounded).toBe(230);
  });

  it('holds no exact number of rows that were not released', () => {
    // Every number that must not be told begins with 31.
    expect(JSON.stringify(partnerReport(report))).not.toMatch(/\b31\d|31,0|37/);
  });

  it('tells risk and utility as far as the release itself tells them', () => {
    expect(partnerReport(report)).toMatchObject({
      risk: riskFiguresOf(),
      utility: { cellsShownShare: 0.9, questions: [{ question: 'area-and-period', answers: 8, exactAnswers: 2 }] },
    });
  });

  it('says the precision in words', () => expect(partnerReport(report).precision).toContain('MSOA'));
});

describe('a cell', () => {
  it('that is suppressed is told as [c], never as 0 or null', () => {
    const cell = { position: 1, period: '2019-01', area: 'a', areaName: 'A', category: 'b', rows: null };
    expect(cellDocuments([cell])).toEqual([
      { period: '2019-01', area: 'a', areaName: 'A', category: 'b', rows: '[c]' },
    ]);
  });
});
