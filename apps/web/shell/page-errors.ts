import type { Act } from '@broker/identity';
import type { Refusal } from '@broker/kernel';

/** The answer "no" on its way to a page of its own: 403 for what is not permitted, 404 for what is not there for this person. */
export class PageRefused extends Error {
  override name = 'PageRefused';
  constructor(
    readonly status: 403 | 404 | 409,
    readonly refusal: Refusal,
    /** The act that was not permitted, where it was one of the table. */
    readonly act: Act | null = null,
  ) {
    super(refusal.code);
  }
}

/** Nobody is signed in; after signing in the person goes on to `next`. */
export class SignInNeeded extends Error {
  override name = 'SignInNeeded';
  constructor(readonly next: string) {
    super('sign-in needed');
  }
}

/** The person holds several appointments and has to say first which one to act in; afterwards they go on to `next`. */
export class ChoiceNeeded extends Error {
  override name = 'ChoiceNeeded';
  constructor(readonly next: string) {
    super('choice needed');
  }
}

/** The person has to show again who they are; afterwards they go on to `next`. */
export class StepUpNeeded extends Error {
  override name = 'StepUpNeeded';
  constructor(readonly next: string) {
    super('step-up needed');
  }
}
