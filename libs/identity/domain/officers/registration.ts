import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { addDays, readLocalDate } from '@broker/working-calendar';

/** A registration as it is recorded: a number with the last day it is good, or why none is needed. Texts as they were typed. */
export type RegistrationAsked = { number: string; expiresOn: string } | { exemptReason: string };

/** A registration as it is kept. */
export interface RegistrationKept {
  number: string | null;
  exemptReason: string | null;
  expiresOn: LocalDate | null;
}

/** How an agency's registration stands on a day. */
export type RegistrationState = 'registered' | 'exempt' | 'expiring' | 'lapsed' | 'none';

/** A registration that runs out within this many days is about to lapse: the first reminder goes out then. */
export const REGISTRATION_WARNING_DAYS = 60;

/** What a health body may have published in the Data Security and Protection Toolkit. */
export type ToolkitStatus = 'standards-met' | 'approaching-standards' | 'standards-not-met';

/** The statuses as people say them. */
export const TOOLKIT_STATUSES: Readonly<Record<ToolkitStatus, string>> = {
  'standards-met': 'Standards met',
  'approaching-standards': 'Approaching standards',
  'standards-not-met': 'Standards not met',
};

/** `Z1234567`, `ZA123456`, `ZB123456`: a Z, perhaps a letter, and six or seven digits. */
const NUMBER = /^Z[A-Z]?\d{6,7}$/;
const REASON_LENGTH = { min: 10, max: 500 };

/**
 * Judges a data protection registration (ISA-21).
 * @returns what is kept, or `officers/registration-number-malformed`, `officers/exemption-without-reason`,
 * `working-calendar/unreadable-date` or `officers/registration-lapsed-already`.
 */
export function judgeRegistration(asked: RegistrationAsked, on: LocalDate): Result<RegistrationKept> {
  if ('exemptReason' in asked) {
    const exemptReason = asked.exemptReason.trim();
    const { min, max } = REASON_LENGTH;
    if (exemptReason.length < min || exemptReason.length > max) return refuse(withoutReason);
    return accept({ number: null, exemptReason, expiresOn: null });
  }
  const number = asked.number.replaceAll(/\s/g, '').toUpperCase();
  if (!NUMBER.test(number)) return refuse(malformed);
  const expires = readLocalDate(asked.expiresOn, 'the end of the registration', 'ISA-21');
  if (!expires.ok) return expires;
  if (expires.value < on) return refuse(lapsedAlready);
  return accept({ number, exemptReason: null, expiresOn: expires.value });
}

/** @param registration the newest; null when none was ever recorded. */
export function registrationState(
  registration: Pick<RegistrationKept, 'number' | 'expiresOn'> | null,
  on: LocalDate,
): RegistrationState {
  if (!registration) return 'none';
  if (registration.expiresOn === null) return 'exempt';
  if (registration.expiresOn < on) return 'lapsed';
  return registration.expiresOn <= addDays(on, REGISTRATION_WARNING_DAYS) ? 'expiring' : 'registered';
}

/**
 * Judges what a health body says of the toolkit (ISA-21): which year's, and how it stood.
 * @param kind what the agency is. @returns null, `officers/toolkit-not-asked` or `officers/toolkit-year`.
 */
export function toolkitFault(kind: string, endsIn: number, on: LocalDate): Refusal | null {
  if (kind !== 'health') return notAsked;
  const year = Number(on.slice(0, 4));
  return Number.isInteger(endsIn) && endsIn >= 2018 && endsIn <= year + 1 ? null : wrongYear;
}

const malformed: Refusal = {
  code: 'officers/registration-number-malformed',
  clause: 'ISA-21',
  message: 'This is not how the Commissioner writes a registration number.',
  mend: 'Write a Z, perhaps another letter, and the digits, for example ZA123456; or say why the agency is exempt.',
};

const withoutReason: Refusal = {
  code: 'officers/exemption-without-reason',
  clause: 'ISA-21',
  message: 'An agency without a registration has to say why it needs none.',
  mend: `Give the reason in ${REASON_LENGTH.min} to ${REASON_LENGTH.max} characters.`,
};

const lapsedAlready: Refusal = {
  code: 'officers/registration-lapsed-already',
  clause: 'ISA-21',
  message: 'This registration has run out already.',
  mend: 'Give the last day of the renewed registration, as it stands in the Commissioner’s register.',
};

const notAsked: Refusal = {
  code: 'officers/toolkit-not-asked',
  clause: 'ISA-21',
  message: 'Only health bodies publish in the Data Security and Protection Toolkit.',
  mend: 'There is nothing to record for this agency.',
};

const wrongYear: Refusal = {
  code: 'officers/toolkit-year',
  clause: 'ISA-21',
  message: 'The year of the toolkit is not one that it has had.',
  mend: 'Give the year in which the toolkit’s year ends: 2026 for July 2025 to June 2026.',
};
