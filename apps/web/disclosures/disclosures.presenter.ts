import { ITEM_KINDS, type DisclosureLine, type ItemKind, type LookLine, type OpenedItem } from '@broker/disclosure';
import { dateText, localDateText, momentText } from '../format/dates.js';
import { PAGE_LENGTH, presentPages, type Pages } from '../format/pages.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { disclosureTabs } from '../records/records.presenter.js';

/** Which disclosures the list shows. */
export interface DisclosureChoice {
  side: 'disclosing' | 'receiving';
  isConviction: boolean;
  isOpen: boolean;
  page: number;
}

/** What the list of disclosures shows. */
export interface DisclosuresPage {
  heading: string;
  tabs: ReturnType<typeof disclosureTabs>;
  by: string;
  isConviction: boolean;
  isOpen: boolean;
  found: string;
  entries: { href: string; title: string; tag: Tag; purpose: string; notes: string[] }[];
  pages: Pages | null;
}

/** What always stands on top of what was disclosed (ISA-18, 23). */
export interface TermsOfUse {
  purpose: string;
  gateway: string;
  keepUntil: string;
  clause: ClauseView;
}

const kindWords = (kind: string): string => ITEM_KINDS[kind as ItemKind] ?? kind;
const mediaWords: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG picture',
  'image/jpeg': 'JPEG picture',
  'text/plain': 'Plain text',
  'text/csv': 'CSV',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
};

/** The size of a file in words. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export function disclosureTag({ disposedAt, acknowledgedAt, side }: DisclosureLine): Tag {
  if (disposedAt) return { text: 'Disposed of', classes: 'govuk-tag--grey' };
  if (acknowledgedAt) return { text: 'Acknowledged', classes: 'govuk-tag--green' };
  return { text: side === 'receiving' ? 'To acknowledge' : 'Waits for the receipt', classes: 'govuk-tag--yellow' };
}

/** @param lines one more than a page holds, where there are more. */
export function presentDisclosures(
  lines: readonly DisclosureLine[],
  counts: { all: number; convictionData: number },
  { side, isConviction, isOpen, page }: DisclosureChoice,
): DisclosuresPage {
  const isOurs = side === 'disclosing';
  const by = isOurs ? 'us' : '';
  const query = { by, conviction: isConviction ? 'yes' : '', open: isOpen ? 'yes' : '' };
  return {
    heading: isOurs ? 'Disclosed by your agency' : 'Disclosed to your agency',
    tabs: disclosureTabs(isOurs ? 'made' : 'received'),
    by,
    isConviction,
    isOpen,
    found: `Disclosures: ${counts.all}, of them ${counts.convictionData} with conviction data.`,
    entries: lines.slice(0, PAGE_LENGTH).map((line) => ({
      href: paths.disclosure({ id: line.id }),
      title: titleOf(line),
      tag: disclosureTag(line),
      purpose: line.purposeText,
      notes: [
        ...(line.convictionData ? ['Conviction data.'] : []),
        ...(line.acknowledgeByOn ? [`Receipt to be acknowledged by ${localDateText(line.acknowledgeByOn)}.`] : []),
        openedText(line),
      ],
    })),
    pages: presentPages(page, lines.length > PAGE_LENGTH, (number) =>
      paths.disclosures({}, { ...query, page: number }),
    ),
  };
}

const titleOf = ({ side, disclosingAgency, receivingAgency, disclosedAt }: DisclosureLine): string =>
  `${side === 'receiving' ? `From ${disclosingAgency}` : `To ${receivingAgency}`}, ${dateText(disclosedAt)}`;

function openedText({ items, files }: DisclosureLine): string {
  const all = [...items, ...files];
  const opened = all.filter(({ firstOpenedAt }) => firstOpenedAt !== null).length;
  return `${opened} of ${all.length} items and files opened by the receiving agency.`;
}

const termsOf = ({ purposeText, gatewayText, retainUntilOn }: DisclosureLine): TermsOfUse => ({
  purpose: purposeText,
  gateway: gatewayText,
  keepUntil: localDateText(retainUntilOn),
  clause: presentClause('ISA-18'),
});

/** What the page of a disclosure shows: what there is, not what it says. */
export interface DisclosurePage {
  heading: string;
  tag: Tag;
  terms: TermsOfUse;
  facts: { name: string; text: string; href?: string }[];
  items: { title: string; href: string; opened: string; files: string[] }[];
  isDisposed: boolean;
  /** Where the receipt is acknowledged; null where it is not this agency's to do, or done. */
  receipt: { href: string; by: string } | null;
  /** Where the owner is asked whether it may be passed on; null where that is not this person's to ask. */
  onward: string | null;
  looks: string[][];
  back: { text: string; href: string };
  record: string | null;
}

/** @param looks every look, the newest first. @param recordId the reader's agency's record of it. @param mayAsk whether they ask to pass things on. */
export function presentDisclosure(
  line: DisclosureLine,
  looks: readonly LookLine[],
  { recordId, mayAsk }: { recordId: string | null; mayAsk: boolean },
): DisclosurePage {
  const { id, side, items, files, disposedAt, acknowledgedAt, acknowledgedByName, acknowledgeByOn } = line;
  const itemNumber = (itemId: string | null): string => String(items.findIndex((one) => one.itemId === itemId) + 1);
  return {
    heading: titleOf(line),
    tag: disclosureTag(line),
    terms: termsOf(line),
    facts: [
      {
        name: 'Disclosed',
        text: `${momentText(line.disclosedAt)} by ${line.disclosedByName}, ${line.disclosingAgency}`,
      },
      { name: 'To', text: line.receivingAgency },
      line.requestId && line.requestReference
        ? { name: 'In answer to', text: line.requestReference, href: paths.request({ id: line.requestId }) }
        : { name: 'In answer to', text: 'No request' },
      { name: 'Conviction data', text: line.convictionData ? 'Yes' : 'No' },
      {
        name: 'Receipt',
        text: acknowledgedAt
          ? `Acknowledged ${momentText(acknowledgedAt)} by ${acknowledgedByName ?? ''}`
          : 'Not acknowledged yet',
      },
    ],
    items: items.map((item, index) => ({
      title: `Item ${index + 1}: ${kindWords(item.kind)}`,
      href: paths.disclosureItem({ id, itemId: item.itemId }),
      opened: item.firstOpenedAt
        ? `First opened by the receiving agency ${momentText(item.firstOpenedAt)}`
        : 'Not opened by the receiving agency yet',
      files: files
        .filter(({ itemId }) => itemId === item.itemId)
        .map(({ mediaType, bytes }) => `${mediaWords[mediaType] ?? mediaType}, ${sizeText(bytes)}`),
    })),
    isDisposed: disposedAt !== null,
    receipt:
      side === 'receiving' && !acknowledgedAt && !disposedAt
        ? { href: paths.disclosureReceipt({ id }), by: acknowledgeByOn ? localDateText(acknowledgeByOn) : '' }
        : null,
    onward: mayAsk && side === 'receiving' && !disposedAt ? paths.onwardAsk({ id }) : null,
    looks: looks.map(({ viewedAt, officer, agency, itemId, isFile }) => [
      momentText(viewedAt),
      `${isFile ? 'File of item' : 'Item'} ${itemNumber(itemId)}, by ${officer}, ${agency}`,
    ]),
    back: {
      text: 'Disclosures',
      href: side === 'receiving' ? paths.disclosures({}) : paths.disclosures({}, { by: 'us' }),
    },
    record: recordId && paths.record({ id: recordId }),
  };
}

/** What the page of an opened item shows: purpose and conditions first (ISA-18). */
export interface ItemPage {
  heading: string;
  caption: string;
  terms: TermsOfUse;
  conditions: string;
  person: string[];
  what: string;
  information: string[];
  files: { text: string; href: string }[];
  back: { text: string; href: string };
}

export function presentItem({
  disclosure,
  itemId,
  kind,
  what,
  information,
  subject,
  conditions,
  files,
}: OpenedItem): ItemPage {
  const { id } = disclosure;
  const born = subject.dateOfBirth ? [`Born on ${localDateText(subject.dateOfBirth)}`] : [];
  const sizeOf = (fileId: string): string => sizeText(disclosure.files.find((one) => one.id === fileId)?.bytes ?? 0);
  return {
    heading: kindWords(kind),
    caption: `Item ${disclosure.items.findIndex((one) => one.itemId === itemId) + 1} of ${disclosure.items.length}`,
    terms: termsOf(disclosure),
    conditions,
    person: [subject.fullName, ...born],
    what,
    information: information ? information.split(/\n{2,}/) : [],
    files: files.map((file) => ({
      text: `${file.fileName} (${sizeOf(file.id)})`,
      href: paths.disclosureFile({ id, fileId: file.id }),
    })),
    back: { text: 'Back to the disclosure', href: paths.disclosure({ id }) },
  };
}
