import {
  ARTICLE_8_INTERESTS,
  isProtected,
  ITEM_KINDS,
  OPEN_REQUEST_STATES,
  PUBLIC_INTERESTS,
  REQUEST_STATE_WORDS,
  type ItemDecision,
  type RequestLine,
  type RequestView,
} from '@broker/disclosure';
import { londonDate } from '@broker/kernel';
import type { HolidayCalendar } from '@broker/working-calendar';
import { localDateText, momentText } from '../format/dates.js';
import { dueText } from '../format/due.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { rowOf, type SummaryRow } from './check.presenter.js';
import { offersOf, type Offer, type OfferFacts } from './request-offers.js';
import type { QuestionFacts } from './request-question.js';
import { askedOf } from './request-questions.js';
import { REQUEST_TAGS, titleOf, URGENT_TAG } from './requests.presenter.js';

/** What the page of a request is made of. */
export interface RequestFacts extends Omit<OfferFacts, 'view'> {
  facts: QuestionFacts;
  /** Whether what was written was disposed of. */
  isDisposed: boolean;
  history: readonly RequestLine[];
  needsSecond: boolean;
  now: Date;
  calendar: HolidayCalendar;
}

/** What the page of a request shows. */
export interface RequestPage {
  heading: string;
  back: string;
  tags: Tag[];
  summary: string;
  due: { text: string; isLate: boolean; who: string; note: string } | null;
  isDisposed: boolean;
  offers: Offer[];
  risks: string[];
  items: { kind: string; what: string; why: string; decision: Tag | null; reason: string }[];
  rows: SummaryRow[];
  questions: { question: string; askedAt: string; reply: string; repliedAt: string }[];
  decision: { rows: SummaryRow[] } | null;
  /** What the second officer wrote who sent a decision back; empty where none did. */
  returnNote: string;
  /** Whose decision, saved and not made yet, can be gone on with; empty where there is none. */
  savedDecision: string;
  timeline: { title: string; by: string; at: string; timestamp: string; text: string }[];
}

const DECISION_TAGS: Readonly<Record<ItemDecision, Tag>> = {
  authorised: { text: 'Authorised', classes: 'govuk-tag--green' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
};

/** Questions whose answers stand elsewhere on the page. */
const ELSEWHERE = ['agency', 'items'];

/** One request as its page shows it. */
export function presentRequest(given: RequestFacts): RequestPage {
  const { facts, isDisposed, history, saved } = given;
  const { view, words } = facts;
  const row = (key: string, text: string): SummaryRow => ({
    key: { text: key },
    value: { text },
  });
  const questions = isDisposed ? [] : askedOf(facts).filter(({ name }) => !ELSEWHERE.includes(name));
  return {
    heading: titleOf(view),
    back: paths.requests({}, { box: view.side === 'asking' ? 'out' : undefined }),
    tags: [REQUEST_TAGS[view.state], ...(view.urgency === 'urgent' ? [URGENT_TAG] : [])],
    summary: summaryOf(view),
    due: dueOf(given),
    isDisposed,
    offers: offersOf({ ...given, view }),
    risks: risksOf(given),
    items: view.items.map(({ itemId, kind, decision }) => {
      const item = words.items.find(({ id }) => id === itemId);
      return {
        kind: ITEM_KINDS[kind],
        what: item?.what ?? '',
        why: item?.why ?? '',
        decision: decision && DECISION_TAGS[decision],
        reason: words.reasons?.items[itemId] ?? '',
      };
    }),
    rows: questions.map((question) => rowOf(question, facts, 'Not told')),
    questions: words.questions.map(({ question, askedAt, reply, repliedAt }) => ({
      question,
      askedAt: momentText(new Date(askedAt)),
      reply: reply ?? '',
      repliedAt: repliedAt ? momentText(new Date(repliedAt)) : '',
    })),
    decision: words.reasons && { rows: decisionRows(facts).map(([key, text]) => row(key, text)) },
    returnNote: words.returnNote ?? '',
    savedDecision: saved
      ? `${saved.savedBy} saved a decision on ${momentText(saved.savedAt)}. It is not made yet.`
      : '',
    timeline: history.map(lineOf),
  };
}

const summaryOf = ({ side, state, askingAgency, holdingAgency }: RequestView): string =>
  side === 'asking'
    ? `You have asked ${holdingAgency ?? ''}. This request ${REQUEST_STATE_WORDS[state]}.`
    : `${askingAgency} asks your agency. This request ${REQUEST_STATE_WORDS[state]}.`;

function dueOf({ facts: { view, standard }, now, calendar }: RequestFacts): RequestPage['due'] {
  const { state, dueOn, side, askingAgency, holdingAgency } = view;
  if (dueOn === null || !OPEN_REQUEST_STATES.includes(state)) return null;
  const isAskingTurn = state === 'question';
  const waited = isAskingTurn ? askingAgency : (holdingAgency ?? '');
  const isOurs = isAskingTurn === (side === 'asking');
  const days = isAskingTurn ? standard.replyDays : standard.routineDays;
  return {
    ...dueText(dueOn, londonDate(now), calendar),
    who: isOurs ? 'Your agency is waited for' : `${waited} is waited for`,
    note: `The agreement names no time for this. It is the partnership’s standard: ${days} working days, ${standard.urgentDays} where it is urgent, not counting the first day. A question stops the clock of the decision, and the reply starts it anew.`,
  };
}

/** What whoever decides should weigh, made from what was asked; for the agency that decides only. */
function risksOf({ facts: { view, words }, needsSecond }: RequestFacts): string[] {
  const { side, state, subjectRole, convictionData, consent, crimeExemption, items, publicInterest } = view;
  if (side !== 'holding' || !OPEN_REQUEST_STATES.includes(state)) return [];
  const has = (kind: string): boolean => items.some((item) => item.kind === kind);
  const lines: [boolean, string][] = [
    [
      isProtected(subjectRole),
      'The person is a victim, witness or complainant. Being found out can put them in danger.',
    ],
    [consent === 'refused', 'The person has refused. Only an overriding public interest can outweigh that.'],
    [consent === 'not-asked', 'The person has not been asked. They may be entitled to be told afterwards.'],
    [convictionData === true, 'Conviction data: it is marked, and may be used for the stated purpose only.'],
    [
      has('health'),
      'Clinical information is held in confidence. Check that the public interest that is told outweighs it.',
    ],
    [
      has('allegations'),
      'Allegations that were not proven can do lasting harm. Disclose them only where they are needed.',
    ],
    [has('images') || has('associates'), 'Other people than the one asked about may be seen or named in it.'],
    [
      crimeExemption === true,
      'The crime exemption is relied on. Its three tests must be met in this case, not in general.',
    ],
    [publicInterest.length > 0 && words.publicInterestWords === '', 'A public interest is claimed without reasons.'],
    [items.length > 5, `${items.length} things are asked for. Is each of them needed?`],
    [needsSecond, 'A second officer of your agency has to agree before anything goes out.'],
  ];
  return lines.flatMap(([isSo, text]) => (isSo ? [text] : []));
}

function decisionRows({ view, words }: QuestionFacts): [string, string][] {
  const reasons = words.reasons!;
  const rows: [string, string][] = [
    ['Reasons', reasons.summary],
    ['Fair balance', reasons.balance],
    ['Interest of Article 8', view.authorisedInterest ? ARTICLE_8_INTERESTS[view.authorisedInterest] : ''],
    ['Public interest relied on', view.publicInterest.map((one) => PUBLIC_INTERESTS[one]).join('; ')],
    ['Decided by', view.decidedByName ?? ''],
    ['Agreed to by', view.secondedByName ?? ''],
    ['What the second officer wrote', reasons.second ?? ''],
    ['In time', view.isDecidedLate === null ? '' : view.isDecidedLate ? 'No: after its last day' : 'Yes'],
  ];
  return rows.filter(([, text]) => text !== '');
}

const TITLES: Readonly<Record<string, string>> = {
  send: 'Sent',
  ask: 'Question asked',
  reply: 'Question answered',
  return: 'Decision sent back',
  withdraw: 'Withdrawn',
  disclose: 'Disclosed',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  proposed: 'Decision made, a second officer needed',
  authorised: 'Authorised in full',
  'authorised-in-part': 'Authorised in part',
  refused: 'Refused',
};

function lineOf({ step, state, at, agency, officer, dueOn, isLate }: RequestLine): RequestPage['timeline'][number] {
  const outcome = OUTCOMES[state] ?? 'Decided';
  const decided = step === 'second' ? `${outcome}, a second officer agreeing` : outcome;
  const title = TITLES[step] ?? decided;
  const day = dueOn && localDateText(dueOn);
  const isStart = step === 'send' || step === 'ask';
  return {
    title,
    by: officer ? `${officer}, ${agency}` : agency,
    at: momentText(at),
    timestamp: at.toISOString(),
    text: !day ? '' : isStart ? `An answer is due by ${day}.` : `${isLate ? 'Late: it' : 'It'} was due by ${day}.`,
  };
}
