import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';

/** One agency's duties in a partnership passing to another on a day; to nobody when `successorId` is null. */
export interface SuccessionStep {
  predecessorId: string;
  successorId: string | null;
  on: LocalDate;
}

/**
 * Whether a succession may join those that are recorded.
 * @param recorded of the same partnership. @param today the date in London.
 * @returns the step, or `agreement/succession-…`: of itself, in the future, a second one, a circle, or before the agency itself took over
 * (or after its successor had passed on its duties).
 */
export function acceptSuccession(
  step: SuccessionStep,
  recorded: readonly SuccessionStep[],
  today: LocalDate,
): Result<SuccessionStep> {
  const { predecessorId, successorId, on } = step;
  if (predecessorId === successorId) return refuse(ofItself);
  if (on > today) return refuse(inFuture);
  if (recorded.some((one) => one.predecessorId === predecessorId)) return refuse(twoSuccessors);
  if (successorId && lineOf(predecessorId, recorded).includes(successorId)) return refuse(circle);
  const tookOver = recorded.filter((one) => one.successorId === predecessorId);
  if (tookOver.some((one) => on <= one.on)) return refuse(endBeforeStart);
  const successorEnd = recorded.find((one) => one.predecessorId === successorId);
  if (successorEnd && successorEnd.on <= on) return refuse(successorGone);
  return accept(step);
}

/** An agency and all whose duties it has, the agency first: whatever was theirs is its own. */
export function lineOf(agencyId: string, recorded: readonly SuccessionStep[]): string[] {
  const line = [agencyId];
  // Grows while it is walked; a circle, which acceptSuccession never lets in, would end the walk all the same.
  for (const id of line) {
    const before = recorded.filter((one) => one.successorId === id).map((one) => one.predecessorId);
    line.push(...before.filter((one) => !line.includes(one)));
  }
  return line;
}

const ofItself: Refusal = {
  code: 'agreement/succession-of-itself',
  clause: 'ISA-10',
  message: 'An agency cannot take over its own duties.',
  mend: 'Choose another agency. If only the name has changed, change the name.',
};

const inFuture: Refusal = {
  code: 'agreement/succession-in-the-future',
  clause: 'ISA-10',
  message: 'A succession is recorded once it has happened, and this day has not come yet.',
  mend: 'Enter today or an earlier day, or come back on the day.',
};

const twoSuccessors: Refusal = {
  code: 'agreement/succession-twice',
  clause: 'ISA-10',
  message: 'The duties of this agency have passed on already. They cannot pass to two agencies.',
  mend: 'Look at the list of successions. If one agency’s work was divided, choose the one that has its place in the partnership.',
};

const circle: Refusal = {
  code: 'agreement/succession-in-a-circle',
  clause: 'ISA-10',
  message: 'The agency that would take over is itself one whose duties have come to this agency.',
  mend: 'Choose an agency that is not among its predecessors.',
};

const endBeforeStart: Refusal = {
  code: 'agreement/succession-ends-before-start',
  clause: 'ISA-10',
  message: 'On this day the agency had not taken over the duties yet that it would pass on.',
  mend: 'Enter a day after the one on which it took over.',
};

const successorGone: Refusal = {
  code: 'agreement/successor-has-ended',
  clause: 'ISA-10',
  message: 'On this day the agency that would take over had itself passed on its duties.',
  mend: 'Choose the agency that had them on that day.',
};
