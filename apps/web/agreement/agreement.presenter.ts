import type { PublishedVersion, SignatoryLine } from '@broker/agreement';
import type { Clause } from '@broker/kernel';
import { dateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';

/** A numbered paragraph with the anchor that links lead to. */
export interface Paragraph {
  id: Clause;
  number: string;
  text: string;
}

/** What the page of the agreement shows. */
export interface AgreementPage {
  /** Null before the first version is published. */
  version: { number: number; published: string; sha256: string } | null;
  sections: { heading: string | null; id: string; paragraphs: Paragraph[] }[];
  purposes: Paragraph[];
  signatories: { agency: string; today: string | null; class: string; post: string | null; signed: string | null }[];
  signedBy: string;
}

/** @param version the one in force, or null; @param signatories in the order of the agreement. */
export function presentAgreement(
  version: PublishedVersion | null,
  signatories: readonly SignatoryLine[],
): AgreementPage {
  const signed = signatories.filter(({ signedAt }) => signedAt !== null).length;
  return {
    version: version && {
      number: version.version,
      published: dateText(version.publishedAt),
      sha256: version.textSha256,
    },
    sections: sectionsOf(version?.clauses ?? []),
    purposes: (version?.purposes ?? []).map(paragraphOf),
    signatories: signatories.map(({ agency, todayName, class: kind, postHeld, signedAt }) => ({
      agency,
      today: todayName,
      class: kind.charAt(0).toUpperCase() + kind.slice(1),
      post: postHeld,
      signed: signedAt && dateText(signedAt),
    })),
    signedBy: `${signed} of ${countText(signatories.length, 'agency', 'agencies')} have signed.`,
  };
}

/** `ISA-28d` is numbered 28(d). */
const paragraphOf = ({ clause, text }: { clause: Clause; text: string }): Paragraph => ({
  id: clause,
  number: clause.replace(/^[A-Z]+-/, '').replace(/([a-z])$/, '($1)'),
  text,
});

function sectionsOf(clauses: PublishedVersion['clauses']): AgreementPage['sections'] {
  const sections: AgreementPage['sections'] = [];
  for (const clause of clauses) {
    if (clause.heading || sections.length === 0) {
      sections.push({ heading: clause.heading ?? null, id: `section-${sections.length + 1}`, paragraphs: [] });
    }
    sections.at(-1)?.paragraphs.push(paragraphOf(clause));
  }
  return sections;
}
