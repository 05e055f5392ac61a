import {
  REVEAL_PURPOSES,
  standingOfReveal,
  type OpenedRecord,
  type RevealedRecord,
  type RevealView,
} from '@broker/audit';
import { PARTICULARS, type Particular } from '@broker/disclosure';
import { localDateText, momentText, timeText } from '../format/dates.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { presentEvidence } from '../proof/evidence.presenter.js';
import type { TableRow } from '../submissions/report.presenter.js';
import { lineOf, type LogLine } from './log.presenter.js';
import { interestText, plainWords, type AgreementWords } from './log-words.js';

/** A row of a summary list (GOV.UK arguments). */
interface SummaryRow {
  key: { text: string };
  value: { text?: string; html?: string; classes?: string };
}

/** One of the six particulars: whether it is there, and as much of it as is not masked. */
export interface ParticularLine {
  name: string;
  tag: Tag;
  /** What may be told without a reveal. */
  text: string;
  isMasked: boolean;
}

/** What was so at a moment, as it is shown. */
export interface MomentView {
  title: string;
  rows: SummaryRow[];
}

/** A disclosure record as an auditor opens it: masked. */
export interface LogRecordPage {
  title: string;
  line: LogLine;
  particulars: ParticularLine[];
  decision: SummaryRow[];
  custody: TableRow[];
  moments: MomentView[];
  related: { href: string; text: string; state: string }[];
  /** What the auditor can do about the mask. */
  reveal: { text: string; href: string | null; words: string };
  finding: string;
}

const THERE: Tag = { text: 'There', classes: 'govuk-tag--green' };
const MISSING: Tag = { text: 'Missing', classes: 'govuk-tag--red' };
const NAMES = PARTICULARS as Readonly<Record<Particular, string>>;

/** @param reveal the newest that the reader has asked for; @param now decides how it stands. */
export function presentLogRecord(
  { row, record, custody, asItWas }: OpenedRecord,
  words: AgreementWords,
  reveal: RevealView | null,
  now: Date,
): LogRecordPage {
  const line = lineOf(row, words);
  return {
    title: row.reference ?? 'Disclosure record',
    line,
    particulars: (Object.keys(NAMES) as Particular[]).map((one) => particularOf(one, { row, record }, line)),
    decision: decisionOf({ row, record }, line),
    custody: presentEvidence(custody, true),
    moments: asItWas.map((moment) => momentOf(moment)),
    related: record.related.map(({ id, reference, agency, side, state }) => ({
      href: paths.logRecord({ id }),
      text: `${reference}: ${agency}, ${side === 'asking' ? 'which asked' : 'which was asked'}`,
      state: plainWords(state),
    })),
    reveal: revealOf(row.id, reveal, now),
    finding: paths.logFinding({ id: row.id }),
  };
}

function particularOf(
  one: Particular,
  { row, record }: Pick<OpenedRecord, 'row' | 'record'>,
  line: LogLine,
): ParticularLine {
  const isThere = !record.missing.includes(one);
  const told: Partial<Record<Particular, string>> = {
    date: row.occurredOn ? localDateText(row.occurredOn) : '',
    subject: line.person?.role ?? '',
    'requesting-officer': record.requestingOfficer ?? '',
    grounds: line.grounds,
    'dealing-officer': [record.dealingOfficer, record.authorisedBy && `authorised by ${record.authorisedBy}`]
      .filter(Boolean)
      .join(', '),
  };
  const isMasked = isThere && one !== 'date';
  return { name: NAMES[one], tag: isThere ? THERE : MISSING, text: told[one] ?? '', isMasked };
}

function decisionOf({ row, record }: Pick<OpenedRecord, 'row' | 'record'>, line: LogLine): SummaryRow[] {
  const rows: [string, string | null | undefined][] = [
    ['Outcome', line.outcome.text],
    ['On request', record.requestReference && `${record.requestReference}: ${plainWords(record.requestState ?? '')}`],
    ['Consent', record.consent && plainWords(record.consent)],
    ['Interest of Article 8', record.article8Interest && interestText(record.article8Interest)],
    ['Conviction data', row.convictionData ? 'Yes' : 'No'],
    ['Finished', record.finalisedAt ? momentText(record.finalisedAt) : 'Not yet'],
    ['Kept until', localDateText(record.retainUntilOn)],
    ['Legal hold', record.onHold ? 'Yes' : 'No'],
    ['Disposed of', record.disposedAt && momentText(record.disposedAt)],
    ['Bound in the log by', record.commitment],
  ];
  return rows.flatMap(([key, text]) =>
    text
      ? [
          {
            key: { text: key },
            value: { text, classes: key === 'Bound in the log by' ? 'broker-mono' : 'broker-break' },
          },
        ]
      : [],
  );
}

const MOMENTS = {
  asked: 'When it was asked',
  decided: 'When it was decided',
  disclosed: 'When it was disclosed',
  recorded: 'When it was recorded',
};

function momentOf(moment: OpenedRecord['asItWas'][number]): MomentView {
  const { at, officer, agency, roles, trainedUntilOn, agreement, gateway, calendarVersion } = moment;
  const rows: [string, string][] = [
    ['Officer', `${officer ?? 'Not named'}, ${agency}`],
    ['Held the post of', roles.length > 0 ? roles.join(', ') : 'None'],
    ['Trained until', trainedUntilOn ? localDateText(trainedUntilOn) : 'Not trained'],
    ['Agreement that bound the agency', agreement ? `Version ${agreement.version}` : 'None'],
    ['Its text', agreement?.textSha256 ?? ''],
    ['Gateway, as it stood', gateway ? (gateway.text ?? gateway.id) : 'None named'],
    [
      'Register of gateways',
      gateway?.correctedAt ? `As corrected on ${momentText(gateway.correctedAt)}` : 'As delivered',
    ],
    ['Calendar of days off', calendarVersion],
  ];
  return {
    title: `${MOMENTS[moment.moment]}: ${momentText(at)}`,
    rows: rows
      .filter(([, text]) => text !== '')
      .map(([key, text]) => ({
        key: { text: key },
        value: { text, classes: key === 'Its text' ? 'broker-mono' : 'broker-break' },
      })),
  };
}

function revealOf(id: string, reveal: RevealView | null, now: Date): LogRecordPage['reveal'] {
  const standing = reveal && standingOfReveal(reveal, now);
  if (reveal && standing === 'open')
    return {
      text: 'See the person',
      href: paths.logPerson({ id }),
      words: `A second person has agreed. It is open to you until ${timeText(reveal.opensUntil!)}; each look is recorded.`,
    };
  if (reveal && standing === 'asked')
    return {
      text: 'See your question',
      href: paths.reveal({ id: reveal.id }),
      words: 'You have asked to see the person. A second person has not answered yet.',
    };
  return {
    text: 'Ask to see the person',
    href: paths.logReveal({ id }),
    words:
      'The person and everything that was written about them are masked. To see them takes a purpose and a second person.',
  };
}

/** The person behind a record, while a reveal is open. */
export interface LogPersonPage {
  title: string;
  caption: string;
  back: string;
  warning: string;
  rows: SummaryRow[] | null;
}

/** @param id of the record. */
export function presentLogPerson(id: string, { reference, purpose, opensUntil, words }: RevealedRecord): LogPersonPage {
  const subject = words?.subject;
  const rows: [string, string][] = words
    ? [
        ['Name', subject?.fullName ?? ''],
        ['Other names', subject?.otherNames.join(', ') ?? ''],
        ['Date of birth', subject?.dateOfBirth ? localDateText(subject.dateOfBirth) : ''],
        ['Address', subject?.address ?? ''],
        [NAMES['requesting-officer'], words.requestingOfficer],
        [NAMES.summary, words.summary],
        [NAMES.grounds, words.grounds],
        [NAMES['dealing-officer'], words.dealingOfficer],
        ['Why it was corrected', words.correction],
      ]
    : [];
  return {
    title: 'The person',
    caption: `Record ${reference}`,
    back: paths.logRecord({ id }),
    warning: `Open to you until ${timeText(opensUntil)}, ${REVEAL_PURPOSES[purpose]}. Use it for nothing else. This look is in the log of evidence.`,
    rows: words
      ? rows.filter(([, text]) => text !== '').map(([key, text]) => ({ key: { text: key }, value: { text } }))
      : null,
  };
}
