import { diffWordsWithSpace } from 'diff';
import { numberText, READING_TEXTS, retentionText, type AgreementTerms } from './domain/index.js';

/** A stretch of words: in both texts, only in the earlier, or only in the later one. */
export interface ComparedWords {
  text: string;
  mark: 'same' | 'removed' | 'added';
}

/** One line of two versions, side by side. */
export interface ComparedLine {
  /** What is compared: `12(b)`, or the kind of information that is kept. */
  name: string;
  change: 'same' | 'changed' | 'added' | 'removed';
  before: ComparedWords[];
  after: ComparedWords[];
}

/** One part of two versions. */
export interface ComparedPart {
  part: 'clauses' | 'purposes' | 'gateways' | 'retention' | 'terms';
  lines: ComparedLine[];
}

/** A day by itself is read as a whole: half of it says nothing. */
const DAY = /^(\d{4}-\d{2}-\d{2}|No day is set) (\d{4}-\d{2}-\d{2}|No day is set)$/;

interface Line {
  /** Lines with the same key are the same line, however their words have changed. */
  key: string;
  name: string;
  text: string;
}

/** Two versions side by side, each clause beside the one with the same number, by words (ISA-10). `before` null: there was none. */
export function compareVersions(before: AgreementTerms | null, after: AgreementTerms): ComparedPart[] {
  const [earlier, later] = [before ? partsOf(before) : null, partsOf(after)];
  return later.map(({ part, lines }, index) => ({ part, lines: compared(earlier?.[index]?.lines ?? [], lines) }));
}

function partsOf(terms: AgreementTerms): { part: ComparedPart['part']; lines: Line[] }[] {
  const { clauses, purposes, gateways, retention } = terms;
  return [
    {
      part: 'clauses',
      lines: clauses.map(({ clause, heading, text }) => ({
        key: clause,
        name: numberText(clause),
        text: heading ? `${heading}: ${text}` : text,
      })),
    },
    {
      part: 'purposes',
      lines: purposes.map(({ id, clause, text }) => ({ key: id, name: numberText(clause), text })),
    },
    { part: 'gateways', lines: gateways.map(({ id, clause, text }) => ({ key: id, name: numberText(clause), text })) },
    {
      part: 'retention',
      lines: retention.map((one) => ({ key: one.kind.toLowerCase(), name: one.kind, text: retentionText(one) })),
    },
    { part: 'terms', lines: termLines(terms) },
  ];
}

const termLines = ({ reading, reviewOn, oldEndsOn }: AgreementTerms): Line[] => [
  { key: 'reading', name: 'Days', text: READING_TEXTS[reading] },
  { key: 'review', name: 'Review', text: reviewOn ?? 'No day is set' },
  { key: 'old-end', name: 'The version before ends on', text: oldEndsOn ?? 'No day is set' },
];

/** Lines of the later version in its order; each removed line stands after the one that it followed. */
function compared(before: Line[], after: Line[]): ComparedLine[] {
  const lines = after.map((line) => ({
    key: line.key,
    compared: comparedLine(before.find(({ key }) => key === line.key) ?? null, line),
  }));
  for (const [index, line] of before.entries()) {
    if (after.some(({ key }) => key === line.key)) continue;
    const followed = before[index - 1]?.key;
    const place = lines.findIndex(({ key }) => key === followed) + 1;
    lines.splice(place, 0, { key: line.key, compared: comparedLine(line, null) });
  }
  return lines.map((line) => line.compared);
}

function comparedLine(before: Line | null, after: Line | null): ComparedLine {
  const name = after?.name ?? before?.name ?? '';
  if (!before) return { name, change: 'added', before: [], after: [{ text: after?.text ?? '', mark: 'added' }] };
  if (!after) return { name, change: 'removed', before: [{ text: before.text, mark: 'removed' }], after: [] };
  if (before.text !== after.text && DAY.test(`${before.text} ${after.text}`)) {
    return {
      name,
      change: 'changed',
      before: [{ text: before.text, mark: 'removed' }],
      after: [{ text: after.text, mark: 'added' }],
    };
  }
  const words = diffWordsWithSpace(before.text, after.text).map(({ value, added, removed }): ComparedWords => ({
    text: value,
    mark: added ? 'added' : removed ? 'removed' : 'same',
  }));
  return {
    name,
    change: before.text === after.text ? 'same' : 'changed',
    before: joined(words.filter(({ mark }) => mark !== 'added')),
    after: joined(words.filter(({ mark }) => mark !== 'removed')),
  };
}

/** Marked words that only a blank parts are one stretch: a reader is told of it once. */
function joined(words: ComparedWords[]): ComparedWords[] {
  const stretches: ComparedWords[] = [];
  for (const [index, word] of words.entries()) {
    const last = stretches.at(-1);
    const isBlank = word.mark === 'same' && !word.text.trim();
    const mark = isBlank && last && words[index + 1]?.mark === last.mark ? last.mark : word.mark;
    if (last?.mark === mark) last.text += word.text;
    else stretches.push({ text: word.text, mark });
  }
  return stretches;
}
