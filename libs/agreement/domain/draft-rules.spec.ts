import { describe, expect, it } from '@jest/globals';
import type { AgreementTerms } from './agreement-text.js';
import { draftFaults, isClauseNumber, isLocalDate, oneLine } from './draft-rules.js';
import { GATEWAYS } from './gateways.js';
import { STANDARD_CLAUSES, STANDARD_PURPOSES, STANDARD_RETENTION } from './standard-agreement.js';

const whole: AgreementTerms = {
  textFormat: 2,
  clauses: STANDARD_CLAUSES,
  purposes: STANDARD_PURPOSES,
  gateways: GATEWAYS,
  retention: STANDARD_RETENTION,
  reading: 'literal',
  reviewOn: '2027-11-20',
  oldEndsOn: '2026-12-31',
};
const setting = { today: '2026-11-20', hasOld: true };
const codes = (changes: Partial<AgreementTerms>, at = setting): string[] =>
  draftFaults({ ...whole, ...changes }, at).map(({ code, clause }) => `${code} ${clause}`);

describe('ISA-2: a draft is whole before it is sent for signature', () => {
  it('the standard agreement with its days is', () => expect(codes({})).toEqual([]));

  it('a first version needs no last day of an old one', () => {
    expect(codes({ oldEndsOn: null }, { ...setting, hasOld: false })).toEqual([]);
  });

  it.each([
    ['no clause', [], 'agreement/draft-no-clause ISA-2'],
    ['a number twice', [...STANDARD_CLAUSES, STANDARD_CLAUSES[3]!], 'agreement/draft-clause-twice ISA-2'],
    ['a number that is none', [{ clause: 'ISA-x' as const, text: 'x' }], 'agreement/draft-clause-number ISA-2'],
    ['no text', [{ clause: 'ISA-1' as const, text: ' \n' }], 'agreement/draft-clause-empty ISA-2'],
    ['too much text', [{ clause: 'ISA-1' as const, text: 'x'.repeat(4001) }], 'agreement/draft-clause-long ISA-2'],
  ])('clauses with %s are refused', (_, clauses, code) => expect(codes({ clauses })).toEqual([code]));
});

describe('ISA-5: information may be shared for the purposes that are listed', () => {
  const [first, second] = STANDARD_PURPOSES as [AgreementTerms['purposes'][0], AgreementTerms['purposes'][0]];
  it.each([
    ['none', [], 'agreement/draft-no-purpose ISA-5'],
    ['one without text', [{ ...first, text: ' ' }], 'agreement/draft-purpose-empty ISA-5'],
    ['one without a clause', [{ ...first, clause: 'ISA-' as const }], 'agreement/draft-purpose-number ISA-5'],
    ['two alike', [first, { ...second, text: first.text.toUpperCase() }], 'agreement/draft-purpose-twice ISA-5'],
  ])('%s is refused', (_, purposes, code) => expect(codes({ purposes })).toEqual([code]));
});

describe('ISA-12, ISA-13 and ISA-17: an agreement admits legal gateways, each with its clause', () => {
  it('none is refused', () => expect(codes({ gateways: [] })).toEqual(['agreement/draft-no-gateway ISA-12']));
  it('the register knows the section 115 power, the section 17A duty and the conditions for personal details', () => {
    const clauseOf = (id: string) => GATEWAYS.find((one) => one.id === id)?.clause;
    expect([clauseOf('cda-115'), clauseOf('cda-17a'), clauseOf('consent')]).toEqual(['ISA-12', 'ISA-13', 'ISA-17']);
  });
  it('ISA-11: the strategic assessment rests on the regulations', () => {
    expect(GATEWAYS.find(({ clause }) => clause === 'ISA-11')?.text).toContain('SI 2007/1830');
  });
});

describe('ISA-23: each kind of information is kept no longer than needed', () => {
  it.each([
    ['nothing said', [], 'agreement/draft-no-retention ISA-23'],
    ['half a day', [{ kind: 'x', amount: 0.5, unit: 'days' as const }], 'agreement/draft-retention-length ISA-23'],
    ['no years', [{ kind: 'x', amount: 0, unit: 'years' as const }], 'agreement/draft-retention-length ISA-23'],
    ['101 years', [{ kind: 'x', amount: 101, unit: 'years' as const }], 'agreement/draft-retention-length ISA-23'],
    [
      'one kind twice',
      [
        { kind: 'x', amount: 1, unit: 'years' as const },
        { kind: ' X', amount: 2, unit: 'years' as const },
      ],
      'agreement/draft-retention-twice ISA-23',
    ],
  ])('%s is refused', (_, retention, code) => expect(codes({ retention })).toEqual([code]));
});

describe('ISA-22: the agreement is reviewed regularly', () => {
  it.each([
    ['no day', { reviewOn: null }, ['agreement/draft-review-missing ISA-22']],
    ['a day that the calendar has not', { reviewOn: '2027-02-30' }, ['agreement/draft-review-missing ISA-22']],
    ['today', { reviewOn: '2026-11-20' }, ['agreement/draft-review-past ISA-22']],
    ['before it stands alone', { reviewOn: '2026-12-31' }, ['agreement/draft-review-before-start ISA-22']],
  ])('%s is refused', (_, changes, expected) => expect(codes(changes)).toEqual(expected));
});

describe('ISA-10: agencies have until a day to sign the new version', () => {
  it.each([
    ['none named', { oldEndsOn: null }, ['agreement/draft-old-end-missing ISA-10']],
    ['yesterday', { oldEndsOn: '2026-11-19' }, ['agreement/draft-old-end-past ISA-10']],
  ])('%s is refused', (_, changes, expected) => expect(codes(changes)).toEqual(expected));
  it('today will do', () => expect(codes({ oldEndsOn: '2026-11-20' })).toEqual([]));
});

describe('texts of a draft', () => {
  it('are one line each: nobody can write a second clause into a first', () => {
    expect(oneLine(' a\nISA-99 b\t c ')).toBe('a ISA-99 b c');
  });
  it('take clause numbers and days as the agreement writes them', () => {
    expect(['ISA-1', 'ISA-28d', 'ISA-120'].every(isClauseNumber)).toBe(true);
    expect(['ISA-0', 'ISA-1dd', '1', 'SI-2', 'ISA-1 '].some(isClauseNumber)).toBe(false);
    expect([isLocalDate('2028-02-29'), isLocalDate('2027-02-29'), isLocalDate('1/2/2027')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
