import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import { ROLE_NAMES, type Role } from '../permissions/index.js';
import { isInPost, type Post } from './cover.js';

/** Posts that serve one agency; its signing officer fills them. */
export const AGENCY_ROLES: readonly Role[] = ['designated-officer', 'data-steward', 'signing-officer', 'auditor'];

/** Posts that serve the whole partnership; a partnership manager fills them. */
export const PARTNERSHIP_ROLES: readonly Role[] = ['partnership-manager', 'operator'];

/** A nomination as it is asked for. `endsOn` null: until further notice. Dates as they were typed. */
export interface NominationAsked {
  role: Role;
  agencyId: string;
  startsOn: string;
  endsOn: string | null;
  deputyId: string | null;
}

/** What must be known to judge a nomination. */
export interface NominationFacts {
  nominator: { officerId: string; agencyId: string; role: Role };
  /** Null for a person whom the broker does not know yet. */
  nomineeId: string | null;
  /** Every post in the agency in this partnership. */
  posts: readonly Post[];
  on: LocalDate;
}

/** The days of a nomination, once they are known to be days. */
export interface Period {
  startsOn: LocalDate;
  endsOn: LocalDate | null;
}

/**
 * Judges a nomination (ISA-20, ISA-26).
 * @returns its days, or the first refusal: `working-calendar/unreadable-date`, `officers/end-before-start`, `officers/own-nomination`,
 * `officers/not-yours-to-nominate`, `officers/nominated-already`, or one of `deputyFault`.
 */
export function judgeNomination(asked: NominationAsked, facts: NominationFacts): Result<Period> {
  const period = readPeriod(asked.startsOn, asked.endsOn, 'the nomination');
  if (!period.ok) return period;
  const fault =
    authorityFault(asked, facts) ??
    overlapFault(asked.role, period.value, facts) ??
    (asked.deputyId === null ? null : deputyFault(facts.nomineeId, asked.deputyId, facts.posts, facts.on));
  return fault ? refuse(fault) : period;
}

/** Reads first and last day of something. @param what `the nomination`, for the message. */
export function readPeriod(startsOn: string, endsOn: string | null, what: string): Result<Period> {
  const start = readLocalDate(startsOn, `the start of ${what}`, 'ISA-20');
  if (!start.ok) return start;
  if (endsOn === null) return accept({ startsOn: start.value, endsOn: null });
  const end = readLocalDate(endsOn, `the end of ${what}`, 'ISA-20');
  if (!end.ok) return end;
  if (end.value >= start.value) return accept({ startsOn: start.value, endsOn: end.value });
  return refuse({
    code: 'officers/end-before-start',
    clause: 'ISA-20',
    message: `The end of ${what} lies before its start.`,
    mend: 'Give an end on or after the start.',
  });
}

/**
 * Who may fill or empty a post: the agency's signing officer, for posts of the agency; a partnership manager, for posts of the
 * partnership, and for those of an agency in which no other signing officer is in post (ISA-20).
 * @returns null when the nominator may; else `officers/own-nomination` (ISA-26) or `officers/not-yours-to-nominate` (ISA-20).
 */
export function authorityFault(
  { role, agencyId }: Pick<NominationAsked, 'role' | 'agencyId'>,
  { nominator, nomineeId, posts, on }: NominationFacts,
): Refusal | null {
  if (nomineeId === nominator.officerId) return ownNomination;
  const another = posts.some(
    (post) => post.role === 'signing-officer' && post.officerId !== nomineeId && isInPost(post, on),
  );
  const may =
    nominator.role === 'partnership-manager'
      ? PARTNERSHIP_ROLES.includes(role) || !another
      : nominator.role === 'signing-officer' && nominator.agencyId === agencyId && AGENCY_ROLES.includes(role);
  return may ? null : notYours(role);
}

const ownNomination: Refusal = {
  code: 'officers/own-nomination',
  clause: 'ISA-26',
  message: 'Nobody gives a post to themselves: a second person has to answer for it.',
  mend: 'Ask another signing officer of your agency to nominate you, or the partnership manager where there is no other.',
};

const notYours = (role: Role): Refusal => ({
  code: 'officers/not-yours-to-nominate',
  clause: 'ISA-20',
  message: `You may not decide who is ${ROLE_NAMES[role]} here.`,
  mend: PARTNERSHIP_ROLES.includes(role)
    ? 'Ask a partnership manager.'
    : 'Ask the signing officer of that agency; the partnership manager may do it only where the agency has none in post.',
});

function overlapFault(role: Role, { startsOn, endsOn }: Period, { nomineeId, posts }: NominationFacts): Refusal | null {
  const overlaps = posts.some(
    (post) =>
      post.officerId === nomineeId &&
      post.role === role &&
      (endsOn === null || post.startedOn <= endsOn) &&
      (post.endedOn === null || startsOn <= post.endedOn) &&
      (post.endedOn === null || post.startedOn <= post.endedOn),
  );
  if (!overlaps) return null;
  return {
    code: 'officers/nominated-already',
    clause: 'ISA-20',
    message: `This person is nominated as ${ROLE_NAMES[role]} for some of these days already.`,
    mend: 'End the other nomination first, or choose days that do not overlap with it.',
  };
}

/**
 * Judges who is to stand in for somebody (ISA-20).
 * @param holderId null for a person whom the broker does not know yet. @returns null, `officers/own-deputy` or
 * `officers/deputy-of-another-agency`.
 */
export function deputyFault(
  holderId: string | null,
  deputyId: string,
  posts: readonly Post[],
  on: LocalDate,
): Refusal | null {
  if (deputyId === holderId) {
    return {
      code: 'officers/own-deputy',
      clause: 'ISA-20',
      message: 'Nobody can be their own deputy.',
      mend: 'Choose another person of the agency, or none.',
    };
  }
  if (posts.some((post) => post.officerId === deputyId && isInPost(post, on))) return null;
  return {
    code: 'officers/deputy-of-another-agency',
    clause: 'ISA-20',
    message: 'The deputy holds no post of this agency.',
    mend: 'Choose somebody whom the agency has nominated, or nominate the deputy first.',
  };
}
