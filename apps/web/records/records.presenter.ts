import type { RecordCounts, RecordLine } from '@broker/disclosure';
import type { LocalDate } from '@broker/kernel';
import { presentPages, PAGE_LENGTH, type Pages } from '../format/pages.js';
import { localDateText } from '../format/dates.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { missingWords, recordSentence, recordTag } from './record-words.js';

/** Which records the list shows. */
export interface RecordChoice {
  state: 'incomplete' | 'final' | 'superseded' | null;
  kind: 'request' | 'disclosure' | 'refusal' | 'informal' | null;
  isConviction: boolean;
  page: number;
}

/** What the list of records shows. */
export interface RecordsPage {
  tabs: { text: string; href: string; active: boolean }[];
  entries: {
    href: string;
    reference: string;
    sentence: string;
    on: string;
    tag: Tag;
    notes: string[];
    isLate: boolean;
  }[];
  states: { value: string; text: string; selected: boolean }[];
  kinds: { value: string; text: string; selected: boolean }[];
  isConviction: boolean;
  found: string;
  files: { csv: string; json: string } | null;
  pages: Pages | null;
  mayWrite: boolean;
}

/** The sub-navigation that disclosures and records share. */
export const disclosureTabs = (active: 'received' | 'made' | 'records') => [
  { text: 'Disclosed to us', href: paths.disclosures({}), active: active === 'received' },
  { text: 'Disclosed by us', href: paths.disclosures({}, { by: 'us' }), active: active === 'made' },
  { text: 'Records', href: paths.records({}), active: active === 'records' },
];

const STATES = { '': 'All', incomplete: 'Incomplete', final: 'Final', superseded: 'Superseded' };
const KINDS = {
  '': 'All',
  request: 'Requests',
  disclosure: 'Disclosures',
  refusal: 'Refusals',
  informal: 'Informal contacts',
};

const options = (words: Record<string, string>, chosen: string | null) =>
  Object.entries(words).map(([value, text]) => ({ value, text, selected: value === (chosen ?? '') }));

/** @param lines one more than a page holds, where there are more. */
export function presentRecords(
  lines: readonly RecordLine[],
  counts: RecordCounts,
  choice: RecordChoice,
  { today, mayWrite, mayExport }: { today: LocalDate; mayWrite: boolean; mayExport: boolean },
): RecordsPage {
  const { state, kind, isConviction, page } = choice;
  const query = { state: state ?? '', kind: kind ?? '', conviction: isConviction ? 'yes' : '' };
  return {
    tabs: disclosureTabs('records'),
    entries: lines.slice(0, PAGE_LENGTH).map((line) => entryOf(line, today)),
    states: options(STATES, state),
    kinds: options(KINDS, kind),
    isConviction,
    found: foundText(counts, isConviction),
    files: mayExport
      ? {
          csv: paths.recordsCsv({}, { conviction: query.conviction }),
          json: paths.recordsJson({}, { conviction: query.conviction }),
        }
      : null,
    pages: presentPages(page, lines.length > PAGE_LENGTH, (number) => paths.records({}, { ...query, page: number })),
    mayWrite,
  };
}

function foundText({ all, incomplete, convictionData }: RecordCounts, isConviction: boolean): string {
  const shown = isConviction
    ? `${convictionData} with conviction data, of ${all}`
    : `${all}, of them ${convictionData} with conviction data`;
  return `Records: ${shown}; ${incomplete} incomplete.`;
}

function entryOf(line: RecordLine, today: LocalDate) {
  const {
    id,
    reference,
    occurredOn,
    convictionData,
    state,
    missing,
    completeByOn,
    supersededBy,
    supersedes,
    disclosureId,
  } = line;
  const isLate = state === 'incomplete' && completeByOn !== null && completeByOn < today;
  return {
    href: paths.record({ id }),
    reference,
    sentence: recordSentence(line),
    on: occurredOn ? localDateText(occurredOn) : 'Date missing',
    tag: recordTag(line),
    notes: [
      ...(convictionData ? ['Conviction data.'] : []),
      ...(state === 'incomplete' && missing.length > 0 ? [`Missing: ${missingWords(missing)}.`] : []),
      ...(completeByOn && state === 'incomplete' && !disclosureId
        ? [
            `${isLate ? 'Late: was to be completed' : 'To be completed'} by ${localDateText(completeByOn)} (5 working days).`,
          ]
        : []),
      ...(supersedes ? [`Corrects ${supersedes}.`] : []),
      ...(supersededBy ? [`Corrected by ${supersededBy}.`] : []),
    ],
    isLate,
  };
}
