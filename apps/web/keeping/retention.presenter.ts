import {
  DISPOSABLES,
  type CertificateView,
  type HoldView,
  type KeptFilter,
  type KeptView,
  type UnopenedLine,
} from '@broker/disclosure';
import { localDateText, momentText } from '../format/dates.js';
import { countText, plainCode } from '../format/numbers.js';
import { presentClause } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { blankForm, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import type { Paged, PageFacts } from './keeping-pages.service.js';
import { rowsOf, type ListPage, type OnePage, type TimelineItem } from './page-parts.js';

/** Which question a refusal is about. */
export const RETENTION_PLACES = {
  'disclosure/hold-reason-missing': 'reason',
  'disclosure/held-already': 'reason',
  'disclosure/not-held': 'reason',
  'disclosure/disposed-of': 'reason',
} as const;

const KEPT: Tag = { text: 'Kept', classes: 'govuk-tag--blue' };
const HELD: Tag = { text: 'Held', classes: 'govuk-tag--purple' };
const DISPOSED: Tag = { text: 'Disposed of', classes: 'govuk-tag--grey' };

const tagOf = ({ disposedAt, heldBy }: KeptView): Tag => (disposedAt ? DISPOSED : heldBy.length > 0 ? HELD : KEPT);

const titleOf = ({ recordKind, reference }: Pick<KeptView, 'recordKind' | 'reference'>): string =>
  [DISPOSABLES[recordKind].words, reference].filter(Boolean).join(' ');

const EMPTY: Record<KeptFilter, string> = {
  kept: 'Your agency keeps nothing that has a last day.',
  held: 'Nothing is held.',
  disposed: 'Nothing has been disposed of yet.',
};

/** What is kept, held or disposed of. */
export const presentRetention = ({ items, pages }: Paged<KeptView>, which: KeptFilter): ListPage => ({
  title: 'Retention',
  lead: 'Personal information is kept for as long as the agreement says. When its last day is over, its key is destroyed and nobody can read it again. What proceedings need can be held.',
  clause: presentClause('ISA-23'),
  button: null,
  tabs: (
    [
      ['kept', 'What ends when'],
      ['held', 'On hold'],
      ['disposed', 'Disposed of'],
    ] as const
  ).map(([value, text]) => ({ text, href: paths.retention({}, { which: value }), active: value === which })),
  entries: items.map((one) => ({
    href: paths.retentionOne({ id: one.id }),
    title: titleOf(one),
    tag: tagOf(one),
    lines: [
      one.disposedAt
        ? { text: `Disposed of on ${momentText(one.disposedAt)}` }
        : { text: `Kept until the end of ${localDateText(one.retainUntilOn)}` },
      ...(one.heldBy.length > 0 ? [{ text: `Held by ${one.heldBy.map(({ agency }) => agency).join(' and ')}` }] : []),
    ],
  })),
  empty: EMPTY[which],
  pages,
});

/** One thing that is kept or was. @param agencyIds the reader's agency and all whose duties have come to it. */
export function presentKept(
  view: KeptView,
  holds: readonly HoldView[],
  { agencyIds, may }: PageFacts & { agencyIds: readonly string[] },
  timeline: TimelineItem[],
): OnePage {
  const { id, disposedAt, heldBy, certificateId } = view;
  const isOurs = heldBy.some(({ agencyId }) => agencyIds.includes(agencyId));
  const mayHold = may.has('retention.hold') && !disposedAt;
  return {
    title: titleOf(view),
    caption: 'Retention',
    back: { text: 'Retention', href: paths.retention({}) },
    tag: tagOf(view),
    due: null,
    lead: disposedAt
      ? 'Its key has been destroyed. Nobody can read it again, not from this system and not from a backup.'
      : heldBy.length > 0
        ? 'It is not disposed of while anybody holds it.'
        : 'It is disposed of by itself when its last day is over.',
    purpose: '',
    actions: [
      ...(mayHold && !isOurs ? [{ text: 'Place a hold', href: paths.retentionHold({ id }), isMain: true }] : []),
      ...(mayHold && isOurs ? [{ text: 'Lift the hold', href: paths.retentionLift({ id }), isMain: true }] : []),
      ...(certificateId
        ? [{ text: 'See the certificate', href: paths.retentionCertificate({ id: certificateId }) }]
        : []),
    ],
    rows: rowsOf([
      ['Kept since', localDateText(view.beganOn)],
      ['Last day', localDateText(view.retainUntilOn)],
      ['Who sees that it is disposed of', view.agency],
      ['Disposed of', disposedAt && momentText(disposedAt)],
    ]),
    sections:
      holds.length === 0
        ? []
        : [
            {
              title: 'Holds',
              parts: holds.map((hold) => ({
                title: hold.agency,
                tag: hold.liftedAt ? { text: 'Lifted', classes: 'govuk-tag--grey' } : HELD,
                lines: [
                  `Placed by ${hold.placedBy} on ${momentText(hold.placedAt)}.`,
                  hold.reason ? `Why: ${hold.reason}` : '',
                  hold.liftedAt ? `Lifted on ${momentText(hold.liftedAt)}.` : '',
                  hold.liftReason ? `Why: ${hold.liftReason}` : '',
                ].filter(Boolean),
              })),
            },
          ],
    timeline,
  };
}

const reason = (label: string, form: SentForm) =>
  ({
    kind: 'textarea',
    id: 'reason',
    label,
    hint: 'Only your agency reads this.',
    value: textOf(form, 'reason'),
  }) as const;

/** The form that places a hold. */
export const holdForm = (view: KeptView, form?: SentForm): FormPage =>
  blankForm({
    title: 'Place a hold',
    caption: titleOf(view),
    back: { text: titleOf(view), href: paths.retentionOne({ id: view.id }) },
    lead: `It would be disposed of after ${localDateText(view.retainUntilOn)}. Held, it stays until your agency lifts the hold.`,
    fields: [reason('Why must it be kept?', form)],
    button: 'Place the hold',
  });

/** The form that lifts one. @param today tells whether it is disposed of at once. */
export const liftForm = (view: KeptView, today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Lift the hold',
    caption: titleOf(view),
    back: { text: titleOf(view), href: paths.retentionOne({ id: view.id }) },
    lead:
      view.retainUntilOn < today && view.heldBy.length === 1
        ? 'Its last day is over: it is disposed of at once, and cannot be brought back.'
        : `It is then kept until ${localDateText(view.retainUntilOn)}, unless somebody else holds it.`,
    fields: [reason('Why need it not be kept any longer?', form)],
    button: 'Lift the hold',
    isWarning: view.retainUntilOn < today,
  });

/** The particulars of a certificate, in order; also for the file. */
export const certificateRows = (one: CertificateView): (readonly [string, string])[] => [
  ['Certificate', one.reference],
  ['Partnership', one.partnership],
  ['What', DISPOSABLES[one.recordKind].words],
  ['Its id', one.recordId],
  ['Who held it', one.holders.join(', ')],
  ['Kept since', localDateText(one.beganOn)],
  ['Last day', localDateText(one.retainUntilOn)],
  ['Disposed of', momentText(one.disposedAt)],
  ['Why', 'The time for which the agreement lets it be kept was over'],
  ['By', presentClause(one.clause).text],
  ['Items destroyed', `${countText(one.items, 'item')}, each with its own key`],
];

/** A certificate of disposal. */
export const presentCertificate = (one: CertificateView): OnePage => ({
  title: `Certificate of disposal ${one.reference}`,
  caption: 'Retention',
  back: { text: 'Retention', href: paths.retention({}, { which: 'disposed' }) },
  tag: DISPOSED,
  due: null,
  lead: 'The information cannot be read again by anybody. What it was bound to in the log is named below, so that the log can still be verified.',
  purpose: '',
  actions: [{ text: 'Download as PDF', href: paths.retentionCertificatePdf({ id: one.id }), isMain: true }],
  rows: rowsOf(certificateRows(one)),
  sections: [
    {
      title: 'What bound the content in the log',
      text: 'A keyed hash of each item. Without its key, which is destroyed, it tells nothing.',
      rows: rowsOf(one.commitments.map((commitment, index) => [`Item ${index + 1}`, commitment] as const)),
    },
  ],
  timeline: [],
});

/** What was disclosed and never opened. */
export const presentUnopened = (lines: readonly UnopenedLine[]): OnePage => ({
  title: 'Disclosed and never opened',
  caption: 'Partnership',
  back: { text: 'Home', href: paths.home({}) },
  tag:
    lines.length === 0
      ? { text: 'Nothing', classes: 'govuk-tag--green' }
      : { text: 'To be talked about', classes: 'govuk-tag--yellow' },
  due: null,
  lead:
    lines.length === 0
      ? 'Everything that was disclosed more than a fortnight ago has been opened.'
      : 'What is never opened was perhaps not needed. Nothing here tells whom it is about.',
  purpose: '',
  actions: [],
  rows: [],
  sections:
    lines.length === 0
      ? []
      : [
          {
            title: 'By agency and kind of information',
            table: {
              caption: 'Items disclosed more than a fortnight ago',
              columns: ['Disclosed by', 'To', 'Kind', 'Items', 'Never opened'],
              rows: lines.map((one) => [
                one.disclosing,
                one.receiving,
                plainCode(one.kind),
                `${one.disclosed}`,
                `${one.unopened}`,
              ]),
            },
          },
        ],
  timeline: [],
});
