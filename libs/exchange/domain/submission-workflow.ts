import { accept, refuse, type Result } from '@broker/kernel';

/** Where a submission stands between its arrival and its release. */
export type SubmissionState = 'received' | 'checking' | 'checked' | 'refused' | 'released' | 'withdrawn';

/** What can happen to a submission. */
export type SubmissionStep = 'start' | 'pass' | 'fail' | 'release' | 'withdraw';

/**
 * The only place that names a next state. `start` from `checking` is a worker that takes over from one that died: the file is
 * read again from its beginning, and only the worker that finishes first may pass or fail it.
 */
export const SUBMISSION_WORKFLOW: Record<SubmissionState, Partial<Record<SubmissionStep, SubmissionState>>> = {
  received: { start: 'checking' },
  checking: { start: 'checking', pass: 'checked', fail: 'refused' },
  checked: { release: 'released', withdraw: 'withdrawn' },
  refused: {},
  released: {},
  withdrawn: {},
};

const WORDS: Record<SubmissionState, string> = {
  received: 'still waits for its check',
  checking: 'is still being checked',
  checked: 'has passed its check',
  refused: 'was refused by its check',
  released: 'has been released already',
  withdrawn: 'was withdrawn',
};

/** The states from which a step may be taken. */
export const statesBefore = (step: SubmissionStep): SubmissionState[] =>
  (Object.keys(SUBMISSION_WORKFLOW) as SubmissionState[]).filter((state) => SUBMISSION_WORKFLOW[state][step]);

/** @returns the state after a step, or `exchange/not-now` (ISA-9: nothing is released but what has passed its check). */
export function nextState(state: SubmissionState, step: SubmissionStep): Result<SubmissionState> {
  const next = SUBMISSION_WORKFLOW[state][step];
  if (next) return accept(next);
  return refuse({
    code: 'exchange/not-now',
    clause: 'ISA-9',
    message: `This submission ${WORDS[state]}.`,
    mend: 'Open the submission again to see what can be done with it now.',
  });
}
