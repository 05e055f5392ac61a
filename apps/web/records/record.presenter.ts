import { CHANNELS, OUTCOMES, type OpenedRecord, type RecordLine } from '@broker/disclosure';
import { localDateText, momentText } from '../format/dates.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import {
  CONSENT_WORDS,
  kindText,
  missingWords,
  recordSentence,
  recordTag,
  SUBJECT_ROLE_WORDS,
} from './record-words.js';

/** A line of a summary list; several texts stand below each other. */
export interface Line {
  name: string;
  texts: string[];
}

/** What the page of a record shows, and its print. */
export interface RecordPage {
  heading: string;
  sentence: string;
  tag: Tag;
  /** What stands above all: what is missing, or what superseded it. */
  banner: { text: string; href: string | null; link: string | null } | null;
  particulars: Line[];
  further: Line[];
  /** Why it superseded another; empty for a first record. */
  correction: string;
  sides: { text: string; href: string; tag: Tag; whose: string; isThis: boolean }[];
  clause: ClauseView;
  acts: { text: string; href: string; isMain: boolean }[];
  /** Offered to an agency that has no record of the exchange yet. */
  ownSide: string | null;
  pdf: string;
}

const GONE = 'Disposed of: it cannot be read any more.';

/** The six particulars of a record in the agreement's order (ISA-24). */
export function particularsOf({ record, words }: OpenedRecord): Line[] {
  const said = (text: string | undefined): string[] =>
    words === null ? [GONE] : text?.trim() ? text.split(/\n{2,}/) : ['Missing'];
  const { subject } = words ?? {};
  const person = subject && [
    subject.fullName || 'Missing',
    ...(subject.otherNames.length > 0 ? [`Also known as ${subject.otherNames.join(', ')}`] : []),
    ...(subject.dateOfBirth ? [`Born on ${localDateText(subject.dateOfBirth)}`] : []),
    ...(subject.address ? [subject.address] : []),
  ];
  const { occurredOn, purposeText, gatewayText } = record;
  return [
    { name: 'Date', texts: [occurredOn ? localDateText(occurredOn) : 'Missing'] },
    { name: 'The person', texts: person ?? [GONE] },
    { name: 'Requesting officer', texts: said(words?.requestingOfficer) },
    { name: 'Summary', texts: said(words?.summary) },
    {
      name: 'Grounds',
      texts: [
        ...(purposeText ? [`Purpose: ${purposeText}`] : ['Purpose: missing']),
        ...(gatewayText ? [`Legal power: ${gatewayText}`] : []),
        ...said(words?.grounds),
      ],
    },
    { name: 'Officer dealing with it', texts: said(words?.dealingOfficer) },
  ];
}

/** What a record says besides the six particulars. */
export function furtherOf(record: RecordLine): Line[] {
  const {
    channel,
    outcome,
    subjectRole,
    convictionData,
    consent,
    agency,
    counterpart,
    side,
    retainUntilOn,
    finalisedAt,
  } = record;
  return [
    { name: 'Kind', texts: [kindText(record)] },
    { name: 'Outcome', texts: [OUTCOMES[outcome]] },
    { name: 'Way', texts: [CHANNELS[channel]] },
    { name: 'Record of', texts: [`${agency}, which ${side === 'asking' ? 'asks and receives' : 'holds and gives'}`] },
    { name: 'Other agency', texts: [counterpart] },
    { name: 'The person is', texts: [subjectRole ? SUBJECT_ROLE_WORDS[subjectRole]! : 'Not said'] },
    { name: 'Consent', texts: [consent ? CONSENT_WORDS[consent]! : 'Not said'] },
    { name: 'Conviction data', texts: [convictionData ? 'Yes' : 'No'] },
    { name: 'Final since', texts: [finalisedAt ? momentText(finalisedAt) : 'Not final'] },
    { name: 'Kept until', texts: [localDateText(retainUntilOn)] },
  ];
}

/** @param sides every record of the exchange that the reader may see. */
export function presentRecord(opened: OpenedRecord, sides: readonly RecordLine[], mayWrite: boolean): RecordPage {
  const { record, words } = opened;
  const { id, reference, state, isOwn, disclosureId } = record;
  const waits = state === 'incomplete' && disclosureId !== null;
  const acts = [
    ...(state === 'incomplete' && !waits
      ? [{ text: 'Complete the record', href: paths.recordCompletion({ id }), isMain: true }]
      : []),
    ...(state === 'final' ? [{ text: 'Correct the record', href: paths.recordCorrection({ id }), isMain: false }] : []),
  ];
  return {
    heading: `Record ${reference}`,
    sentence: recordSentence(record),
    tag: recordTag(record),
    banner: bannerOf(record, sides),
    particulars: particularsOf(opened),
    further: furtherOf(record),
    correction: words?.correction ?? '',
    sides: sides.map((one) => ({
      text: `${one.reference}: ${recordSentence(one)}`,
      href: paths.record({ id: one.id }),
      tag: recordTag(one),
      whose: one.isOwn ? 'Your agency’s record' : `The record of ${one.agency}`,
      isThis: one.id === id,
    })),
    clause: presentClause('ISA-24'),
    acts: isOwn && mayWrite && !record.disposedAt ? acts : [],
    ownSide: mayWrite && !isOwn && !sides.some((one) => one.isOwn) ? paths.recordOwnSide({ id }) : null,
    pdf: paths.recordPdf({ id }),
  };
}

function bannerOf(record: RecordLine, sides: readonly RecordLine[]): RecordPage['banner'] {
  const { state, missing, disclosureId, supersededById, completeByOn } = record;
  if (supersededById) {
    const newer = sides.find(({ id }) => id === supersededById);
    return {
      text: 'A correction has superseded this record. Both stay.',
      href: paths.record({ id: supersededById }),
      link: `Read the correction${newer ? `, ${newer.reference}` : ''}`,
    };
  }
  if (state !== 'incomplete') return null;
  if (disclosureId)
    return {
      text: 'This record becomes final once the receipt of the disclosure is acknowledged.',
      href: paths.disclosure({ id: disclosureId }),
      link: 'See the disclosure',
    };
  const by = completeByOn ? ` Complete it by ${localDateText(completeByOn)}.` : '';
  return {
    text: `${missing.length > 0 ? `Missing: ${missingWords(missing)}.` : 'Not finished yet.'}${by}`,
    href: null,
    link: null,
  };
}
