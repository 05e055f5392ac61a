import { REVEAL_MINUTES, REVEAL_PURPOSES, standingOfReveal, type RevealView } from '@broker/audit';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { momentText, timeText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import type { Tag } from '../format/tag.js';
import { blankForm, type FormPage } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { auditTabs, type AuditTab } from './log.presenter.js';

/** Code of a refusal → the question it is about. */
export const REVEAL_PLACES: Readonly<Record<string, string>> = {
  'audit/reveal-purpose': 'purpose',
  'audit/reveal-reason': 'reason',
};

const TAGS: Record<ReturnType<typeof standingOfReveal>, Tag> = {
  asked: { text: 'Waits for a second person', classes: 'govuk-tag--yellow broker-tag-wide' },
  lapsed: { text: 'Not answered in time', classes: 'govuk-tag--grey' },
  agreed: { text: 'Agreed', classes: 'govuk-tag--red' },
  open: { text: 'Open now', classes: 'govuk-tag--red' },
  refused: { text: 'Not agreed', classes: 'govuk-tag--grey' },
  withdrawn: { text: 'Taken back', classes: 'govuk-tag--grey' },
  ended: { text: 'Ended', classes: 'govuk-tag--grey' },
};

/** A reveal in the list. */
interface RevealLine {
  href: string;
  text: string;
  by: string;
  tag: Tag;
}

/** What the page of reveals shows. */
export interface RevealsPage {
  tabs: AuditTab[] | null;
  awaiting: RevealLine[];
  mine: RevealLine[];
  others: RevealLine[];
}

/** The reveals in three parts: those that wait for the reader, the reader's own, all others. */
export function presentReveals(reveals: readonly RevealView[], actor: Actor, now: Date): RevealsPage {
  const waits = (one: RevealView): boolean => standingOfReveal(one, now) === 'asked' && one.askedBy !== actor.officerId;
  const isOwn = (one: RevealView): boolean => one.askedBy === actor.officerId;
  const lines = (list: readonly RevealView[]): RevealLine[] =>
    list.map((one) => ({
      href: paths.reveal({ id: one.id }),
      text: `Record ${one.reference} of ${one.owner}`,
      by: `Asked by ${one.asker}, ${one.askingAgency}, on ${momentText(one.askedAt)}, ${REVEAL_PURPOSES[one.purpose]}.`,
      tag: TAGS[standingOfReveal(one, now)],
    }));
  return {
    tabs: actor.role === 'auditor' ? auditTabs(paths.reveals({})) : null,
    awaiting: lines(reveals.filter(waits)),
    mine: lines(reveals.filter(isOwn)),
    others: lines(reveals.filter((one) => !waits(one) && !isOwn(one))),
  };
}

/** What the page of one reveal shows. */
export interface RevealPage {
  title: string;
  caption: string;
  tag: Tag;
  sentence: string;
  rows: { key: { text: string }; value: { text: string; classes: string } }[];
  /** Where the reader, as the second person, answers; null for everybody else. */
  answer: {
    href: string;
    words: string;
    errors: { text: string; href: string }[];
    fieldErrors: Record<string, { text: string }>;
  } | null;
  /** Where the one who asked sees the person, while it is open. */
  person: string | null;
  /** Where the one who asked takes it back or ends it. */
  end: { href: string; text: string } | null;
  record: string | null;
  errors: { text: string; href: string }[];
}

/** @param sent what came back with a refusal of an answer. */
export function presentReveal(
  reveal: RevealView,
  actor: Actor,
  now: Date,
  sent: { refusal?: Refusal; words?: string } = {},
): RevealPage {
  const standing = standingOfReveal(reveal, now);
  const isOwn = reveal.askedBy === actor.officerId;
  const { id, recordId } = reveal;
  const text = sent.refusal ? `${sent.refusal.message} ${sent.refusal.mend}` : '';
  const errors = sent.refusal ? [{ text, href: '#words' }] : [];
  return {
    title: 'See the person',
    caption: `Record ${reveal.reference}`,
    tag: TAGS[standing],
    sentence: sentenceOf(reveal, standing, isOwn),
    rows: rowsOf(reveal),
    answer:
      standing === 'asked' && !isOwn
        ? {
            href: paths.revealAnswer({ id }),
            words: sent.words ?? '',
            errors,
            fieldErrors: sent.refusal ? { words: { text } } : {},
          }
        : null,
    person: standing === 'open' && isOwn ? paths.logPerson({ id: recordId }) : null,
    end:
      isOwn && (standing === 'open' || standing === 'asked')
        ? { href: paths.revealEnd({ id }), text: standing === 'open' ? 'End it now' : 'Take it back' }
        : null,
    record: actor.role === 'auditor' ? paths.logRecord({ id: recordId }) : null,
    errors,
  };
}

function sentenceOf(reveal: RevealView, standing: ReturnType<typeof standingOfReveal>, isOwn: boolean): string {
  const until = reveal.opensUntil ? timeText(reveal.opensUntil) : '';
  switch (standing) {
    case 'asked':
      return isOwn
        ? 'Another auditor or the partnership manager has to agree. You are told when they have answered.'
        : `If you agree, ${reveal.asker} can see the person for ${REVEAL_MINUTES} minutes. You do not see them yourself.`;
    case 'open':
      return isOwn
        ? `The person is open to you until ${until}. Each look is recorded.`
        : `The person is open to ${reveal.asker} until ${until}.`;
    case 'lapsed':
      return 'Nobody answered in time. The person stays masked.';
    case 'refused':
      return 'A second person did not agree. The person stays masked.';
    case 'withdrawn':
      return 'It was taken back. The person stays masked.';
    default:
      return 'It has ended. The person is masked again.';
  }
}

const rowsOf = (reveal: RevealView): RevealPage['rows'] => {
  const rows: [string, string][] = [
    ['Whose record', reveal.owner],
    ['Asked by', `${reveal.asker}, ${reveal.askingAgency}`],
    ['Asked on', momentText(reveal.askedAt)],
    ['What for', capital(REVEAL_PURPOSES[reveal.purpose])],
    ['Reason given', reveal.reason],
    [
      'Answered by',
      reveal.answerer && reveal.answeredAt ? `${reveal.answerer}, on ${momentText(reveal.answeredAt)}` : '',
    ],
    ['Said with the answer', reveal.answerWords ?? ''],
  ];
  return rows
    .filter(([, text]) => text !== '')
    .map(([key, text]) => ({ key: { text: key }, value: { text, classes: 'broker-break' } }));
};

/** The form by which an auditor asks to see the person behind a record. */
export const revealForm = (id: string, reference: string, form: Form): FormPage =>
  blankForm({
    title: 'Ask to see the person',
    caption: reference,
    back: { text: 'The record', href: paths.logRecord({ id }) },
    lead: `Another auditor or the partnership manager reads what you say here and has to agree. The person is then open to you for ${REVEAL_MINUTES} minutes. All of it is recorded.`,
    button: 'Ask',
    fields: [
      {
        kind: 'radios',
        id: 'purpose',
        label: 'What do you need it for?',
        items: Object.entries(REVEAL_PURPOSES).map(([value, words]) => ({
          value,
          text: capital(words),
          checked: value === textOf(form, 'purpose'),
        })),
      },
      {
        kind: 'textarea',
        id: 'reason',
        label: 'Why is the masked record not enough?',
        hint: 'At least 20 characters, without naming anybody.',
        value: textOf(form, 'reason'),
      },
    ],
  });

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
