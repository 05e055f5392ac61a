import {
  compareVersions,
  type AgreementTerms,
  type ComparedLine,
  type ComparedPart,
  type ComparedWords,
} from '@broker/agreement';
import { localDateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';

/** A comparison of two versions as a page shows it. */
export interface ComparisonPage {
  title: string;
  /** What the two sides are called. */
  before: string;
  after: string;
  summary: string;
  /** Only parts and lines that differ, unless everything is asked for. */
  parts: { heading: string; lines: (ComparedLine & { word: string })[]; unchanged: string | null }[];
  back: { href: string; text: string };
  /** Address of the same page with (or without) the lines that have not changed. */
  other: { href: string; text: string };
}

const HEADINGS: Record<ComparedPart['part'], string> = {
  clauses: 'Clauses',
  purposes: 'Purposes',
  gateways: 'Gateways',
  retention: 'How long information is kept',
  terms: 'Days',
};

const WORDS: Record<ComparedLine['change'], string> = {
  same: 'Not changed',
  changed: 'Changed',
  added: 'Added',
  removed: 'Removed',
};

/** What a comparison is of. `isWhole`: with the lines that have not changed. */
export interface Comparison {
  before: (AgreementTerms & { version: number }) | null;
  after: AgreementTerms & { version: number };
  isDraft: boolean;
  isWhole: boolean;
  href: string;
  back: { href: string; text: string };
}

/** Two versions side by side; every change has its word beside the marks in the text. */
export function presentComparison({ before, after, isDraft, isWhole, href, back }: Comparison): ComparisonPage {
  const parts = compareVersions(before, after);
  const changed = parts.flatMap(({ lines }) => lines).filter(({ change }) => change !== 'same');
  const name = isDraft ? `Draft of version ${after.version}` : `Version ${after.version}`;
  return {
    title: before ? `What version ${after.version} changes` : `Version ${after.version} is the first`,
    before: before ? `Version ${before.version}` : 'Nothing before it',
    after: name,
    summary: summaryOf(changed),
    parts: parts.flatMap(({ part, lines }) => {
      const shown = isWhole ? lines : lines.filter(({ change }) => change !== 'same');
      const hidden = lines.length - shown.length;
      return [
        {
          heading: HEADINGS[part],
          lines: shown.map((line) => ({
            ...line,
            word: WORDS[line.change],
            before: line.before.map(withDays),
            after: line.after.map(withDays),
          })),
          unchanged: hidden > 0 ? `${countText(hidden, 'line')} not changed.` : null,
        },
      ];
    }),
    back,
    other: isWhole
      ? { href, text: 'Show only what has changed' }
      : { href: `${href}?all=yes`, text: 'Show the whole text' },
  };
}

/** Days stand in the signed text as `2028-11-20`, on the page in words. */
const withDays = (piece: ComparedWords): ComparedWords => ({
  ...piece,
  text: piece.text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => localDateText(day)),
});

function summaryOf(changed: readonly ComparedLine[]): string {
  if (changed.length === 0) return 'The two are the same, word for word.';
  const count = (change: ComparedLine['change']): number => changed.filter((line) => line.change === change).length;
  const told = (['changed', 'added', 'removed'] as const).filter((change) => count(change) > 0);
  return `${told.map((change) => countText(count(change), `line ${change}`, `lines ${change}`)).join(', ')}.`;
}
