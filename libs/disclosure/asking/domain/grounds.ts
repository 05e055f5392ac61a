import type { Refusal } from '@broker/kernel';
import { groundRefusals as no } from './request-refusals.js';
import { EXEMPTION_TESTS, isProtected, type Request, type RequestWords } from './request.js';

/** What of a request decides whether its grounds bear an authorisation. */
export type Grounds = Pick<
  Request,
  'subjectRole' | 'consent' | 'publicInterest' | 'crimeExemption' | 'exemptionTests' | 'convictionData'
> & { items: readonly Pick<Request['items'][number], 'kind'>[] };

type GroundWords = Pick<RequestWords, 'publicInterestWords' | 'exemptionWords' | 'consentWords'>;

/** Whether an overriding public interest has to be shown: a protected person, or clinical information, without consent (ISA-17a, c, 28). */
export const needsPublicInterest = ({ subjectRole, consent, items }: Grounds): boolean =>
  consent !== 'given' && (isProtected(subjectRole) || items.some(({ kind }) => kind === 'health'));

/** Whether an overriding public interest is chosen and explained (ISA-17b). */
export const hasPublicInterest = ({ publicInterest }: Grounds, { publicInterestWords }: GroundWords): boolean =>
  publicInterest.length > 0 && publicInterestWords.trim() !== '';

/**
 * What stands against an authorisation, in the agreement's order; null when nothing does. A person's consent, or a public interest that is
 * chosen and explained, for victims, witnesses and complainants (ISA-17a to c); the same for clinical information (ISA-28); all three
 * tests of the crime exemption where it is claimed (ISA-17d).
 */
export function groundsFault(request: Grounds, words: GroundWords): Refusal | null {
  if (request.consent === null) return no.consentMissing();
  if (request.consent === 'given' && words.consentWords.trim() === '') return no.consentUnexplained();
  if (needsPublicInterest(request) && !hasPublicInterest(request, words)) {
    return isProtected(request.subjectRole) ? no.protectedPerson() : no.confidence();
  }
  if (request.publicInterest.length > 0 && words.publicInterestWords.trim() === '') return no.interestUnexplained();
  return exemptionFault(request, words);
}

function exemptionFault({ crimeExemption, exemptionTests }: Grounds, { exemptionWords }: GroundWords): Refusal | null {
  if (crimeExemption === null) return no.exemptionMissing();
  if (!crimeExemption) return null;
  const isWhole = Object.keys(EXEMPTION_TESTS).every((test) => exemptionTests.some((one) => one === test));
  if (!isWhole) return no.exemptionTests();
  return exemptionWords.trim() === '' ? no.exemptionUnexplained() : null;
}
