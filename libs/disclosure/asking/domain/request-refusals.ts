import type { Clause, LocalDate, Refusal } from '@broker/kernel';
import { inWords } from '@broker/working-calendar';
import { STATE_WORDS, type RequestState, type RequestStepName } from './request-workflow.js';

/** A refusal with fixed words, made anew for each use. */
const refusal = (code: string, clause: Clause, message: string, mend: string) => (): Refusal => ({
  code: `asking/${code}`,
  clause,
  message,
  mend,
});

/** Each step: the clause it rests on, and how it ends the sentence "You cannot … now". */
export const STEP_FACTS: Readonly<Record<RequestStepName, { clause: Clause; words: string }>> = {
  answer: { clause: 'ISA-24', words: 'change the request' },
  send: { clause: 'ISA-24', words: 'send the request' },
  ask: { clause: 'ISA-16', words: 'ask a question about the request' },
  reply: { clause: 'ISA-16', words: 'reply to a question' },
  decide: { clause: 'ISA-24', words: 'decide on the request' },
  second: { clause: 'ISA-30', words: 'agree to the decision' },
  return: { clause: 'ISA-30', words: 'send the decision back' },
  withdraw: { clause: 'ISA-18', words: 'withdraw the request' },
  disclose: { clause: 'ISA-18', words: 'disclose the information' },
};

/** A step that the state of the request does not allow. */
export const notNow = (state: RequestState, step: RequestStepName): Refusal => ({
  code: 'asking/not-now',
  clause: STEP_FACTS[step].clause,
  message: `You cannot ${STEP_FACTS[step].words} now: this request ${STATE_WORDS[state]}.`,
  mend: 'Open the request to see what can be done with it now, and by whom.',
});

/** The same answer for a request that is not there and one that is not this person's to see. */
export const noSuchRequest: Refusal = {
  code: 'asking/no-such-request',
  clause: 'ISA-26',
  message: 'Your agency has no request with this address.',
  mend: 'Open it from the list of requests.',
};

const LONG = 'Keep each answer below 10,000 characters.';

/** What a request lacks. */
export const missingRefusals = {
  whyIdentified: refusal(
    'why-identified-missing',
    'ISA-27',
    'It is not told why depersonalised information would not do.',
    'Say why the person has to be identified, or use the partners’ releases.',
  ),
  holder: refusal(
    'holder-missing',
    'ISA-24',
    'The agency that holds the information is not chosen.',
    'Choose the partner that you ask.',
  ),
  ownAgency: refusal(
    'own-agency',
    'ISA-2',
    'An agency does not ask itself under the agreement.',
    'Choose another partner.',
  ),
  askingUnsigned: refusal(
    'asking-agency-not-signed',
    'ISA-10',
    'Your agency has not signed the agreement in force. No information flows to it.',
    'Have your signing officer sign the agreement.',
  ),
  holderUnsigned: refusal(
    'holder-not-signed',
    'ISA-10',
    'The agency that you ask has not signed the agreement in force. No information flows from it.',
    'Choose a partner that has signed.',
  ),
  subject: refusal(
    'subject-missing',
    'ISA-24',
    'The person whom the information is about is not named.',
    'Enter the full name, and what else tells them from others.',
  ),
  role: refusal(
    'role-missing',
    'ISA-17',
    'It is not told what the person is to the matter.',
    'Choose suspect, offender, victim, witness, complainant or somebody else.',
  ),
  conviction: refusal(
    'conviction-missing',
    'ISA-24',
    'It is not told whether you ask for conviction data.',
    'Answer yes or no.',
  ),
  convictionUnmarked: refusal(
    'conviction-unmarked',
    'ISA-24',
    'You ask for offences and convictions, but have said that you do not ask for conviction data.',
    'Change one of the two answers.',
  ),
  items: refusal('items-missing', 'ISA-26', 'Nothing is asked for.', 'Name each thing that you need, one by one.'),
  itemReason: refusal(
    'item-reason-missing',
    'ISA-26',
    'For something that is asked for it is not told what it is, or why it is needed.',
    'Say of each item what it is and why you need it. Leave out what you do not need.',
  ),
  whyAsked: refusal(
    'why-asked-missing',
    'ISA-18',
    'It is not told what the information will be used for.',
    'Say in sentences what you will do with it.',
  ),
  purpose: refusal(
    'purpose-missing',
    'ISA-5',
    'No purpose of the agreement is chosen.',
    'Choose one from the list. Information may be used for it and for no other.',
  ),
  purposeNeedsNoPerson: refusal(
    'purpose-needs-no-person',
    'ISA-28',
    'This purpose is served by depersonalised information.',
    'Use the partners’ releases, or choose the purpose for which the person has to be identified.',
  ),
  gateway: refusal('gateway-missing', 'ISA-12', 'No gateway is chosen.', 'Choose one that is open to your agency.'),
  interest: refusal(
    'interest-missing',
    'ISA-29',
    'No interest of Article 8 is chosen.',
    'Choose the interest for which it is necessary to interfere with private life.',
  ),
  necessity: refusal(
    'necessity-missing',
    'ISA-16',
    'It is not told why the information is necessary.',
    'Say what could not be done without it.',
  ),
  proportionality: refusal(
    'proportionality-missing',
    'ISA-16',
    'It is not told why asking for it is proportionate.',
    'Say why the benefit outweighs the harm to privacy, and why less would not do.',
  ),
  urgency: refusal(
    'urgency-missing',
    'ISA-30',
    'It is not told how urgent the request is.',
    'Choose routine or urgent.',
  ),
  urgencyUnexplained: refusal(
    'urgency-unexplained',
    'ISA-30',
    'It is not told why the request is urgent.',
    'Say what will happen if the answer takes the usual time.',
  ),
};

/** What the grounds lack. */
export const groundRefusals = {
  consentMissing: refusal(
    'consent-missing',
    'ISA-17',
    'It is not told whether the person has agreed.',
    'Say whether they have agreed, have refused, or were not asked.',
  ),
  consentUnexplained: refusal(
    'consent-unexplained',
    'ISA-17',
    'The person is said to have agreed, but not how and when.',
    'Say to what they have agreed, how, and on which day.',
  ),
  protectedPerson: refusal(
    'protected-person',
    'ISA-17',
    'A victim’s, witness’s or complainant’s details are disclosed only with their consent or for an overriding public interest, and there is neither.',
    'Ask for their consent, or choose at least one of the six criteria of public interest and explain it.',
  ),
  confidence: refusal(
    'duty-of-confidence',
    'ISA-28',
    'Clinical information is held in confidence, and neither consent nor an overriding public interest is told.',
    'Ask for consent, choose and explain a public interest, or leave the clinical information out.',
  ),
  interestUnexplained: refusal(
    'interest-unexplained',
    'ISA-17',
    'A public interest is chosen but not explained.',
    'Say why it outweighs the person’s right to privacy in this case.',
  ),
  exemptionMissing: refusal(
    'exemption-missing',
    'ISA-17d',
    'It is not told whether the crime exemption is relied on.',
    'Answer yes or no.',
  ),
  exemptionTests: refusal(
    'exemption-tests-missing',
    'ISA-17d',
    'The crime exemption is relied on, but not all of its three tests are met.',
    'Tick each test that is met. Where one is not, the exemption does not apply: answer no.',
  ),
  exemptionUnexplained: refusal(
    'exemption-unexplained',
    'ISA-17d',
    'The crime exemption is relied on but not explained.',
    'Say how each of the three tests is met in this case.',
  ),
};

/** What an answer, a question or a decision lacks. */
export const stepRefusals = {
  notAsking: refusal(
    'not-the-asking-agency',
    'ISA-26',
    'Only the agency that asks can do this.',
    'Ask its designated officer.',
  ),
  notHolding: refusal(
    'not-the-holding-agency',
    'ISA-26',
    'Only the agency that holds the information can do this.',
    'Wait for its designated officer.',
  ),
  ownRequest: refusal(
    'own-request',
    'ISA-30',
    'You have asked for this information yourself. Nobody decides on their own request.',
    'Have another officer of the agency that holds the information decide.',
  ),
  sameOfficer: refusal(
    'same-officer',
    'ISA-30',
    'You have made this decision yourself. A second officer has to agree to it.',
    'Ask another designated officer of your agency, or its signing officer.',
  ),
  textMissing: (what: string): Refusal => ({
    code: 'asking/text-missing',
    clause: 'ISA-24',
    message: `${what} is missing.`,
    mend: 'Write it in sentences.',
  }),
  tooLong: refusal('text-too-long', 'ISA-26', 'An answer is too long.', LONG),
  unknownChoice: refusal('unknown-choice', 'ISA-24', 'An answer is not among those offered.', 'Choose from the list.'),
  birthDate: refusal(
    'birth-date-unreadable',
    'ISA-24',
    'The date of birth is not a day of the past.',
    'Enter day, month and year, for example 27 3 1990. Leave it empty when it is not known.',
  ),
  tooManyItems: refusal(
    'too-many-items',
    'ISA-26',
    'A request names at most 20 items.',
    'Ask for what you need first.',
  ),
  itemsUndecided: refusal(
    'items-undecided',
    'ISA-24',
    'Something that was asked for is not decided on.',
    'Authorise or refuse each item.',
  ),
  itemRefusedWithoutReason: refusal(
    'item-refused-without-reason',
    'ISA-24',
    'An item is refused without a reason.',
    'Say why for each item that you refuse.',
  ),
  decisionReason: refusal(
    'decision-reason-missing',
    'ISA-24',
    'The decision has no reasons.',
    'Say in sentences why you decide so. The asking agency reads them.',
  ),
  balance: refusal(
    'balance-missing',
    'ISA-16',
    'It is not told why disclosing is proportionate and strikes a fair balance.',
    'Say how you weighed the purpose against the person’s privacy.',
  ),
  authorisedInterest: refusal(
    'authorised-interest-missing',
    'ISA-29',
    'No interest of Article 8 is chosen for the authorisation.',
    'Choose the interest for which it is necessary to interfere with private life.',
  ),
  secondNote: refusal(
    'return-reason-missing',
    'ISA-30',
    'A decision is sent back without a reason.',
    'Say what the first officer should consider again.',
  ),
  days: refusal(
    'days-out-of-range',
    'ISA-30',
    'A standard is a whole number of working days from 1 to 60.',
    'Enter a number from 1 to 60.',
  ),
  ruleFaulty: (what: string): Refusal => ({
    code: 'asking/gateway-rule-faulty',
    clause: 'ISA-12',
    message: what,
    mend: 'Correct it and save again.',
  }),
  notOpen: (on: LocalDate): Refusal => ({
    code: 'asking/calendar-ended',
    clause: 'ISA-30',
    message: `The calendar does not reach far enough to count from ${inWords(on)}.`,
    mend: 'Ask the operator to bring the calendar up to date.',
  }),
};
