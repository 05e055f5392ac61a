import { describe, expect, it } from '@jest/globals';
import { ARTICLE_8_INTERESTS } from '@broker/disclosure';
import { context, COUNCIL, decision, drafted, POLICE, refusalOf, sent } from '../support/asking.js';

const send = (answers: Parameters<typeof drafted>[0]): string =>
  refusalOf(drafted(answers), { step: 'send' }, context(COUNCIL));

describe('ISA-27: information is depersonalised where nobody need be identified', () => {
  it('no request is sent that does not say why depersonalised information would not do', () => {
    expect(send({ whyIdentified: ' ' })).toBe('asking/why-identified-missing ISA-27');
  });
});

describe('ISA-28: the duty of confidence yields only to an overriding public interest', () => {
  const clinical = [{ kind: 'health', what: 'Whether they are in treatment', why: 'To plan the visit' }] as const;

  it('clinical information is asked for with consent, or for a public interest that is explained', () => {
    expect(send({ items: clinical })).toBe('asking/duty-of-confidence ISA-28');
    expect(send({ items: clinical, consent: 'given', consentWords: 'In writing, today.' })).toBe('accepted');
    const interest = { publicInterest: ['public-safety'], publicInterestWords: 'Staff are at risk.' } as const;
    expect(send({ items: clinical, ...interest })).toBe('accepted');
  });

  it('a purpose that depersonalised information serves is no purpose of such a request', () => {
    expect(send({ purpose: 'identifying-areas' })).toBe('asking/purpose-needs-no-person ISA-28');
  });
});

describe('ISA-29: private life is interfered with only for an interest that Article 8 lists', () => {
  it('knows the seven', () => expect(Object.keys(ARTICLE_8_INTERESTS)).toHaveLength(7));

  it('one is chosen on the request, and one on each authorisation', () => {
    const draft = drafted();
    const without = { ...draft, request: { ...draft.request, article8Interest: null } };
    expect(refusalOf(without, { step: 'send' }, context(COUNCIL))).toBe('asking/interest-missing ISA-29');
    const asked = sent();
    expect(refusalOf(asked, decision(asked.request, 'authorised', { interest: null }), context(POLICE))).toBe(
      'asking/authorised-interest-missing ISA-29',
    );
  });
});
