import { numberText, READING_TEXTS, retentionText, type AgreementClause, type AgreementTerms } from '@broker/agreement';
import type { Clause } from '@broker/kernel';
import { localDateText } from '../format/dates.js';

/** A numbered paragraph with the anchor that links lead to. */
export interface Paragraph {
  id: Clause;
  number: string;
  text: string;
}

/** The whole text of a version as a page shows it. */
export interface TermsView {
  sections: { heading: string | null; id: string; paragraphs: Paragraph[] }[];
  purposes: Paragraph[];
  gateways: Paragraph[];
  retention: { kind: string; period: string }[];
  /** The sentence by which days are counted; null in the first layout of the text, which does not have it. */
  days: string | null;
  review: string | null;
  oldEnds: string | null;
}

/** Everything that is signed, in words. */
export function presentTerms(terms: AgreementTerms): TermsView {
  const isWhole = terms.textFormat > 1;
  return {
    sections: sectionsOf(terms.clauses),
    purposes: terms.purposes.map(paragraphOf),
    gateways: terms.gateways.map(paragraphOf),
    retention: terms.retention.map((one) => ({ kind: one.kind, period: retentionText(one) })),
    days: isWhole ? READING_TEXTS[terms.reading] : null,
    review: terms.reviewOn && localDateText(terms.reviewOn),
    oldEnds: terms.oldEndsOn && localDateText(terms.oldEndsOn),
  };
}

const paragraphOf = ({ clause, text }: { clause: Clause; text: string }): Paragraph => ({
  id: clause,
  number: numberText(clause),
  text,
});

function sectionsOf(clauses: readonly AgreementClause[]): TermsView['sections'] {
  const sections: TermsView['sections'] = [];
  for (const clause of clauses) {
    if (clause.heading || sections.length === 0) {
      sections.push({ heading: clause.heading ?? null, id: `section-${sections.length + 1}`, paragraphs: [] });
    }
    sections.at(-1)?.paragraphs.push(paragraphOf(clause));
  }
  return sections;
}
