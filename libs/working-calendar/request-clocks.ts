import { accept, refuse, type Clause, type LocalDate, type Result } from '@broker/kernel';
import { withinCalendar, type HolidayCalendar } from './calendar.js';
import { daysAfter, rolledForward, workingDaysAfter } from './counting.js';
import { editionOf, type ClockFacts, type Counting, type Deadline } from './deadline.js';
import type { Division } from './holiday-table.js';
import { addDays, addMonths, inWords, readLocalDate } from './local-day.js';

const FREEDOM_OF_INFORMATION: ClockFacts = {
  clause: 'ISA-15',
  authority: 'Freedom of Information Act 2000, section 10',
  duty: 'The authority answers the request for information',
  startsWhen: 'the request was received',
};

const SUBJECT_ACCESS: ClockFacts = {
  clause: 'ISA-17e',
  authority: 'UK GDPR, Article 12(3)',
  duty: 'The agency answers the person who asked for their information',
  startsWhen: 'the request was received',
};

const COMPLAINT: ClockFacts = {
  clause: 'ISA-33',
  authority: 'Data Protection Act 2018, section 164A',
  duty: 'The organisation complained about acknowledges the complaint',
  startsWhen: 'the complaint was received',
};

/** Section 164A came into force on this day. */
export const COMPLAINTS_IN_FORCE_ON: LocalDate = '2026-06-19';

const FOI_DAYS = 20;
const COMPLAINT_DAYS = 30;

/** Reads the day of receipt, which the calendar must hold. */
function received(calendar: HolidayCalendar, receivedOn: LocalDate, clause: Clause): Result<LocalDate> {
  const read = readLocalDate(receivedOn, 'the receipt', clause);
  return read.ok ? withinCalendar(calendar, receivedOn, clause) : read;
}

/**
 * Freedom of information: the twentieth working day after receipt. A bank holiday in any part of the United Kingdom is no
 * working day (section 10(6)), wherever the authority is. Refuses dates outside the calendar.
 */
export function freedomOfInformation(calendar: HolidayCalendar, receivedOn: LocalDate): Result<Deadline> {
  const { clause } = FREEDOM_OF_INFORMATION;
  const read = received(calendar, receivedOn, clause);
  if (!read.ok) return read;
  const span = workingDaysAfter(calendar, 'united-kingdom', receivedOn, FOI_DAYS, clause);
  if (!span.ok) return span;
  return accept({
    ...FREEDOM_OF_INFORMATION,
    reading: 'statutory',
    rule: `${FOI_DAYS} working days, not counting the day of receipt`,
    startOn: receivedOn,
    ...span.value,
    notes: [],
    calendar: editionOf(calendar, 'united-kingdom'),
    other: null,
  });
}

/** What a subject access clock can be told. */
export interface SubjectAccessTerms {
  /** Two months more, for a complex request or many; the person is told within the first month. */
  isExtended?: boolean;
  /** Days for which the clock stood still while the person was asked to make the request clear or to show who they are. */
  pausedDays?: number;
  division?: Division;
}

/**
 * Subject access: the corresponding day of the next month (or of the third, extended), the last day of the month where there is
 * none. As the Commissioner reads it a last day that is no working day moves to the next one; the other reading does not move it.
 * Refuses dates outside the calendar.
 */
export function subjectAccess(
  calendar: HolidayCalendar,
  receivedOn: LocalDate,
  { isExtended = false, pausedDays = 0, division = 'england-and-wales' }: SubjectAccessTerms = {},
): Result<Deadline> {
  const { clause } = SUBJECT_ACCESS;
  const read = received(calendar, receivedOn, clause);
  if (!read.ok) return read;
  const monthEnd = addMonths(receivedOn, isExtended ? 3 : 1);
  const lastOn = addDays(monthEnd, pausedDays);
  const rolled = rolledForward(calendar, division, lastOn, clause);
  if (!rolled.ok) return rolled;
  const length = isExtended ? '3 months (1, extended by 2)' : '1 month';
  const hasNoSuchDay = monthEnd.slice(8) !== receivedOn.slice(8);
  const end = `${hasNoSuchDay ? `That month has no day ${receivedOn.slice(8)}; its last is` : 'The corresponding day is'} ${inWords(monthEnd)}.`;
  const pause = `The clock stood still for ${pausedDays} ${pausedDays === 1 ? 'day' : 'days'}, which come on top: ${inWords(lastOn)}.`;
  const notes = pausedDays > 0 ? [end, pause] : [end];
  const plain = { rule: `${length} from the day of receipt`, startOn: receivedOn, counted: [], notes };
  return accept({
    ...SUBJECT_ACCESS,
    reading: 'commissioner',
    ...plain,
    rule: `${plain.rule}; a last day that is no working day moves to the next one`,
    ...rolled.value,
    calendar: editionOf(calendar, division),
    other: { reading: 'statutory', ...plain, skipped: [], calendar: null, dueOn: lastOn },
  });
}

const CONSULTATION: ClockFacts = {
  clause: 'ISA-17e',
  authority: 'Agreement, paragraphs 17e and 26',
  duty: 'The agency that gave the information says what it thinks',
  startsWhen: 'it was asked',
};
const CONSULTATION_DAYS = 5;

/** What a partner is asked about its own information, before it is given to anybody else: five working days. Refuses dates outside the calendar. */
export function partnerConsultation(
  calendar: HolidayCalendar,
  askedOn: LocalDate,
  division: Division = 'england-and-wales',
): Result<Deadline> {
  const span = workingDaysAfter(calendar, division, askedOn, CONSULTATION_DAYS, CONSULTATION.clause);
  if (!span.ok) return span;
  return accept({
    ...CONSULTATION,
    reading: 'working',
    rule: `${CONSULTATION_DAYS} working days, not counting the day of asking`,
    startOn: askedOn,
    ...span.value,
    notes: [],
    calendar: editionOf(calendar, division),
    other: null,
  });
}

/**
 * Acknowledging a complaint by a data subject: within 30 days beginning with the day of receipt, in the words of the Act. The
 * other reading is the Commissioner's: 30 days after that day, moved on to a working day.
 * Refuses a complaint received before the section came into force, and dates outside the calendar.
 */
export function complaintAcknowledgement(
  calendar: HolidayCalendar,
  receivedOn: LocalDate,
  division: Division = 'england-and-wales',
): Result<Deadline> {
  const { clause } = COMPLAINT;
  const read = received(calendar, receivedOn, clause);
  if (!read.ok) return read;
  if (receivedOn < COMPLAINTS_IN_FORCE_ON) return refuse(NOT_IN_FORCE);
  const commissioner = commissionerCounting(calendar, receivedOn, division);
  if (!commissioner.ok) return commissioner;
  return accept({
    ...COMPLAINT,
    reading: 'statutory',
    rule: `${COMPLAINT_DAYS} days beginning with the day of receipt, every day of the week`,
    startOn: receivedOn,
    ...daysAfter(addDays(receivedOn, -1), COMPLAINT_DAYS),
    notes: [],
    calendar: null,
    other: commissioner.value,
  });
}

function commissionerCounting(calendar: HolidayCalendar, receivedOn: LocalDate, division: Division): Result<Counting> {
  const { counted, dueOn } = daysAfter(receivedOn, COMPLAINT_DAYS);
  const rolled = rolledForward(calendar, division, dueOn, COMPLAINT.clause);
  if (!rolled.ok) return rolled;
  return accept({
    reading: 'commissioner',
    rule: `${COMPLAINT_DAYS} days, not counting the day of receipt; a last day that is no working day moves to the next one`,
    startOn: receivedOn,
    counted,
    notes: [],
    ...rolled.value,
    calendar: editionOf(calendar, division),
  });
}

const NOT_IN_FORCE = {
  code: 'working-calendar/not-in-force',
  clause: COMPLAINT.clause,
  message: `The duty to acknowledge a complaint within 30 days came into force on ${inWords(COMPLAINTS_IN_FORCE_ON)}; this one was received before it.`,
  mend: 'Check the date of receipt. An earlier complaint is handled under the procedure of the organisation complained about.',
};
