import { accept, refuse, type Result } from '@broker/kernel';

/**
 * How a version of the agreement stands: `draft` is being written, `sent` waits for its first signature, `in-force` has one, and
 * `superseded` is one whose last day, named by a newer version, has passed.
 */
export type VersionState = 'draft' | 'sent' | 'in-force' | 'superseded';

/** What can be done with a version. */
export type VersionAct = 'edit' | 'send' | 'sign' | 'end';

const NEXT: Record<VersionAct, Partial<Record<VersionState, VersionState>>> = {
  edit: { draft: 'draft' },
  send: { draft: 'sent' },
  sign: { sent: 'in-force', 'in-force': 'in-force' },
  end: { sent: 'superseded', 'in-force': 'superseded' },
};

/** The state after an act, or `agreement/version-not-now`. Nothing else names a next state. */
export function nextVersionState(state: VersionState, act: VersionAct): Result<VersionState> {
  const next = NEXT[act][state];
  if (next) return accept(next);
  return refuse({
    code: 'agreement/version-not-now',
    clause: 'ISA-10',
    message: `This version of the agreement is ${STATE_WORDS[state]}, so this cannot be done to it.`,
    mend: 'Open the agreement to see which version may be edited and which may be signed.',
  });
}

const STATE_WORDS: Record<VersionState, string> = {
  draft: 'still a draft',
  sent: 'out for signature',
  'in-force': 'in force',
  superseded: 'superseded by a newer one',
};
