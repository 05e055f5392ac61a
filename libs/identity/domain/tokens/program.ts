import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { daysAfter, PROGRAM_DAYS_MAX, REFRESH_IDLE_DAYS } from './token-lives.js';

/** Why a program is no longer let in: a person ended it, or an old refresh token of it was used. */
export type ProgramEnd = 'ended' | 'reused';

/** When a program was let in, and how that ends. */
export interface ProgramLife {
  lastUsedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  revokedBecause: ProgramEnd | null;
}

/** How it stands with a program: let in, ended by a person, ended by reuse, not used for too long, or at the end of its time. */
export type ProgramState = 'open' | ProgramEnd | 'idle' | 'expired';

/** The last instant at which a program that is not used before can still refresh its access. */
export function refreshableUntil({ lastUsedAt, expiresAt }: Pick<ProgramLife, 'lastUsedAt' | 'expiresAt'>): Date {
  const idleEnd = daysAfter(lastUsedAt, REFRESH_IDLE_DAYS);
  return idleEnd < expiresAt ? idleEnd : expiresAt;
}

/** How it stands with a program at an instant. */
export function programState(life: ProgramLife, now: Date): ProgramState {
  if (life.revokedAt) return life.revokedBecause ?? 'ended';
  if (life.expiresAt <= now) return 'expired';
  return refreshableUntil(life) <= now ? 'idle' : 'open';
}

const NAME_LENGTH_MAX = 60;

/**
 * Checks the name and the days of a program that is to be let in.
 * @returns the name without blanks around it; or `identity/program-name` or `identity/program-days` (ISA-26).
 */
export function checkedProgram(name: string, days: number): Result<string> {
  const tidy = name.trim().replaceAll(/\s+/g, ' ');
  if (tidy === '' || tidy.length > NAME_LENGTH_MAX) return refuse(badName);
  if (!Number.isInteger(days) || days < 1 || days > PROGRAM_DAYS_MAX) return refuse(badDays);
  return accept(tidy);
}

const badName: Refusal = {
  code: 'identity/program-name',
  clause: 'ISA-26',
  message: `Enter a name for the program, ${NAME_LENGTH_MAX} characters or fewer.`,
  mend: 'Use the name that your colleagues know it by, for example “Records system”.',
};

const badDays: Refusal = {
  code: 'identity/program-days',
  clause: 'ISA-26',
  message: `A program is let in for 1 to ${PROGRAM_DAYS_MAX} days.`,
  mend: 'Choose a number of days in that range. It can be let in again afterwards.',
};

/** No refresh token that was ever issued here, as far as can be told. */
export const refreshUnknown: Refusal = {
  code: 'identity/refresh-unknown',
  clause: 'ISA-26',
  message: 'This is not a refresh token of this broker.',
  mend: 'Sign in again, or let the program in again on the page “Programs that act for your agency”.',
};

/** An old refresh token came a second time: somebody else may hold a copy. */
export const refreshReused: Refusal = {
  code: 'identity/refresh-reused',
  clause: 'ISA-26',
  message:
    'This refresh token was used before, so somebody else may hold a copy. Every token of the program has been ended.',
  mend: 'Find out who else used it. Then sign in again, or let the program in again.',
};

const WHY: Record<Exclude<ProgramState, 'open'>, string> = {
  ended: 'a person of its agency ended it',
  reused: 'an old refresh token of it was used a second time, so somebody else may hold a copy',
  idle: `it was not used for ${REFRESH_IDLE_DAYS} days`,
  expired: 'its time is over',
};

/** What the holder of a refresh token is told once its program is no longer let in. */
export const refreshEnded = (state: Exclude<ProgramState, 'open'>): Refusal => ({
  code: 'identity/refresh-ended',
  clause: 'ISA-26',
  message: `The program is no longer let in: ${WHY[state]}.`,
  mend: 'Sign in again, or let the program in again on the page “Programs that act for your agency”.',
});

/** The officer for whom the program acts holds no appointment any more. */
export const refreshWithoutAppointment: Refusal = {
  code: 'identity/refresh-ended',
  clause: 'ISA-20',
  message: 'The program is no longer let in: the officer for whom it acts holds no appointment.',
  mend: 'Let it in again, for an officer who is appointed.',
};

export const noSuchProgram: Refusal = {
  code: 'identity/no-such-program',
  clause: 'ISA-26',
  message: 'Your agency has no program with this address.',
  mend: 'Choose it from the list of programs that act for your agency.',
};
