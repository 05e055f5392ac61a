import { refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import type { Role } from '../permissions/index.js';
import { isAway, isInPost, type Away, type Post } from './cover.js';
import { readPeriod } from './nomination.js';

/** An absence as it is stated. Dates as they were typed. */
export interface AbsenceAsked {
  officerId: string;
  fromOn: string;
  toOn: string;
}

/** What must be known to judge an absence: who states it, every post of the agency, the absences known so far. */
export interface AbsenceFacts {
  stater: { officerId: string; agencyId: string; role: Role };
  posts: readonly Post[];
  aways: readonly Away[];
  on: LocalDate;
}

/**
 * Judges an absence: an officer states their own, a signing officer that of anybody in the agency (ISA-20).
 * @returns its days, or `working-calendar/unreadable-date`, `officers/end-before-start`, `officers/absence-over`,
 * `officers/not-your-absence`, `officers/not-in-post` or `officers/absent-already`.
 */
export function judgeAbsence(asked: AbsenceAsked, facts: AbsenceFacts): Result<{ fromOn: LocalDate; toOn: LocalDate }> {
  const period = readPeriod(asked.fromOn, asked.toOn, 'the absence');
  if (!period.ok) return period;
  const fromOn = period.value.startsOn;
  const toOn = period.value.endsOn ?? fromOn;
  const fault = absenceFault(asked.officerId, { fromOn, toOn }, facts);
  return fault ? refuse(fault) : { ok: true, value: { fromOn, toOn } };
}

function absenceFault(
  officerId: string,
  { fromOn, toOn }: { fromOn: LocalDate; toOn: LocalDate },
  { stater, posts, aways, on }: AbsenceFacts,
): Refusal | null {
  if (officerId !== stater.officerId && stater.role !== 'signing-officer') return notYourAbsence;
  if (!posts.some((post) => post.officerId === officerId && isInPost(post, on))) return notInPost;
  if (toOn < on) return absenceOver;
  const known = aways.some((away) => away.officerId === officerId && away.fromOn <= toOn && fromOn <= away.toOn);
  return known ? absentAlready : null;
}

/** Holders of a post whom nobody covers on some day of an absence to come: no deputy, or one who is away as well. */
export function uncoveredBy(
  officerId: string,
  fromOn: LocalDate,
  posts: readonly Post[],
  aways: readonly Away[],
): Post[] {
  return posts.filter((post) => {
    if (post.officerId !== officerId || !isInPost(post, fromOn)) return false;
    const { agencyId, deputyId } = post;
    if (deputyId === null || isAway({ agencyId, officerId: deputyId }, aways, fromOn)) return true;
    return !posts.some((other) => other.officerId === deputyId && isInPost(other, fromOn));
  });
}

const notYourAbsence: Refusal = {
  code: 'officers/not-your-absence',
  clause: 'ISA-20',
  message: 'An absence is stated by whoever is away, or by the signing officer of their agency.',
  mend: 'Ask one of them to state it.',
};

const notInPost: Refusal = {
  code: 'officers/not-in-post',
  clause: 'ISA-20',
  message: 'This person holds no post of your agency today.',
  mend: 'Choose somebody whom your agency has nominated.',
};

const absenceOver: Refusal = {
  code: 'officers/absence-over',
  clause: 'ISA-20',
  message: 'The absence would have ended before today.',
  mend: 'Give an end that is today or later.',
};

const absentAlready: Refusal = {
  code: 'officers/absent-already',
  clause: 'ISA-20',
  message: 'An absence of this person is known for some of these days already.',
  mend: 'End the other absence first, or choose days that do not overlap with it.',
};
