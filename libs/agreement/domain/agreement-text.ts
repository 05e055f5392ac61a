import { createHash } from 'node:crypto';
import type { Clause } from '@broker/kernel';

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

/** The exact text that is signed: headings, numbered clauses and purposes, one a line. */
export function agreementText(clauses: readonly AgreementClause[], purposes: readonly Purpose[]): string {
  const lines = clauses.flatMap(({ clause, heading, text }) => [...(heading ? [heading] : []), `${clause} ${text}`]);
  return [...lines, 'Purposes', ...purposes.map(({ clause, text }) => `${clause} ${text}`), ''].join('\n');
}

/** SHA-256 (hex) of the exact text. */
export const textSha256 = (clauses: readonly AgreementClause[], purposes: readonly Purpose[]): string =>
  createHash('sha256').update(agreementText(clauses, purposes)).digest('hex');
