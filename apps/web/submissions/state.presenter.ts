import type { SubmissionState } from '@broker/exchange';
import type { Tag } from '../format/tag.js';

const TAGS: Record<SubmissionState, Tag> = {
  received: { text: 'Waiting', classes: 'govuk-tag--grey' },
  checking: { text: 'Being checked', classes: 'govuk-tag--blue' },
  checked: { text: 'Ready to decide', classes: 'govuk-tag--yellow' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
  released: { text: 'Released', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
};

/** The tag of a submission's state. */
export const presentState = (state: SubmissionState): Tag => TAGS[state];
