import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { addDays, readLocalDate } from '@broker/working-calendar';

/** A course as it is recorded. Dates as they were typed. */
export interface TrainingAsked {
  officerId: string;
  course: string;
  heldOn: string;
  expiresOn: string;
}

/** How somebody's training stands on a day. */
export type TrainingState = 'trained' | 'expiring' | 'lapsed' | 'never';

/** Training that runs out within this many days is about to lapse: the first reminder goes out then. */
export const TRAINING_WARNING_DAYS = 30;

/** A course's name is no longer than this. */
const COURSE_LENGTH_MAX = 200;

/**
 * Judges a record of training (ISA-22, ISA-30e).
 * @param recorderId who records it. @returns what is kept, or `officers/own-training`, `officers/course-missing`,
 * `working-calendar/unreadable-date`, `officers/training-to-come` or `officers/training-expires-before`.
 */
export function judgeTraining(asked: TrainingAsked, recorderId: string, on: LocalDate): Result<TrainingAsked> {
  const course = asked.course.trim();
  if (asked.officerId === recorderId) return refuse(ownTraining);
  if (course === '' || course.length > COURSE_LENGTH_MAX) return refuse(courseMissing);
  const held = readLocalDate(asked.heldOn, 'the training', 'ISA-22');
  if (!held.ok) return held;
  const expires = readLocalDate(asked.expiresOn, 'the end of the training', 'ISA-22');
  if (!expires.ok) return expires;
  if (held.value > on) return refuse(toCome);
  if (expires.value <= held.value) return refuse(expiresBefore);
  return accept({ officerId: asked.officerId, course, heldOn: held.value, expiresOn: expires.value });
}

/** @param expiresOn the last good day of the newest course; null when there was none. */
export function trainingState(expiresOn: LocalDate | null, on: LocalDate): TrainingState {
  if (expiresOn === null) return 'never';
  if (expiresOn < on) return 'lapsed';
  return expiresOn <= addDays(on, TRAINING_WARNING_DAYS) ? 'expiring' : 'trained';
}

const ownTraining: Refusal = {
  code: 'officers/own-training',
  clause: 'ISA-22',
  message: 'Nobody records their own training: a second person has to answer for it.',
  mend: 'Ask a signing officer of your agency or the partnership manager to record it.',
};

const courseMissing: Refusal = {
  code: 'officers/course-missing',
  clause: 'ISA-22',
  message: 'The record does not say which course was taken.',
  mend: `Write the name of the course, in at most ${COURSE_LENGTH_MAX} characters.`,
};

const toCome: Refusal = {
  code: 'officers/training-to-come',
  clause: 'ISA-22',
  message: 'The training lies in the future.',
  mend: 'Record it once it has been taken.',
};

const expiresBefore: Refusal = {
  code: 'officers/training-expires-before',
  clause: 'ISA-22',
  message: 'The training would run out on or before the day on which it was taken.',
  mend: 'Give the last day on which the training is good; it lies after the day of the course.',
};
