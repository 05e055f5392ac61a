import { createHash } from 'node:crypto';
import type { Clause, LocalDate } from '@broker/kernel';

/** One numbered paragraph of an agreement. */
export interface AgreementClause {
  clause: Clause;
  /** Section it opens, where it is the first of one. */
  heading?: string;
  text: string;
}

/** Something that information may be shared for. The list is closed for each version. */
export interface Purpose {
  /** `strategic-planning`; stands in addresses and in the log. */
  id: string;
  clause: Clause;
  text: string;
}

/** A legal power to disclose that the agreement admits (ISA-12). */
export interface Gateway {
  /** `cda-115`. */
  id: string;
  clause: Clause;
  text: string;
}

/** How long one kind of information is kept (ISA-23). */
export interface RetentionPeriod {
  kind: string;
  amount: number;
  unit: 'days' | 'years';
}

/** Which reading of "days" in ISA-32(b) to (d) binds: calendar days as written, or working days throughout. */
export type Reading = 'literal' | 'working';

/** Which layout of the text was signed. Once used, a layout never changes: signatures hang on its every letter. */
export type TextFormat = 1 | 2;

/** Everything that an agency adopts with its signature. */
export interface AgreementTerms {
  textFormat: TextFormat;
  clauses: readonly AgreementClause[];
  purposes: readonly Purpose[];
  gateways: readonly Gateway[];
  retention: readonly RetentionPeriod[];
  reading: Reading;
  reviewOn: LocalDate | null;
  /** Last day on which signatures under the version before still count; null for a first version. */
  oldEndsOn: LocalDate | null;
}

/** The layout that new versions are signed in. */
export const NEWEST_TEXT_FORMAT: TextFormat = 2;

/** A reading as it stands in the text. */
export const READING_TEXTS: Record<Reading, string> = {
  literal: 'Days in paragraph 32(b) to (d) are calendar days; only those of 32(a) are working days.',
  working: 'All days in paragraph 32 are working days.',
};

/** `7 years`, `1 day`. */
export const retentionText = ({ amount, unit }: RetentionPeriod): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;

const numbered = ({ clause, text }: { clause: Clause; text: string }): string => `${clause} ${text}`;

function clauseLines({ clauses, purposes }: AgreementTerms): string[] {
  const lines = clauses.flatMap((one) => [...(one.heading ? [one.heading] : []), numbered(one)]);
  return [...lines, 'Purposes', ...purposes.map(numbered)];
}

/** What format 2 adds: everything else that binds. */
const termLines = ({ gateways, retention, reading, reviewOn, oldEndsOn }: AgreementTerms): string[] => [
  'Gateways',
  ...gateways.map(numbered),
  'Retention',
  ...retention.map((one) => `${one.kind}: ${retentionText(one)}`),
  'Days',
  READING_TEXTS[reading],
  'Review',
  reviewOn ?? 'none',
  'The version before ends on',
  oldEndsOn ?? 'none',
];

/** The exact text that is signed, one paragraph a line: in format 1 clauses and purposes, in format 2 every term. */
export function agreementText(terms: AgreementTerms): string {
  const lines = terms.textFormat === 1 ? clauseLines(terms) : ['Format 2', ...clauseLines(terms), ...termLines(terms)];
  return [...lines, ''].join('\n');
}

/** SHA-256 (hex) of the exact text. */
export const textSha256 = (terms: AgreementTerms): string =>
  createHash('sha256').update(agreementText(terms)).digest('hex');
