import type { Clause } from '@broker/kernel';
import type { RecordFacts, RecordWords } from './record.js';

/** The clause that names the six particulars. */
export const PARTICULARS_CLAUSE: Clause = 'ISA-24';

/** The six particulars of a disclosure record, in the agreement's order (ISA-24). */
export const PARTICULARS = {
  date: 'Date',
  subject: 'Details of the person',
  'requesting-officer': 'Details of the requesting officer',
  summary: 'Summary of the information',
  grounds: 'Grounds',
  'dealing-officer': 'Officer dealing with it or authorising it',
} as const;
export type Particular = keyof typeof PARTICULARS;

const isWritten = (text: string | null): boolean => text !== null && /\S/.test(text);

/**
 * The particulars that a record still lacks; empty for one that may be final. Grounds are words and one of the agreement's purposes (ISA-5); the
 * person is told by a name at least.
 */
export function missingOf({ occurredOn, purpose }: Pick<RecordFacts, 'occurredOn' | 'purpose'>, words: RecordWords) {
  const has: Record<Particular, boolean> = {
    date: occurredOn !== null,
    subject: isWritten(words.subject.fullName),
    'requesting-officer': isWritten(words.requestingOfficer),
    summary: isWritten(words.summary),
    grounds: isWritten(words.grounds) && isWritten(purpose),
    'dealing-officer': isWritten(words.dealingOfficer),
  };
  return (Object.keys(PARTICULARS) as Particular[]).filter((one) => !has[one]);
}
