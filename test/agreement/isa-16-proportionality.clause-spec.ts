import { describe, expect, it } from '@jest/globals';
import { context, COUNCIL, decision, drafted, POLICE, refusalOf, sent } from '../support/asking.js';

describe('ISA-16: agencies act within their powers, in proportion, and strike a fair balance', () => {
  it('every request tells in words why it is necessary, and why it is proportionate', () => {
    expect(refusalOf(drafted({ necessity: ' ' }), { step: 'send' }, context(COUNCIL))).toBe(
      'asking/necessity-missing ISA-16',
    );
    expect(refusalOf(drafted({ proportionality: '' }), { step: 'send' }, context(COUNCIL))).toBe(
      'asking/proportionality-missing ISA-16',
    );
  });

  it('nothing is authorised without a word on the balance; a refusal needs none', () => {
    const asked = sent();
    expect(refusalOf(asked, decision(asked.request, 'authorised', { balance: '' }), context(POLICE))).toBe(
      'asking/balance-missing ISA-16',
    );
    expect(refusalOf(asked, decision(asked.request, 'refused', { balance: '', interest: null }), context(POLICE))).toBe(
      'accepted',
    );
  });

  it('the order of a court is a power only where the order is named', () => {
    expect(refusalOf(drafted({ gateway: 'court-order' }), { step: 'send' }, context(COUNCIL))).toBe(
      'asking/gateway-without-order ISA-16',
    );
    const named = drafted({
      gateway: 'court-order',
      gatewayWords: 'Southampton County Court, order of 2 November 2026',
    });
    expect(refusalOf(named, { step: 'send' }, context(COUNCIL))).toBe('accepted');
  });

  it('the agency that holds the information may ask a question before it weighs', () => {
    expect(refusalOf(sent(), { step: 'ask', question: 'Which two years?' }, context(POLICE))).toBe('accepted');
    expect(refusalOf(sent(), { step: 'ask', question: ' ' }, context(POLICE))).toBe('asking/text-missing ISA-24');
  });
});
