import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import { CHANNELS, OUTCOMES, RECORD_CONSENTS, RECORD_SUBJECT_ROLES } from './record.js';
import type { Channel, RecordConsent, RecordFacts, RecordOutcome, RecordSubjectRole, RecordWords } from './record.js';
import * as refusals from './record-refusals.js';

/** Answers as they were typed or sent; what is left out stays as it is. */
export interface RecordAnswers {
  channel?: string;
  outcome?: string;
  occurredOn?: string;
  subjectRole?: string;
  convictionData?: boolean;
  consent?: string;
  purpose?: string;
  gateway?: string;
  article8Interest?: string;
  fullName?: string;
  dateOfBirth?: string;
  address?: string;
  otherNames?: readonly string[];
  requestingOfficer?: string;
  summary?: string;
  grounds?: string;
  dealingOfficer?: string;
}

/** What answers are judged by. */
export interface RecordContext {
  today: LocalDate;
  purposeIds: readonly string[];
  gatewayIds: readonly string[];
}

/** Facts and words of a record. */
export interface RecordContent {
  facts: RecordFacts;
  words: RecordWords;
}

const NAME_MAX = 200;
const LINE_MAX = 500;
const TEXT_MAX = 10_000;
const NAMES_MAX = 20;

const isDay = (text: string): boolean => readLocalDate(text, 'date', 'ISA-24').ok;

/** A record's content with some answers put in. Refuses an answer that cannot be read, is too long, or that the agreement does not know. */
export function withAnswers(
  before: RecordContent,
  given: RecordAnswers,
  context: RecordContext,
): Result<RecordContent> {
  const answers = tidied(given);
  const fault = lengthFault(answers) ?? codeFault(answers, context) ?? dateFault(answers, context);
  if (fault) return refuse(fault);
  const { facts, words } = before;
  const code = (text: string | undefined, kept: string | null): string | null =>
    text === undefined ? kept : text || null;
  return accept({
    facts: {
      channel: (answers.channel ?? facts.channel) as Channel,
      outcome: (answers.outcome ?? facts.outcome) as RecordOutcome,
      occurredOn: code(answers.occurredOn, facts.occurredOn),
      subjectRole: code(answers.subjectRole, facts.subjectRole) as RecordSubjectRole | null,
      convictionData: answers.convictionData ?? facts.convictionData,
      consent: code(answers.consent, facts.consent) as RecordConsent | null,
      purpose: code(answers.purpose, facts.purpose),
      gateway: code(answers.gateway, facts.gateway),
      article8Interest: code(answers.article8Interest, facts.article8Interest),
    },
    words: {
      subject: {
        fullName: answers.fullName ?? words.subject.fullName,
        dateOfBirth: code(answers.dateOfBirth, words.subject.dateOfBirth),
        address: code(answers.address, words.subject.address),
        otherNames: answers.otherNames?.filter(Boolean).slice(0, NAMES_MAX) ?? words.subject.otherNames,
      },
      requestingOfficer: answers.requestingOfficer ?? words.requestingOfficer,
      summary: answers.summary ?? words.summary,
      grounds: answers.grounds ?? words.grounds,
      dealingOfficer: answers.dealingOfficer ?? words.dealingOfficer,
      correction: words.correction,
    },
  });
}

/** Spaces at the ends are nobody’s answer, and half a character is none. */
function tidied(answers: RecordAnswers): RecordAnswers {
  const tidy = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '').trim();
    return Array.isArray(value) ? value.map(tidy) : value;
  };
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, tidy(value)]));
}

const LENGTHS: [keyof RecordAnswers, string, number][] = [
  ['fullName', 'Full name', NAME_MAX],
  ['address', 'Address', LINE_MAX],
  ['requestingOfficer', 'Requesting officer', LINE_MAX],
  ['dealingOfficer', 'Officer dealing with it', LINE_MAX],
  ['summary', 'Summary', TEXT_MAX],
  ['grounds', 'Grounds', TEXT_MAX],
  ['article8Interest', 'Article 8 interest', 100],
];

function lengthFault(answers: RecordAnswers): Refusal | null {
  for (const [field, name, charactersMax] of LENGTHS) {
    const text = answers[field];
    if (typeof text === 'string' && text.length > charactersMax) return refusals.tooLong(name, charactersMax);
  }
  return answers.otherNames?.some((name) => name.length > NAME_MAX) ? refusals.tooLong('Other names', NAME_MAX) : null;
}

function codeFault(answers: RecordAnswers, { purposeIds, gatewayIds }: RecordContext): Refusal | null {
  const strange = (text: string | undefined, known: readonly string[]): boolean =>
    text !== undefined && text !== '' && !known.includes(text);
  if (answers.channel === '' || strange(answers.channel, Object.keys(CHANNELS))) return refusals.unreadable('Channel');
  if (answers.outcome === '' || strange(answers.outcome, Object.keys(OUTCOMES))) return refusals.unreadable('Outcome');
  if (strange(answers.subjectRole, RECORD_SUBJECT_ROLES)) return refusals.unreadable('Role of the person');
  if (strange(answers.consent, RECORD_CONSENTS)) return refusals.unreadable('Consent');
  if (strange(answers.purpose, purposeIds)) return refusals.noSuchPurpose;
  return strange(answers.gateway, gatewayIds) ? refusals.noSuchGateway : null;
}

function dateFault({ occurredOn, dateOfBirth }: RecordAnswers, { today }: RecordContext): Refusal | null {
  if (occurredOn && !isDay(occurredOn)) return refusals.unreadable('Date');
  if (dateOfBirth && !isDay(dateOfBirth)) return refusals.unreadable('Date of birth');
  return (occurredOn && occurredOn > today) || (dateOfBirth && dateOfBirth > today) ? refusals.inTheFuture : null;
}
