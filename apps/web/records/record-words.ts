import { CHANNELS, OUTCOMES, PARTICULARS, RECORD_KINDS, type Particular, type RecordLine } from '@broker/disclosure';
import type { Tag } from '../format/tag.js';

/** The state of a record as a tag. */
export function recordTag({ state, missing, disclosureId, disposedAt }: RecordLine): Tag {
  if (disposedAt) return { text: 'Disposed of', classes: 'govuk-tag--grey' };
  if (state === 'superseded') return { text: 'Superseded', classes: 'govuk-tag--grey' };
  if (state === 'final') return { text: 'Final', classes: 'govuk-tag--green' };
  return disclosureId && missing.length === 0
    ? { text: 'Waits for the receipt', classes: 'govuk-tag--yellow' }
    : { text: 'Incomplete', classes: 'govuk-tag--orange' };
}

/** What a record is of, in a few words: `Disclosed to Hampshire Constabulary, telephone`. */
export function recordSentence({ outcome, side, counterpart, channel }: RecordLine): string {
  const isAsked = outcome === 'asked';
  const way = isAsked ? (side === 'asking' ? 'of' : 'by') : side === 'asking' ? 'by' : 'to';
  return `${isAsked ? 'Asked' : OUTCOMES[outcome]} ${way} ${counterpart}, ${CHANNELS[channel].toLowerCase()}`;
}

/** The particulars that are missing, as the end of a sentence. */
export const missingWords = (missing: readonly Particular[]): string =>
  missing.map((one) => PARTICULARS[one].toLowerCase()).join(', ');

/** The kind of a record in words. */
export const kindText = ({ kind }: Pick<RecordLine, 'kind'>): string => RECORD_KINDS[kind];

/** What the person is in the matter, in words. */
export const SUBJECT_ROLE_WORDS: Record<string, string> = {
  suspect: 'Suspect',
  offender: 'Offender',
  victim: 'Victim',
  witness: 'Witness',
  complainant: 'Complainant',
  other: 'Other',
};

/** Whether the person agreed, in words. */
export const CONSENT_WORDS: Record<string, string> = {
  given: 'Given',
  refused: 'Refused',
  'not-asked': 'Not asked',
  'not-possible': 'Could not be asked',
};
