import type { LocalDate } from '@broker/kernel';
import type { Subject } from '../../subject-index/index.js';

/** What the vault keeps of a request. */
export interface SubjectAccessWords {
  subject: Subject;
  /** What the person asked for, in their words; may be empty. */
  asked: string;
}

/** What the vault keeps of an answer. */
export interface AccessAnswerWords {
  answer: string;
}

/** What a partner is told: whom the question is about, and which of its disclosures. */
export interface ConsultationWords {
  subject: Subject;
  records: { reference: string; occurredOn: LocalDate }[];
}

/** The partner's reasons. */
export interface ViewWords {
  words: string;
}

/** The vault binds the words of a request to it. */
export const accessWords = (id: string): string => `subject-access:${id}`;

/** The vault binds the words of a question, and of its answer, to it. */
export const consultationWords = (id: string): string => `consultation:${id}`;
