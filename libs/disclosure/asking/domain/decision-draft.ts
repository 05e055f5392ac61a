import { accept, refuse, type Result } from '@broker/kernel';
import { TEXT_MAX } from './answers.js';
import type { DecisionAnswers } from './request-messages.js';
import { stepRefusals as no } from './request-refusals.js';
import { ARTICLE_8_INTERESTS, isKeyOf, type ItemDecision, type Request } from './request.js';

/** A decision as far as it has been weighed; whoever weighs it may leave anything open. */
export interface DecisionSoFar extends Omit<DecisionAnswers, 'items'> {
  /** By item id; null while nothing is chosen. */
  items: Readonly<Record<string, { decision: ItemDecision | null; reason: string }>>;
}

/** A decision of which nothing has been weighed. */
export const NOTHING_DECIDED: DecisionSoFar = { items: {}, reasons: '', balance: '', interest: null };

/** A decision with some of its answers given or changed; those of other items stay. */
export const weighed = (soFar: DecisionSoFar, change: Partial<DecisionSoFar>): DecisionSoFar => ({
  ...soFar,
  ...change,
  items: { ...soFar.items, ...change.items },
});

/**
 * A decision that can be kept for later. Refuses `asking/unknown-choice` (an item that is not asked for, a choice that is none) and
 * `asking/text-too-long`; nothing has to be answered.
 */
export function checkDecisionSoFar({ items }: Pick<Request, 'items'>, soFar: DecisionSoFar): Result<DecisionSoFar> {
  const isAsked = (id: string): boolean => items.some(({ itemId }) => itemId === id);
  const each = Object.entries(soFar.items);
  const choices = [null, 'authorised', 'refused'];
  if (!each.every(([id, { decision }]) => isAsked(id) && choices.includes(decision))) return refuse(no.unknownChoice());
  if (soFar.interest !== null && !isKeyOf(ARTICLE_8_INTERESTS, soFar.interest)) return refuse(no.unknownChoice());
  const texts = [soFar.reasons, soFar.balance, ...each.map(([, { reason }]) => reason)];
  return texts.some((text) => text.length > TEXT_MAX) ? refuse(no.tooLong()) : accept(soFar);
}
