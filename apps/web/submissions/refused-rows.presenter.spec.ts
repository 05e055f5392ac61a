import { describe, expect, it } from '@jest/globals';
import { aReport } from '../../../test/support/submission-views.js';
import { refusedRowsCsv } from './refused-rows.presenter.js';

describe('refusedRowsCsv', () => {
  const [reason] = aReport().refusals;

  it('lists rows of all reasons in the order of the file', () => {
    const refusals = [
      { ...reason!, rows: 2, rowNumbers: [4, 9] },
      { ...reason!, column: '=Type', rows: 1, rowNumbers: [7] },
    ];
    expect(refusedRowsCsv(aReport({ refusals })).split('\r\n')).toEqual([
      'row,column,what,clause,how_to_mend,code',
      '4,Month,The cell is not a month.,SI-2,Write it as YYYY-MM.,exchange/bad-month',
      "7,'=Type,The cell is not a month.,SI-2,Write it as YYYY-MM.,exchange/bad-month",
      '9,Month,The cell is not a month.,SI-2,Write it as YYYY-MM.,exchange/bad-month',
      '',
    ]);
  });
});
