import { LessThan, type EntityManager } from 'typeorm';
import { SignInAttempt, type AttemptPurpose } from './sign-in-attempt.entity.js';
import { newToken, sha256 } from './tokens.js';

/** An attempt is over after this long. */
export const ATTEMPT_MINUTES = 10;

/** What an attempt begins with. */
export interface NewAttempt {
  purpose: AttemptPurpose;
  officerId: string | null;
  expected: Record<string, string>;
}

/** Begins an attempt, and forgets those that are over. @returns the token for the cookie. */
export async function beginAttempt(manager: EntityManager, attempt: NewAttempt, now: Date): Promise<string> {
  await manager.delete(SignInAttempt, { expiresAt: LessThan(now) });
  const token = newToken();
  const expiresAt = new Date(now.getTime() + ATTEMPT_MINUTES * 60_000);
  await manager.insert(SignInAttempt, { ...attempt, tokenSha256: sha256(token), expiresAt });
  return token;
}

/** The attempt of a token, or null when there is none for this purpose or it is over. */
export async function findAttempt(
  manager: EntityManager,
  token: string,
  purpose: AttemptPurpose,
  now: Date,
): Promise<SignInAttempt | null> {
  const attempt = await manager.findOneBy(SignInAttempt, { tokenSha256: sha256(token), purpose });
  return attempt && attempt.expiresAt > now ? attempt : null;
}

/** The same, and ends it: what an attempt waits for can be answered once. */
export async function takeAttempt(
  manager: EntityManager,
  token: string,
  purpose: AttemptPurpose,
  now: Date,
): Promise<SignInAttempt | null> {
  const attempt = await findAttempt(manager, token, purpose, now);
  if (!attempt) return null;
  const { affected } = await manager.delete(SignInAttempt, { tokenSha256: attempt.tokenSha256 });
  return affected === 1 ? attempt : null;
}
