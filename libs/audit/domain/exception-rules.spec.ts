import { describe, expect, it } from '@jest/globals';
import { FACTS_IN_ORDER } from '../../../test/support/log-facts.js';
import { EXCEPTION_RULES, exceptionRule, exceptionsOf, type ExceptionId } from './exception-rules.js';
import type { LogFacts } from './log-row.js';

const today = '2026-11-20';

/** For each rule: what makes a row one, and what is just not one. */
const CASES: Record<ExceptionId, { found: Partial<LogFacts>; near: Partial<LogFacts> }> = {
  'quick-log-never-completed': {
    found: { state: 'incomplete', completeByOn: '2026-11-19' },
    near: { state: 'incomplete', completeByOn: today },
  },
  'agency-not-bound': { found: { wasBound: false }, near: { wasBound: false, state: 'superseded' } },
  'answered-late': { found: { isDecidedLate: true }, near: { isDecidedLate: true, side: 'asking' } },
  'answer-overdue': {
    found: { side: 'asking', outcome: 'asked', requestState: 'sent', answerDueOn: '2026-11-19' },
    near: { side: 'asking', outcome: 'asked', requestState: 'sent', answerDueOn: today },
  },
  'no-consent-no-exception': { found: { consent: 'refused' }, near: { consent: 'refused', hasException: true } },
  'officer-without-post': { found: { wasInPost: false }, near: { wasInPost: false, dealtBy: null } },
  'untrained-officer': { found: { wasTrained: false }, near: { wasTrained: false, dealtBy: null } },
  'past-retention': {
    found: { retainUntilOn: '2026-11-19' },
    near: { retainUntilOn: '2026-11-19', onHold: true },
  },
  'no-grounds': { found: { gateway: null }, near: { gateway: null, outcome: 'refused' } },
  'receipt-missing': {
    found: { acknowledgedOn: null },
    near: { acknowledgedOn: null, receiptDueOn: today },
  },
  'one-sided': { found: { counterpartState: null }, near: { counterpartState: null, counterpartDueOn: today } },
  'own-request': { found: { askedBy: 'dealing' }, near: { askedBy: null, authorisedBy: null } },
  'conviction-data-unseconded': {
    found: { convictionData: true },
    near: { convictionData: true, secondedBy: 'cas' },
  },
  'no-article-8-interest': { found: { article8Interest: null }, near: { article8Interest: null, side: 'asking' } },
};

describe('the exception rules', () => {
  it('find nothing where everything is in order', () => expect(exceptionsOf(FACTS_IN_ORDER, today)).toEqual([]));

  it.each(EXCEPTION_RULES.map(({ id }) => id))('%s finds its row, and lets its neighbour pass', (id) => {
    const { found, near } = CASES[id];
    expect(exceptionsOf({ ...FACTS_IN_ORDER, ...found }, today)).toContain(id);
    expect(exceptionsOf({ ...FACTS_IN_ORDER, ...near }, today)).not.toContain(id);
  });

  it('have a clause and words of their own, by paragraph', () => {
    const numbers = EXCEPTION_RULES.map(({ clause }) => Number(/\d+/.exec(clause)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(EXCEPTION_RULES.map(({ title }) => title)).size).toBe(EXCEPTION_RULES.length);
    expect(exceptionRule('toString')).toBeUndefined();
  });
});
