import type { RequestAnswers } from '@broker/disclosure';

/** The answers of a whole request about a suspect, of which nothing stands against. @param holdingAgencyId the agency that is asked. */
export const ANSWERS = (holdingAgencyId: string): RequestAnswers => ({
  holdingAgencyId,
  whyIdentified: 'The visit concerns one person: counts of the area do not tell whether staff are at risk.',
  subject: {
    fullName: 'Rowan Invented',
    dateOfBirth: '1990-03-27',
    address: '1 Example Street, Southampton',
    otherNames: ['Ro Invented'],
  },
  subjectRole: 'suspect',
  convictionData: false,
  items: [
    { kind: 'address', what: 'The addresses of the last two years', why: 'To send the notice to the right door' },
    { kind: 'warning-markers', what: 'Warnings for staff', why: 'To decide whether to visit in pairs' },
  ],
  whyAsked: 'To serve a community protection notice.',
  purpose: 'joint-objectives',
  consent: 'not-asked',
  consentWords: '',
  publicInterest: [],
  crimeExemption: false,
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  necessity: 'The notice cannot be served without an address.',
  proportionality: 'Two years and two kinds of information are the least that serves.',
  urgency: 'routine',
});

/** What turns those answers into a request about a victim, with an overriding public interest. */
export const ABOUT_VICTIM: RequestAnswers = {
  subjectRole: 'victim',
  publicInterest: ['protecting-vulnerable'],
  publicInterestWords: 'They live with the person of whom the notice warns.',
};
