import { describe, expect, it } from '@jest/globals';
import { EXEMPTION_TESTS, PUBLIC_INTERESTS } from '@broker/disclosure';
import { context, COUNCIL, decision, drafted, POLICE, refusalOf, sent } from '../support/asking.js';

const send = (answers: Parameters<typeof drafted>[0]): string =>
  refusalOf(drafted(answers), { step: 'send' }, context(COUNCIL));
const protectedRoles = ['victim', 'witness', 'complainant'] as const;

describe('ISA-17, ISA-17a, ISA-17c: victims, witnesses and complainants are asked first', () => {
  it.each(protectedRoles)('no details of a %s without consent or an overriding public interest', (subjectRole) => {
    for (const consent of ['refused', 'not-asked', 'not-possible'] as const)
      expect(send({ subjectRole, consent })).toBe('asking/protected-person ISA-17');
  });

  it.each(protectedRoles)('with the consent of the %s, told how and when, the request can be sent', (subjectRole) => {
    expect(send({ subjectRole, consent: 'given' })).toBe('asking/consent-unexplained ISA-17');
    expect(send({ subjectRole, consent: 'given', consentWords: 'In writing, 18 November 2026.' })).toBe('accepted');
  });

  it('for a suspect or an offender it is told whether they were asked, but their consent is not needed', () => {
    for (const subjectRole of ['suspect', 'offender', 'other'] as const) expect(send({ subjectRole })).toBe('accepted');
  });

  it('nothing is authorised about a victim whose consent has gone from the request', () => {
    const asked = sent({ subjectRole: 'victim', consent: 'given', consentWords: 'In writing, 18 November 2026.' });
    const without = { ...asked, request: { ...asked.request, consent: 'refused' as const } };
    expect(refusalOf(without, decision(asked.request), context(POLICE))).toBe('asking/protected-person ISA-17');
  });
});

describe('ISA-17b: six criteria of public interest', () => {
  it('are the six of the agreement', () => {
    expect(Object.keys(PUBLIC_INTERESTS)).toEqual([
      'administration-of-justice',
      'public-safety',
      'apprehending-offenders',
      'preventing-crime',
      'detecting-crime',
      'protecting-vulnerable',
    ]);
  });

  it.each(Object.keys(PUBLIC_INTERESTS) as (keyof typeof PUBLIC_INTERESTS)[])(
    '%s, chosen and explained, takes the place of consent; chosen alone it does not',
    (criterion) => {
      const chosen = { subjectRole: 'victim', publicInterest: [criterion] } as const;
      expect(send(chosen)).toBe('asking/protected-person ISA-17');
      expect(send({ ...chosen, publicInterestWords: 'It outweighs their privacy, because …' })).toBe('accepted');
    },
  );

  it('as a gateway, an overriding public interest must be one of them', () => {
    expect(send({ gateway: 'public-interest' })).toBe('asking/gateway-without-interest ISA-17');
    expect(send({ gateway: 'consent' })).toBe('asking/gateway-without-consent ISA-17');
  });
});

describe('ISA-17d: the crime exemption holds where all of its tests are met', () => {
  const tests = Object.keys(EXEMPTION_TESTS) as (keyof typeof EXEMPTION_TESTS)[];

  it('necessary, prejudice to it otherwise, and harm prevented: with one missing it is refused', () => {
    expect(tests).toEqual(['necessary', 'prejudice', 'harm']);
    for (const missing of tests) {
      const exemptionTests = tests.filter((test) => test !== missing);
      expect(send({ crimeExemption: true, exemptionTests, exemptionWords: 'As told.' })).toBe(
        'asking/exemption-tests-missing ISA-17d',
      );
    }
  });

  it('is explained in the case at hand', () => {
    expect(send({ crimeExemption: true, exemptionTests: tests })).toBe('asking/exemption-unexplained ISA-17d');
    expect(send({ crimeExemption: true, exemptionTests: tests, exemptionWords: 'As told.' })).toBe('accepted');
  });

  it('does not take the place of consent for a victim', () => {
    const claimed = { crimeExemption: true, exemptionTests: tests, exemptionWords: 'As told.' };
    expect(send({ subjectRole: 'victim', ...claimed })).toBe('asking/protected-person ISA-17');
  });

  it('opens its gateway only where it is relied on', () => {
    expect(send({ gateway: 'crime-exemption' })).toBe('asking/gateway-without-exemption ISA-17d');
  });
});
