/** Queue that wakes workers for submissions. */
export const SUBMISSION_QUEUE = 'submissions';

/** A wake-up: the submission's id and nothing else. What is to be done stands in its row. */
export interface SubmissionJob {
  submissionId: string;
}
