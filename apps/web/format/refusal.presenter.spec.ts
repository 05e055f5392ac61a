import { describe, expect, it } from '@jest/globals';
import { presentClause, presentRefusal } from './refusal.presenter.js';

describe('presentClause', () => {
  it.each([
    ['ISA-10', 'Agreement, paragraph 10', '/agreement#ISA-10'],
    ['ISA-28d', 'Agreement, paragraph 28(d)', '/agreement#ISA-28d'],
    ['SI-2', 'SI 2007/1831, Schedule, paragraph 2', null],
    ['CDA-115', 'Crime and Disorder Act 1998, section 115', null],
  ])('%s is %s', (clause, text, href) => expect(presentClause(clause)).toEqual({ text, href }));
});

describe('presentRefusal', () => {
  const refusal = { code: 'a/b', clause: 'ISA-30d', message: 'No.', mend: 'Mend.' } as const;

  it('quotes the clause, or the paragraph that it is part of', () => {
    const clauses = [{ clause: 'ISA-30', text: 'The words.' } as const];
    expect(presentRefusal(refusal, clauses)).toMatchObject({
      quote: 'The words.',
      clause: { text: 'Agreement, paragraph 30(d)', href: '/agreement#ISA-30' },
    });
    expect(presentRefusal(refusal, []).quote).toBeNull();
  });

  it('says where in a file the fault lies', () => {
    expect(presentRefusal({ ...refusal, where: { row: 1234, column: 'Month' } }).where).toBe(
      'row 1,234, column “Month”',
    );
    expect(presentRefusal(refusal).where).toBeNull();
  });
});
