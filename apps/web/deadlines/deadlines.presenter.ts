import type { DeadlineView, ExplainedDeadline } from '@broker/deadlines';
import { localDateText } from '../format/dates.js';
import { presentPages, type Pages } from '../format/pages.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';

/** How a deadline stands at an instant. */
export function stateTag({ state, dueAt }: Pick<DeadlineView, 'state' | 'dueAt'>, now: Date): Tag {
  if (state === 'armed') {
    return now < dueAt ? { text: 'Open', classes: 'govuk-tag--blue' } : { text: 'Late', classes: 'govuk-tag--red' };
  }
  return CLOSED[state];
}

const CLOSED: Record<Exclude<DeadlineView['state'], 'armed'>, Tag> = {
  met: { text: 'Done in time', classes: 'govuk-tag--green' },
  late: { text: 'Done late', classes: 'govuk-tag--orange' },
  cancelled: { text: 'No longer owed', classes: 'govuk-tag--grey' },
  superseded: { text: 'Counted again', classes: 'govuk-tag--grey' },
};

/** The open deadlines, as the page shows them. */
export interface DeadlinesPage {
  /** Whose they are, in words. */
  whose: string;
  isFiltered: boolean;
  kinds: { value: string; text: string; selected: boolean }[];
  entries: { href: string; title: string; due: string; who: string; clause: ClauseView; tag: Tag }[];
  pages: Pages | null;
}

/** @param facts `agencies`: names by id; `agencyId` null where all of the partnership's are shown. */
export function presentDeadlines(facts: {
  explained: readonly ExplainedDeadline[];
  agencies: ReadonlyMap<string, string>;
  agencyId: string | null;
  kinds: readonly { kind: string; title: string }[];
  kind: string;
  now: Date;
  page: number;
  hasMore: boolean;
}): DeadlinesPage {
  const { explained, agencies, agencyId, kinds, kind, now, page, hasMore } = facts;
  return {
    whose: agencyId === null ? 'of every agency in the partnership' : 'of your agency, and those that everybody shares',
    isFiltered: kind !== '',
    kinds: [
      { value: '', text: 'Every kind', selected: kind === '' },
      ...kinds.map((one) => ({ value: one.kind, text: one.title, selected: one.kind === kind })),
    ],
    entries: explained.map(({ deadline, title }) => ({
      href: paths.deadline({ id: deadline.id }),
      title,
      due: localDateText(deadline.dueOn),
      who: whoText(deadline, agencies),
      clause: presentClause(deadline.clause),
      tag: stateTag(deadline, now),
    })),
    pages: presentPages(page, hasMore, (number) => paths.deadlines({}, { kind, page: number })),
  };
}

/** Whose turn it is. */
export const whoText = ({ agencyId }: Pick<DeadlineView, 'agencyId'>, agencies: ReadonlyMap<string, string>): string =>
  agencyId === null ? 'Everybody' : (agencies.get(agencyId) ?? 'Another agency');
