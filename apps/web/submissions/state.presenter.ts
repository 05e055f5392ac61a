import type { SubmissionState } from '@broker/exchange';

/** A state in one word, in a colour that only repeats the word. */
export interface StateTag {
  text: string;
  classes: string;
}

const TAGS: Record<SubmissionState, StateTag> = {
  received: { text: 'Waiting', classes: 'govuk-tag--grey' },
  checking: { text: 'Being checked', classes: 'govuk-tag--blue' },
  checked: { text: 'Ready to decide', classes: 'govuk-tag--yellow' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
  released: { text: 'Released', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
};

/** The tag of a submission's state. */
export const presentState = (state: SubmissionState): StateTag => TAGS[state];
