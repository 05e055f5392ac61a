import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { context, drafted } from '../../../../test/support/asking.js';
import {
  CONSENTS,
  decide,
  EXEMPTION_TESTS,
  gatewaysOpenTo,
  ITEM_KINDS,
  PUBLIC_INTERESTS,
  STANDARD_GATEWAY_RULES,
  SUBJECT_ROLES,
  type Consent,
  type ExemptionTest,
  type ItemKind,
  type PublicInterest,
  type SubjectRole,
} from './index.js';

interface Case {
  asking: { kind: string; class: string; isSigned: boolean };
  holding: { kind: string; class: string; isSigned: boolean };
  items: ItemKind[];
  role: SubjectRole;
  convictionData: boolean;
  consent: Consent;
  interests: PublicInterest[];
  explained: boolean;
  exemption: boolean;
  tests: ExemptionTest[];
  order: boolean;
  gateway: string;
  admitted: string[];
  on: string;
}

/*
 * The law and the agreement once more, from their words. Nothing here looks at the register or at the rules: who disagrees with it, the code or
 * this page, is found by reading the law.
 */

/** Crime and Disorder Act 1998, section 115(2): who is a relevant authority. */
function isRelevantAuthority({ kind, class: standing }: Case['asking']): boolean {
  switch (kind) {
    case 'police': // chief officers of police
    case 'council': // county, district, London borough, parish and community councils
    case 'probation': // providers of probation services
    case 'fire': // fire and rescue authorities
    case 'housing': // registered providers and landlords
      return true;
    case 'health': // NHS England, integrated care boards, health boards: the responsible ones; no trust is named
    case 'government': // local policing bodies and fire authorities; no department is named
      return standing === 'responsible';
    default: // youth offending teams, courts and voluntary bodies are not named
      return false;
  }
}

/** Police, Crime, Sentencing and Courts Act 2022, section 16: who is a specified authority, policing body, educational, prison or youth custody authority. */
const isUnderSeriousViolenceDuty = ({ kind, class: standing }: Case['asking']): boolean =>
  ['police', 'council', 'fire', 'probation', 'youth', 'justice'].includes(kind) ||
  ((kind === 'health' || kind === 'government') && standing === 'responsible');

/** Whether the law lets personal information through a gateway in such a case. */
function lawOpens(gateway: string, one: Case): boolean {
  const { asking, holding, items, on } = one;
  switch (gateway) {
    case 'cda-17a': // section 17A(4): nothing requires the disclosure of personal data
    case 'strategy-protocol': // arrangements for the assessment, no power over a person's information
      return false;
    case 'cda-115':
      return isRelevantAuthority(asking);
    case 'serious-violence': {
      if (on < '2023-01-31') return false;
      const isHealthOrSocialCare = holding.kind === 'health' || holding.kind === 'council';
      return isUnderSeriousViolenceDuty(asking) && !isHealthOrSocialCare && !items.includes('health');
    }
    case 'safeguarding':
      return on >= '2015-04-01' && ['police', 'council', 'health', 'probation', 'youth'].includes(asking.kind);
    case 'consent':
      return one.consent === 'given';
    case 'public-interest':
      return one.interests.length > 0;
    case 'crime-exemption':
      return one.exemption;
    default: // the order of a court
      return one.order;
  }
}

/** Whether the agreement lets such a request be sent and authorised at all: paragraphs 10, 12, 17(a) to (d), 24 and 28. */
function agreementAllows(one: Case): boolean {
  if (!one.asking.isSigned || !one.holding.isSigned) return false;
  if (!one.admitted.includes(one.gateway) || !lawOpens(one.gateway, one)) return false;
  if (one.items.includes('offences-convictions') && !one.convictionData) return false;
  const hasConsent = one.consent === 'given';
  const isOverriding = one.interests.length > 0 && one.explained;
  const isSheltered = one.role === 'victim' || one.role === 'witness' || one.role === 'complainant';
  if (isSheltered && !hasConsent && !isOverriding) return false;
  if (one.items.includes('health') && !hasConsent && !isOverriding) return false;
  if (hasConsent && !one.explained) return false;
  if (one.interests.length > 0 && !one.explained) return false;
  return !one.exemption || (one.tests.length === 3 && one.explained);
}

const bodies = fc.record({
  kind: fc.constantFrom(
    'police',
    'council',
    'fire',
    'health',
    'probation',
    'justice',
    'youth',
    'voluntary',
    'housing',
    'government',
  ),
  class: fc.constantFrom('responsible', 'co-operating', 'participating'),
  isSigned: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});
const gateways = STANDARD_GATEWAY_RULES.map(({ gateway }) => gateway);
const keysOf = <K extends string>(list: Record<K, unknown>) => Object.keys(list) as K[];
const cases: fc.Arbitrary<Case> = fc.record({
  asking: bodies,
  holding: bodies,
  items: fc.uniqueArray(fc.constantFrom(...keysOf(ITEM_KINDS)), { minLength: 1, maxLength: 5 }),
  role: fc.constantFrom(...keysOf(SUBJECT_ROLES)),
  convictionData: fc.boolean(),
  consent: fc.constantFrom(...keysOf(CONSENTS)),
  interests: fc.subarray(keysOf(PUBLIC_INTERESTS)),
  explained: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  exemption: fc.boolean(),
  tests: fc.oneof(fc.constant(keysOf(EXEMPTION_TESTS)), fc.subarray(keysOf(EXEMPTION_TESTS))),
  order: fc.boolean(),
  gateway: fc.constantFrom(...gateways),
  admitted: fc.oneof({ weight: 4, arbitrary: fc.constant(gateways) }, { weight: 1, arbitrary: fc.subarray(gateways) }),
  on: fc.constantFrom('2019-06-03', '2022-06-06', '2023-01-30', '2023-01-31', '2026-11-20'),
});

/** The same case as a request of the code, with everything else in order. */
function written(one: Case) {
  const words = one.explained ? 'As it is told here.' : '';
  return drafted({
    items: one.items.map((kind) => ({ kind, what: 'What is needed', why: 'Why it is needed' })),
    subjectRole: one.role,
    convictionData: one.convictionData,
    consent: one.consent,
    consentWords: words,
    publicInterest: one.interests,
    publicInterestWords: words,
    crimeExemption: one.exemption,
    exemptionTests: one.tests,
    exemptionWords: words,
    gateway: one.gateway,
    gatewayWords: one.order ? 'County Court, order of 1 June' : '',
  });
}

const around = (one: Case) =>
  context('council', {
    on: one.on,
    admitted: one.admitted,
    partners: [
      { agencyId: 'council', name: 'Asking', ...one.asking },
      { agencyId: 'police', name: 'Holding', ...one.holding },
    ],
  });

describe('ISA-12, ISA-17: the register and the rules agree with the law read once more', () => {
  it('on every gateway, in 10,000 drawn cases', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(cases, (one) => {
        const rules = around(one);
        const answers = gatewaysOpenTo({
          on: one.on,
          asking: { agencyId: 'council', name: 'Asking', ...one.asking },
          holding: { agencyId: 'police', name: 'Holding', ...one.holding },
          itemKinds: one.items,
          consent: one.consent,
          publicInterest: one.interests,
          crimeExemption: one.exemption,
          order: one.order,
          admitted: rules.admitted,
          rules: rules.gateways,
        });
        for (const { gateway, open } of answers) {
          seen.add(`${gateway} ${String(open)}`);
          expect([gateway, open]).toEqual([gateway, one.admitted.includes(gateway) && lawOpens(gateway, one)]);
        }
      }),
      { numRuns: 10_000 },
    );
    const neverOpen = ['cda-17a true', 'strategy-protocol true'];
    const possible = gateways.flatMap((gateway) => [`${gateway} true`, `${gateway} false`]);
    expect([...seen].sort()).toEqual(possible.filter((one) => !neverOpen.includes(one)).sort());
  }, 60_000);

  it('on whether a request can be sent, in 10,000 drawn cases', () => {
    const counts = { yes: 0, no: 0 };
    fc.assert(
      fc.property(cases, (one) => {
        const expected = agreementAllows(one);
        counts[expected ? 'yes' : 'no'] += 1;
        expect(decide(written(one), { step: 'send' }, around(one)).ok).toBe(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(counts.yes).toBeGreaterThan(500);
    expect(counts.no).toBeGreaterThan(500);
  }, 60_000);
});
