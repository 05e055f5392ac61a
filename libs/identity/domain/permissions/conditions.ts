import type { Clause, Refusal } from '@broker/kernel';
import { ROLE_NAMES, ROLES, type Permission, type Role } from './permission.js';
import { PERMISSIONS, type Act } from './table.js';

/** How an agency stands to the agreement in force. */
export type Standing = 'signed' | 'unsigned' | 'not-a-signatory';

/** Showing who one is holds for this long. */
export const STEP_UP_MINUTES = 10;

/** Who asks, and how it stands with them at this moment. */
export interface Person {
  role: Role;
  standing: Standing;
  /** Named in the answer. */
  agencyName: string;
  /** Their training on the agreement has not lapsed (ISA-22). */
  isTrained: boolean;
  /** They have shown within the last minutes who they are; never so for a program. */
  isSteppedUp: boolean;
  /** The acts that a program's token was given; absent for a person at a page. */
  scopes?: readonly string[] | undefined;
  /** Until when the record they ask for is open to them in an emergency; absent or null when it is not. */
  breakGlassUntil?: Date | null | undefined;
}

/** The record that an act is done to, where there is one. */
export interface RecordAsked {
  whose: 'own-agency' | 'another-agency' | 'another-partnership';
  at: Date;
}

/** One thing that must be so before an act may be done. */
export interface Condition {
  /** A sentence that is true when the condition is met. */
  words: string;
  clause: Clause;
  /** What a person is told when it is not met; null when it is. */
  refusal: Refusal | null;
}

/** Whether somebody who showed who they are at an instant (null: never) counts as having done so now. */
export const isSteppedUp = (steppedUpAt: Date | null | undefined, now: Date): boolean =>
  Boolean(steppedUpAt && now.getTime() - steppedUpAt.getTime() < STEP_UP_MINUTES * 60_000);

/**
 * Everything that must be so for this person to do this act (to this record), in the order in which it is asked: the agency has
 * signed (ISA-10), the role is named (the act's clause), the program was given the act, the record is theirs to see (ISA-26), training has
 * not lapsed (ISA-22), the person has shown who they are (ISA-26).
 */
export const conditionsOf = (act: Act, person: Person, record?: RecordAsked): Condition[] =>
  conditionsOfLine(act, PERMISSIONS[act], person, record);

/** The same for any line that a table of permissions could hold. */
export function conditionsOfLine(act: string, permission: Permission, person: Person, record?: RecordAsked) {
  const { needs } = permission;
  return [
    ...(needs.includes('signed') ? [signed(person)] : []),
    named(permission, person),
    ...(person.scopes ? [given(act, permission, person.scopes)] : []),
    ...(record ? [open(permission, person, record)] : []),
    ...(needs.includes('trained') ? [trained(permission, person)] : []),
    ...(needs.includes('step-up') ? [steppedUp(permission, person)] : []),
  ];
}

const signed = ({ standing, agencyName }: Person): Condition => ({
  words: `${agencyName} has signed the agreement in force.`,
  clause: 'ISA-10',
  refusal: standing === 'signed' ? null : standingRefusal(standing, agencyName),
});

function named({ roles, words, clause }: Permission, { role }: Person): Condition {
  const others = wordsOf(roles);
  return {
    words: roles.length === ROLES.length ? 'You hold an appointment in the partnership.' : `You act as ${others}.`,
    clause,
    refusal: roles.includes(role)
      ? null
      : {
          code: 'identity/not-your-role',
          clause,
          message: `You may not ${words} as ${ROLE_NAMES[role]}.`,
          mend: `Ask a ${others} of your agency to do it.`,
        },
  };
}

const given = (act: string, { words }: Permission, scopes: readonly string[]): Condition => ({
  words: 'The program was given this when it was let in.',
  clause: 'ISA-26',
  refusal: scopes.includes(act)
    ? null
    : {
        code: 'identity/scope-missing',
        clause: 'ISA-26',
        message: `This program was not given the right to ${words}.`,
        mend: `Let the program in again with the scope “${act}”, if it needs it.`,
      },
});

function open(permission: Permission, { breakGlassUntil }: Person, { whose, at }: RecordAsked): Condition {
  const ours = whose === 'own-agency' || (whose === 'another-agency' && permission.involvement === 'partnership');
  const opened = whose === 'another-agency' && permission.breakGlass === true && isOpen(breakGlassUntil, at);
  return {
    words: permission.breakGlass
      ? 'The record is your own agency’s, or you have opened it in an emergency.'
      : 'The record is one that you need to know of.',
    clause: 'ISA-26',
    refusal: ours || opened ? null : strangerRefusal(permission, whose),
  };
}

const isOpen = (until: Date | null | undefined, at: Date): boolean => Boolean(until && at < until);

function strangerRefusal({ words, breakGlass }: Permission, whose: RecordAsked['whose']): Refusal {
  if (whose === 'another-partnership') {
    return {
      code: 'identity/another-partnership',
      clause: 'ISA-26',
      message: `You may not ${words}: the record belongs to another partnership.`,
      mend: 'Nothing opens it from here. A person of that partnership can decide to tell you.',
    };
  }
  return {
    code: 'identity/not-your-agency',
    clause: 'ISA-26',
    message: `You may not ${words}: the record belongs to another agency.`,
    mend: breakGlass
      ? 'Ask that agency’s designated officer. In an emergency a designated officer can open it, and the agency is told at once.'
      : 'Ask that agency’s designated officer.',
  };
}

const trained = ({ words }: Permission, { isTrained }: Person): Condition => ({
  words: 'Your training on the agreement has not lapsed.',
  clause: 'ISA-22',
  refusal: isTrained
    ? null
    : {
        code: 'identity/training-lapsed',
        clause: 'ISA-22',
        message: `Your training on the agreement has lapsed: you may read, but you may not ${words}.`,
        mend: 'Do the training again and have your signing officer record it.',
      },
});

const steppedUp = ({ words }: Permission, { isSteppedUp: shown }: Person): Condition => ({
  words: `You have confirmed within the last ${STEP_UP_MINUTES} minutes that it is you.`,
  clause: 'ISA-26',
  refusal: shown
    ? null
    : {
        code: 'identity/step-up-needed',
        clause: 'ISA-26',
        message: `To ${words}, confirm first that it is you.`,
        mend: 'Confirm it on the pages and try again. A program cannot do this: it takes a person.',
      },
});

function standingRefusal(standing: 'unsigned' | 'not-a-signatory', agencyName: string): Refusal {
  return standing === 'unsigned'
    ? {
        code: 'agreement/not-signed',
        clause: 'ISA-10',
        message: `${agencyName} has not signed the agreement in force, so no data may flow to it or from it.`,
        mend: 'Ask the person who signs for your agency to sign the agreement. What was released in the meantime is then open to you.',
      }
    : {
        code: 'agreement/not-a-signatory',
        clause: 'ISA-10',
        message: `${agencyName} is not a signatory of this partnership’s agreement, so no data may flow to it or from it.`,
        mend: 'Ask the partnership manager whether your agency should join the agreement.',
      };
}

/** "data steward or designated officer". */
const wordsOf = (roles: readonly Role[]): string => roles.map((role) => ROLE_NAMES[role]).join(' or ');
