import {
  GATEWAYS,
  numberText,
  type AgreementClause,
  type DraftFault,
  type DraftPart,
  type DraftView,
} from '@broker/agreement';
import { localDateText } from '../format/dates.js';
import { dayItems } from '../format/date-fields.js';
import { countText } from '../format/numbers.js';
import { paths } from '../paths.js';

/** One part of the draft on its task list. */
export interface DraftTask {
  title: string;
  href: string;
  hint: string;
  /** What keeps the part from being sent; empty when nothing does. */
  faults: string[];
}

/** The draft's own page. */
export interface DraftPage {
  version: number;
  before: number | null;
  tasks: DraftTask[];
  isWhole: boolean;
}

/** An error of a page: its words, and the field that it leads to. */
export interface PageError {
  text: string;
  href: string;
}

/** The parts of a draft, and which of them are ready. */
export function presentDraft({ draft, before, faults }: DraftView): DraftPage {
  const task = (part: DraftPart, title: string, href: string, hint: string): DraftTask => ({
    title,
    href,
    hint,
    faults: faults.filter((one) => one.part === part).map(({ message }) => message),
  });
  const day = (date: string | null): string => (date ? localDateText(date) : 'not set');
  return {
    version: draft.version,
    before: before?.version ?? null,
    tasks: [
      task('clauses', 'Clauses', paths.draftClauses({}), countText(draft.clauses.length, 'clause')),
      task('purposes', 'Purposes', paths.draftPurposes({}), countText(draft.purposes.length, 'purpose')),
      task('gateways', 'Gateways', paths.draftGateways({}), countText(draft.gateways.length, 'gateway')),
      task(
        'retention',
        'How long information is kept',
        paths.draftRetention({}),
        countText(draft.retention.length, 'kind of information', 'kinds of information'),
      ),
      task(
        'terms',
        'How days are counted, review and start',
        paths.draftTerms({}),
        `Review: ${day(draft.reviewOn)}.${before ? ` Last day of version ${before.version}: ${day(draft.oldEndsOn)}.` : ''}`,
      ),
    ],
    isWhole: faults.length === 0,
  };
}

/** The clauses of a draft, each with where it is edited. */
export const presentClauses = ({ draft }: DraftView) => ({
  version: draft.version,
  clauses: draft.clauses.map(({ clause, heading, text }) => ({
    number: numberText(clause),
    heading: heading ?? null,
    text,
    href: paths.draftClause({ clause }),
  })),
});

/** What stands in the fields of one clause. */
export interface ClauseFields {
  number: string;
  heading: string;
  text: string;
}

/** The page of one clause. @param was the clause as it stands; null for a new one. @param fields as typed, if they were refused. */
export function presentClauseForm(
  was: AgreementClause | null,
  fields?: ClauseFields,
  faults: readonly DraftFault[] = [],
) {
  const errors = faults.map((fault): PageError => ({ text: fault.message, href: `#${fieldOf(fault.code)}` }));
  const number = was ? numberText(was.clause) : null;
  return {
    number,
    fields: fields ?? { number: number ?? '', heading: was?.heading ?? '', text: was?.text ?? '' },
    removal: was && paths.draftClauseRemoval({ clause: was.clause }),
    errors,
    errorOf: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
    mend: faults.map(({ mend }) => mend),
  };
}

const fieldOf = (code: string): string => (/clause-(number|twice)$/.test(code) ? 'number' : 'text');

/** A page of a part whose faults lead to its first field. */
export const presentPartErrors = (faults: readonly DraftFault[], field: string) => ({
  errors: faults.map((fault): PageError => ({ text: fault.message, href: `#${field}` })),
  mend: faults.map(({ mend }) => mend),
});

/** The gateways of the register, with those that are chosen (GOV.UK checkbox items). */
export const presentGateways = (chosen: readonly { id: string }[]) => ({
  items: GATEWAYS.map(({ id, clause, text }) => ({
    value: id,
    text,
    hint: { text: `Agreement, paragraph ${numberText(clause)}` },
    checked: chosen.some((one) => one.id === id),
  })),
});

/** What stands in the fields of the days. */
export interface TermFields {
  reading: string;
  reviewOn: string | null;
  oldEndsOn: string | null;
}

/** How days are counted, when the review is, and when the version before ends. */
export function presentTermsForm(fields: TermFields, before: number | null, faults: readonly DraftFault[] = []) {
  const errors = faults.map((fault): PageError => ({ text: fault.message, href: `#${fault.of}-day` }));
  const messageOf = (field: string) => faults.find(({ of }) => of === field);
  return {
    before,
    reading: fields.reading,
    review: {
      items: dayItems(fields.reviewOn, Boolean(messageOf('reviewOn'))),
      error: errorOf(messageOf('reviewOn')),
    },
    oldEnds: {
      items: dayItems(fields.oldEndsOn, Boolean(messageOf('oldEndsOn'))),
      error: errorOf(messageOf('oldEndsOn')),
    },
    errors,
  };
}

const errorOf = (fault: DraftFault | undefined) => (fault ? { text: `${fault.message} ${fault.mend}` } : null);
