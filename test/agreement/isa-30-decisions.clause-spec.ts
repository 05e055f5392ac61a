import { describe, expect, it } from '@jest/globals';
import { context, COUNCIL, decision, done, POLICE, refusalOf, sent, drafted } from '../support/asking.js';

const aboutVictim = {
  subjectRole: 'victim',
  publicInterest: ['public-safety'],
  publicInterestWords: 'They live in the house.',
} as const;

describe('ISA-30: significant decisions are recorded, and nobody decides alone where it matters most', () => {
  it('a decision has reasons, and so has the refusal of each item', () => {
    const asked = sent();
    const [first] = asked.request.items;
    expect(refusalOf(asked, decision(asked.request, 'authorised', { reasons: '' }), context(POLICE))).toBe(
      'asking/decision-reason-missing ISA-24',
    );
    const authorised = { decision: 'authorised' as const, reason: '' };
    const items = Object.fromEntries(asked.request.items.map(({ itemId }) => [itemId, authorised]));
    const silent = { ...items, [first!.itemId]: { decision: 'refused' as const, reason: ' ' } };
    expect(refusalOf(asked, decision(asked.request, 'authorised', { items: silent }), context(POLICE))).toBe(
      'asking/item-refused-without-reason ISA-24',
    );
    expect(refusalOf(asked, decision(asked.request, 'authorised', { items: {} }), context(POLICE))).toBe(
      'asking/items-undecided ISA-24',
    );
  });

  it('nobody decides on their own request, not even in a second post', () => {
    const asked = sent();
    const self = context(POLICE, { officerId: `${COUNCIL}-officer` });
    expect(refusalOf(asked, decision(asked.request), self)).toBe('asking/own-request ISA-30');
  });

  it('a second officer agrees where the agency wants it so: always, for conviction data and victims, or never', () => {
    const stateOf = (answers: Parameters<typeof sent>[0], fourEyes: 'always' | 'conviction-and-victims' | 'never') => {
      const asked = sent(answers);
      return done(asked, decision(asked.request), context(POLICE, { fourEyes })).request.state;
    };
    const convictions = { convictionData: true };
    expect(stateOf({}, 'always')).toBe('proposed');
    expect([{}, convictions, aboutVictim].map((one) => stateOf(one, 'conviction-and-victims'))).toEqual([
      'authorised',
      'proposed',
      'proposed',
    ]);
    expect([{}, convictions, aboutVictim].map((one) => stateOf(one, 'never'))).toEqual(Array(3).fill('authorised'));
  });

  it('the second officer is another than the first, and has the last word', () => {
    const asked = sent(aboutVictim);
    const proposed = done(asked, decision(asked.request), context(POLICE));
    expect(refusalOf(proposed, { step: 'second', note: '' }, context(POLICE))).toBe('asking/same-officer ISA-30');
    const other = context(POLICE, { officerId: 'police-other' });
    expect(done(proposed, { step: 'second', note: '' }, other).request.state).toBe('authorised');
    expect(done(proposed, { step: 'return', note: 'Look again.' }, other).request.state).toBe('sent');
    expect(refusalOf(proposed, { step: 'return', note: '' }, other)).toBe('asking/return-reason-missing ISA-30');
  });

  it('a decision after the last day counts, and is recorded as late', () => {
    const asked = sent();
    expect(asked.request.dueOn).toBe('2026-12-04');
    const on = (day: string) => done(asked, decision(asked.request), context(POLICE, { on: day })).isLate;
    expect([on('2026-12-04'), on('2026-12-05')]).toEqual([false, true]);
  });

  it('an urgent request says why, and has one working day', () => {
    expect(refusalOf(drafted({ urgency: 'urgent' }), { step: 'send' }, context(COUNCIL))).toBe(
      'asking/urgency-unexplained ISA-30',
    );
    const asked = sent({ urgency: 'urgent', urgencyWords: 'The visit is tomorrow.' });
    expect(asked.request.dueOn).toBe('2026-11-23');
  });
});

describe('ISA-26: no more than is needed, and nobody else', () => {
  it('each item says why it is needed', () => {
    const items = [{ kind: 'address', what: 'The address', why: '' }] as const;
    expect(refusalOf(drafted({ items }), { step: 'send' }, context(COUNCIL))).toBe('asking/item-reason-missing ISA-26');
    expect(refusalOf(drafted({ items: [] }), { step: 'send' }, context(COUNCIL))).toBe('asking/items-missing ISA-26');
  });

  it('only the agency that holds the information decides, and only the one that asks withdraws', () => {
    const asked = sent();
    expect(refusalOf(asked, decision(asked.request), context('health'))).toBe('asking/not-the-holding-agency ISA-26');
    expect(refusalOf(asked, decision(asked.request), context(COUNCIL))).toBe('asking/not-the-holding-agency ISA-26');
    expect(refusalOf(asked, { step: 'withdraw' }, context(POLICE))).toBe('asking/not-the-asking-agency ISA-26');
  });
});

describe('ISA-18: information is used for the purpose that the request states', () => {
  it('a request states what it will be used for, and a purpose of the agreement', () => {
    expect(refusalOf(drafted({ whyAsked: '' }), { step: 'send' }, context(COUNCIL))).toBe(
      'asking/why-asked-missing ISA-18',
    );
    const draft = drafted();
    const without = { ...draft, request: { ...draft.request, purpose: null } };
    expect(refusalOf(without, { step: 'send' }, context(COUNCIL))).toBe('asking/purpose-missing ISA-5');
  });
});
