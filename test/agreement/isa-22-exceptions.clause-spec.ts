import { describe, expect, it } from '@jest/globals';
import { exceptionsOf, type LogFacts } from '@broker/audit';
import { FACTS_IN_ORDER } from '../support/log-facts.js';

const TODAY = '2026-11-20';
const found = (changed: Partial<LogFacts>) => exceptionsOf({ ...FACTS_IN_ORDER, ...changed }, TODAY);

describe('ISA-22: the review of the log finds by rule what is not in order', () => {
  it('and nothing where everything is', () => expect(found({})).toEqual([]));

  it('ISA-7: a note of a telephone call that was never completed', () =>
    expect(found({ state: 'incomplete', completeByOn: '2026-11-19' })).toEqual(['quick-log-never-completed']));

  it('ISA-10: an exchange by an agency without a signature in force', () =>
    expect(found({ wasBound: false })).toEqual(['agency-not-bound']));

  it('ISA-16: a decision after its day, and one that is still owed', () => {
    expect(found({ isDecidedLate: true })).toEqual(['answered-late']);
    const owed = { side: 'asking', outcome: 'asked', answerDueOn: '2026-11-19' } as const;
    expect(found({ ...owed, requestState: 'sent' })).toEqual(['answer-overdue']);
    expect(found({ ...owed, requestState: 'question' })).toEqual([]);
  });

  it('ISA-17: a victim’s details without consent, public interest or crime exemption', () => {
    expect(found({ consent: 'refused' })).toEqual(['no-consent-no-exception']);
    expect(found({ consent: 'refused', hasException: true })).toEqual([]);
    expect(found({ consent: 'refused', subjectRole: 'offender' })).toEqual([]);
  });

  it('ISA-20: an officer who held no post that day', () =>
    expect(found({ wasInPost: false })).toEqual(['officer-without-post']));

  it('ISA-22: an officer whose training had lapsed', () =>
    expect(found({ wasTrained: false })).toEqual(['untrained-officer']));

  it('ISA-23: information kept beyond its date, but for a legal hold', () => {
    expect(found({ retainUntilOn: '2026-11-19' })).toEqual(['past-retention']);
    expect(found({ retainUntilOn: '2026-11-19', onHold: true })).toEqual([]);
    expect(found({ retainUntilOn: '2026-11-19', disposedOn: '2026-11-19' })).toEqual([]);
  });

  it('ISA-24: a record without grounds, without a receipt, without its other side', () => {
    expect(found({ gateway: null })).toEqual(['no-grounds']);
    expect(found({ acknowledgedOn: null })).toEqual(['receipt-missing']);
    expect(found({ counterpartState: null })).toEqual(['one-sided']);
  });

  it('ISA-26: a decision on one’s own request, and conviction data that nobody seconded', () => {
    expect(found({ authorisedBy: 'asking' })).toEqual(['own-request']);
    expect(found({ convictionData: true })).toEqual(['conviction-data-unseconded']);
  });

  it('ISA-29: an authorisation that names no interest of Article 8', () =>
    expect(found({ article8Interest: null })).toEqual(['no-article-8-interest']));
});
