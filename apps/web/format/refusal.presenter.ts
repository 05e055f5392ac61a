import type { AgreementClause } from '@broker/agreement';
import type { Clause, Refusal } from '@broker/kernel';
import { paths } from '../paths.js';

/** A clause as a reader knows it, with the place where its words stand. */
export interface ClauseView {
  text: string;
  /** Null for a law: its words are not in the agreement. */
  href: string | null;
}

/** A refusal on a page: what, how to mend it, and by which words of the agreement. */
export interface RefusalView {
  code: string;
  message: string;
  mend: string;
  clause: ClauseView;
  /** The clause's own words; null when the agreement in force does not hold it. */
  quote: string | null;
  /** Where in a file the fault lies, in words; null when it is not in a file. */
  where: string | null;
}

const LAWS: Record<string, string> = {
  SI: 'SI 2007/1831, Schedule, paragraph',
  CDA: 'Crime and Disorder Act 1998, section',
  DPA: 'Data Protection Act 2018, section',
};

/** `ISA-10` as "Agreement, paragraph 10" with its place; `SI-2` as "SI 2007/1831, Schedule, paragraph 2". */
export function presentClause(clause: string): ClauseView {
  const [family = '', ...rest] = clause.split('-');
  const number = rest.join('-').replace(/^(\d+)([a-z])$/, '$1($2)');
  if (family === 'ISA') return { text: `Agreement, paragraph ${number}`, href: `${paths.agreement({})}#${clause}` };
  return { text: `${LAWS[family] ?? family} ${number}`, href: null };
}

/** A clause in the agreement's text, or the paragraph that it is part of. */
function paragraphOf(clause: Clause, clauses: readonly AgreementClause[]): AgreementClause | null {
  const paragraph = clause.replace(/[a-z]$/, '');
  return clauses.find((one) => one.clause === clause) ?? clauses.find((one) => one.clause === paragraph) ?? null;
}

/** @param clauses of the agreement in force, to quote from. */
export function presentRefusal(refusal: Refusal, clauses: readonly AgreementClause[] = []): RefusalView {
  const { row, column } = refusal.where ?? {};
  const paragraph = paragraphOf(refusal.clause, clauses);
  const places = [row && `row ${row.toLocaleString('en-GB')}`, column && `column “${column}”`].filter(Boolean);
  return {
    code: refusal.code,
    message: refusal.message,
    mend: refusal.mend,
    clause: { ...presentClause(refusal.clause), ...(paragraph && { href: presentClause(paragraph.clause).href }) },
    quote: paragraph?.text ?? null,
    where: places.length > 0 ? places.join(', ') : null,
  };
}
