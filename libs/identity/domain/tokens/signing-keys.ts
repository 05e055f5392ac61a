import { ACCESS_TOKEN_MINUTES, CLOCK_SKEW_SECONDS, daysAfter, minutesAfter } from './token-lives.js';

/** A key signs for this long. */
export const SIGNING_KEY_DAYS = 30;

/** A key is published this long before it signs, so that nobody meets it unprepared. */
export const PUBLISHED_AHEAD_DAYS = 1;

/** A key verifies for this long after it has signed its last token: longer than any token lasts. */
export const OVERLAP_MINUTES = 4 * ACCESS_TOKEN_MINUTES;

/** When a key signs and until when what it signed is taken. */
export interface KeyLife {
  notBefore: Date;
  signsUntil: Date;
  verifiesUntil: Date;
}

/** The life of a key that signs from an instant on. */
export function keyLife(notBefore: Date): KeyLife {
  const signsUntil = daysAfter(notBefore, SIGNING_KEY_DAYS);
  return { notBefore, signsUntil, verifiesUntil: minutesAfter(signsUntil, OVERLAP_MINUTES) };
}

/** The key that signs at an instant: of several the one that began last. Null when none does. */
export function signingAt<K extends KeyLife>(keys: readonly K[], now: Date): K | null {
  const open = keys.filter(({ notBefore, signsUntil }) => notBefore <= now && now < signsUntil);
  return open.toSorted((a, b) => b.notBefore.getTime() - a.notBefore.getTime())[0] ?? null;
}

/**
 * Whether a key has to be made now, and from when on it is to sign: at once where none signs; after the last one where that ends within the
 * time of publishing ahead. Null when nothing is due.
 */
export function nextKeyFrom(keys: readonly KeyLife[], now: Date): Date | null {
  if (!signingAt(keys, now)) return now;
  const last = keys.reduce((latest, { signsUntil }) => (signsUntil > latest ? signsUntil : latest), now);
  return last <= daysAfter(now, PUBLISHED_AHEAD_DAYS) ? last : null;
}

/** Between which instants what a key signed is taken. */
export type KeyTimes = Pick<KeyLife, 'notBefore' | 'verifiesUntil'>;

/** Whether what a key signed is taken at an instant. */
export const verifiesAt = ({ notBefore, verifiesUntil }: KeyTimes, now: Date): boolean =>
  notBefore.getTime() <= now.getTime() + CLOCK_SKEW_SECONDS * 1000 && now < verifiesUntil;
