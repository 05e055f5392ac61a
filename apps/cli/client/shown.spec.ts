import { describe, expect, it } from '@jest/globals';
import { columns, progressLine, range } from './shown.js';

describe('what is shown', () => {
  it('stands in columns, without blanks at the end of a line', () => {
    expect(
      columns([
        ['A', 'LONG', 'C'],
        ['aaa', 'b', ''],
      ]),
    ).toBe('A    LONG  C\naaa  b');
  });

  it('says a range once where it is one period', () => {
    expect([range('2019-01', '2019-01'), range('2019-01', '2019-03'), range(null, null)]).toEqual([
      '2019-01',
      '2019-01 to 2019-03',
      '',
    ]);
  });

  it('draws how far a check has come, never past the end', () => {
    expect(progressLine({ bytesRead: 50, fileBytes: 100, rowsRead: 1234 })).toBe(
      `Checking [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %, 1,234 rows`,
    );
    expect(progressLine({ bytesRead: 300, fileBytes: 100, rowsRead: 0 })).toContain('100 %');
    expect(progressLine({ bytesRead: 0, fileBytes: 0, rowsRead: 0 })).toContain('100 %');
  });
});
