import { ITEM_KINDS, OPEN_REQUEST_STATES, type RequestState, type RequestView } from '@broker/disclosure';
import { londonDate } from '@broker/kernel';
import { dateText, localDateText } from '../format/dates.js';
import { PAGE_LENGTH, presentPages, type Pages } from '../format/pages.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';

/** Short words and colour of each state. */
export const REQUEST_TAGS: Readonly<Record<RequestState, Tag>> = {
  draft: { text: 'Draft', classes: 'govuk-tag--yellow' },
  sent: { text: 'To be decided', classes: 'govuk-tag--orange' },
  question: { text: 'Reply awaited', classes: 'govuk-tag--orange' },
  proposed: { text: 'Second officer', classes: 'govuk-tag--orange' },
  authorised: { text: 'Authorised', classes: 'govuk-tag--green' },
  'authorised-in-part': { text: 'Part authorised', classes: 'govuk-tag--green' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
  disclosed: { text: 'Disclosed', classes: 'govuk-tag--blue' },
};

/** The tag of a request that cannot wait. */
export const URGENT_TAG: Tag = { text: 'Urgent', classes: 'govuk-tag--red' };

const BOXES = { in: 'Asked of us', out: 'Sent by us', drafts: 'Drafts' } as const;
const WHICH = { open: 'Still open', ended: 'Ended', all: 'All' } as const;
const URGENCY = { '': 'Routine and urgent', routine: 'Routine', urgent: 'Urgent' } as const;

type Box = keyof typeof BOXES;
type Which = keyof typeof WHICH;
type UrgencyFilter = keyof typeof URGENCY;

const oneOf =
  <K extends string>(list: Readonly<Record<K, string>>, usual: K) =>
  (wanted: unknown): K =>
    typeof wanted === 'string' && Object.hasOwn(list, wanted) ? (wanted as K) : usual;

/** Which requests an address asks for: those asked of the agency where it asks for none. */
export const readBox = oneOf<Box>(BOXES, 'in');
/** Whether open or ended ones, or both; open ones where the address does not say. */
export const readWhich = oneOf<Which>(WHICH, 'open');
/** How urgent; empty for both. */
export const readUrgency = oneOf<UrgencyFilter>(URGENCY, '');

/** What the list of requests shows. */
export interface RequestsPage {
  tabs: { text: string; href: string; active: boolean }[];
  box: Box;
  /** Choices of the filter; none for drafts. */
  filter: { which: Option[]; urgency: Option[] } | null;
  entries: { href: string; title: string; with: string; what: string; tags: Tag[]; due: string; isLate: boolean }[];
  pages: Pages | null;
  empty: string;
  newHref: string | null;
}

interface Option {
  value: string;
  text: string;
  selected: boolean;
}

const optionsOf = (list: Readonly<Record<string, string>>, chosen: string): Option[] =>
  Object.entries(list).map(([value, text]) => ({ value, text, selected: value === chosen }));

/** @param facts `views` one more than a page where another page follows. */
export function presentRequests(facts: {
  views: readonly RequestView[];
  box: Box;
  which: Which;
  urgency: UrgencyFilter;
  page: number;
  now: Date;
  mayAsk: boolean;
}): RequestsPage {
  const { views, box, which, urgency, page, now, mayAsk } = facts;
  const today = londonDate(now);
  return {
    tabs: (Object.keys(BOXES) as Box[]).map((one) => ({
      text: BOXES[one],
      href: paths.requests({}, { box: one === 'in' ? undefined : one }),
      active: one === box,
    })),
    box,
    filter: box === 'drafts' ? null : { which: optionsOf(WHICH, which), urgency: optionsOf(URGENCY, urgency) },
    entries: views.slice(0, PAGE_LENGTH).map((view) => entryOf(view, today)),
    pages: presentPages(page, views.length > PAGE_LENGTH, (number) =>
      paths.requests({}, { box, which, urgency, page: number }),
    ),
    empty: box === 'drafts' ? 'Your agency has no unfinished request.' : 'There is no such request.',
    newHref: mayAsk ? paths.newRequest({}) : null,
  };
}

/** What a request is called: its reference, or the day on which a draft was begun. */
export const titleOf = ({ reference, startedAt }: Pick<RequestView, 'reference' | 'startedAt'>): string =>
  reference ? `Request ${reference}` : `Draft of ${dateText(startedAt)}`;

/** Where a request goes on: a draft with its answers, any other with its page. */
export const hrefOf = ({ id, state }: Pick<RequestView, 'id' | 'state'>): string =>
  state === 'draft' ? paths.requestCheck({ id }) : paths.request({ id });

function entryOf(view: RequestView, today: string): RequestsPage['entries'][number] {
  const { side, state, urgency, dueOn, items, askingAgency, holdingAgency } = view;
  const isOpen = state !== 'draft' && OPEN_REQUEST_STATES.includes(state) && dueOn !== null;
  const isLate = isOpen && dueOn < today;
  return {
    href: hrefOf(view),
    title: titleOf(view),
    with: side === 'asking' ? `To ${holdingAgency ?? 'an agency that is not chosen yet'}` : `From ${askingAgency}`,
    what: items.map(({ kind }) => ITEM_KINDS[kind].split(':')[0]).join('; '),
    tags: [REQUEST_TAGS[state], ...(urgency === 'urgent' && isOpen ? [URGENT_TAG] : [])],
    due: isOpen ? `${isLate ? 'Late: was due by' : 'By'} ${localDateText(dueOn)}` : '',
    isLate,
  };
}
