import type { Refusal } from '@broker/kernel';

const refusal = (code: string, message: string, mend: string): Refusal => ({
  code: `disclosure/${code}`,
  clause: 'ISA-23',
  message,
  mend,
});

/** There is none, or it is another agency's. */
export const nothingKept = refusal(
  'nothing-kept',
  'Your agency keeps no such thing.',
  'Look for it in the list of what is kept, and until when.',
);

/** It is gone: nothing can be held any more. */
export const disposedOf = refusal(
  'disposed-of',
  'This has been disposed of. Nothing of it is left that could be held.',
  'The certificate tells when and why.',
);

/** One hold of an agency is enough. */
export const heldAlready = refusal(
  'held-already',
  'Your agency holds this already.',
  'Nothing needs to be done. It stays until your agency lifts its hold.',
);

/** The agency holds nothing here. */
export const notHeld = refusal(
  'not-held',
  'Your agency does not hold this.',
  'Only the agency that placed a hold can lift it.',
);

/** A hold is placed and lifted for a reason. */
export const holdReasonMissing = refusal(
  'hold-reason-missing',
  'The reason is missing, or longer than 2,000 characters.',
  'Write why it must be kept, or why it need not be kept any longer, in at most 2,000 characters.',
);
