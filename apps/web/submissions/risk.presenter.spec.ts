import { describe, expect, it } from '@jest/globals';
import { aReport, riskFiguresOf } from '../../../test/support/submission-views.js';
import { presentReport } from './report.presenter.js';
import { oneInText, presentRisk, presentUtility } from './risk.presenter.js';

describe('ISA-9: the risk, for the agency that holds the data', () => {
  const view = presentRisk(aReport())!;

  it('stands before and after beside each other', () => {
    expect(view.sentence).toBe(
      'At the finest step 35.5% of the rows stood in groups of fewer than 5; as released, none do.',
    );
    expect(view.rows.slice(0, 3)).toEqual([
      ['Rows in groups of fewer than 5', '35.5%', '0.0%'],
      ['Greatest risk of a row', '1 in 1', '1 in 5'],
      ['Average risk, if the attacker knows who is in the file (prosecutor)', '25.1%', '5.5%'],
    ]);
    expect(view.rows.slice(-3)).toEqual([
      ['Alone of their kind in the population', '8.4% (the file is the population)', '0.0% (no row is unique)'],
      ['Smallest group', '1 row', '5 rows'],
      ['Areas and periods where one category is all there is', '3 (4 rows)', 'none'],
    ]);
    expect(view.chart).toContain('Too few alike: in the file: 35.5% of the rows');
  });

  it('would not hide rows that are still at risk', () => {
    const after = riskFiguresOf({ prosecutor: { rowsAtRiskShare: 0.01, maximum: 1, average: 0.1 } });
    const report = aReport();
    expect(presentRisk({ ...report, risk: { ...report.risk!, after } })!.sentence).toContain('as released, 1.0% do.');
  });

  it('is said as a chance', () => expect([0, 0.2, 1].map(oneInText)).toEqual(['none', '1 in 5', '1 in 1']));
});

describe('ISA-28b: what partners lose, for the agency that holds the data', () => {
  it('is told by the questions that they ask', () => {
    const view = presentUtility(aReport())!;
    expect(view.sentence).toBe(
      'Partners see the number of 81.1% of the cells. Counts by area and period are 11.9% too low on average.',
    );
    expect(view.questions[0]).toEqual(['Rows by area and period', '2', '1', '11.9%', '53.1%']);
    expect(view.questions[2]).toEqual(['Rows by small area and month, spread evenly', '9', '1', '75.3%', '800.0%']);
    expect(view.measures).toHaveLength(5);
  });
});

describe('a report', () => {
  it('says what would buy the finer step back', () => {
    expect(presentReport(aReport()).finerStep).toContain('14 rows stood in the way of month and small area');
    expect(presentReport(aReport({ finerStep: null })).finerStep).toBeNull();
  });

  it('that was made before these figures were is shown without them', () => {
    const { risk: _risk, utility: _utility, finerStep: _finer, ...older } = aReport();
    expect(presentReport(older)).toMatchObject({ risk: null, utility: null, finerStep: null });
  });
});
