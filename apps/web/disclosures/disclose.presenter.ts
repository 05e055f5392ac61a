import {
  FILE_BYTES_MAX,
  FILES_MAX,
  ITEM_KINDS,
  MEDIA_TYPES,
  type ItemAnswer,
  type ItemKind,
  type KeptFile,
  type RequestView,
} from '@broker/disclosure';
import { blankForm, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { sizeText } from './disclosures.presenter.js';

/** What has been prepared, as the presenters need it. */
export interface PreparedView {
  items: readonly ItemAnswer[];
  files: readonly KeptFile[];
  conditions: string;
}

/** What the overview of a disclosure in preparation shows. */
export interface DisclosePage {
  heading: string;
  caption: string;
  to: string;
  tasks: {
    title: string;
    what: string;
    href: string;
    tag: Tag;
    answer: string;
    files: { text: string; removal: string }[];
  }[];
  conditions: { text: string; href: string };
  convictionData: string;
  isReady: boolean;
  back: { text: string; href: string };
  errors: { text: string; href: string }[];
  refusal: unknown;
}

const TO_DO: Tag = { text: 'To do', classes: 'govuk-tag--blue' };
const DONE: Tag = { text: 'Done', classes: 'govuk-tag--green' };
const NOT_HELD: Tag = { text: 'Not held', classes: 'govuk-tag--grey' };

/** The authorised items of a request with what has been prepared for each. @param whatOf what was asked for, in words, by item. */
export function presentDisclose(
  request: RequestView,
  prepared: PreparedView,
  whatOf: (itemId: string) => string,
): DisclosePage {
  const authorised = request.items.filter(({ decision }) => decision === 'authorised');
  const tasks = authorised.map(({ itemId, kind }) => {
    const answer = prepared.items.find((one) => one.itemId === itemId);
    const files = prepared.files.filter((one) => one.itemId === itemId);
    const isDone = (answer?.information ?? '') !== '' || files.length > 0;
    return {
      title: ITEM_KINDS[kind],
      what: whatOf(itemId),
      href: paths.discloseItem({ id: request.id, itemId }),
      tag: answer?.isHeld === false ? NOT_HELD : isDone ? DONE : TO_DO,
      answer: answer?.information ?? '',
      files: files.map((file) => ({
        text: `${file.fileName} (${sizeText(file.bytes)})`,
        removal: paths.discloseFileRemoval({ id: request.id, fileId: file.id }),
      })),
    };
  });
  return {
    heading: 'Disclose what was authorised',
    caption: `Request ${request.reference ?? ''}`,
    to: request.askingAgency,
    tasks,
    conditions: { text: prepared.conditions, href: paths.discloseConditions({ id: request.id }) },
    convictionData: request.convictionData ? 'yes' : 'no',
    isReady: tasks.every(({ tag }) => tag !== TO_DO),
    back: { text: 'Back to the request', href: `/requests/${request.id}` },
    errors: [],
    refusal: null,
  };
}

/** The page of one item: what is told, with a file if need be. */
export function presentDiscloseItem(
  request: RequestView,
  itemId: string,
  prepared: PreparedView,
  what: string,
  hasScanner: boolean,
  sent?: SentForm,
): FormPage {
  const item = request.items.find((one) => one.itemId === itemId);
  const answer = prepared.items.find((one) => one.itemId === itemId);
  const held = sent ? textOf(sent, 'held') : answer?.isHeld === false ? 'no' : 'yes';
  const scanner = hasScanner
    ? 'A virus scanner looks at it.'
    : 'No virus scanner is connected: files are checked by their kind, and refused where something in them could run.';
  return blankForm({
    title: ITEM_KINDS[item?.kind as ItemKind] ?? 'Item',
    caption: `Request ${request.reference ?? ''}`,
    back: { text: 'Back to the disclosure', href: paths.disclose({ id: request.id }) },
    lead: `Asked for: ${what}. Give no more than that.`,
    fields: [
      {
        kind: 'radios',
        id: 'held',
        label: 'Does your agency hold it?',
        items: [
          { value: 'yes', text: 'Yes', checked: held !== 'no' },
          { value: 'no', text: 'No, nothing of it', checked: held === 'no' },
        ],
      },
      {
        kind: 'textarea',
        id: 'information',
        label: 'Information',
        rows: 8,
        value: sent ? textOf(sent, 'information') : (answer?.information ?? ''),
        hint: 'What you write here goes to the other agency, encrypted',
      },
      {
        kind: 'file',
        id: 'file',
        label: 'Add a file (optional)',
        accept: Object.values(MEDIA_TYPES)
          .map((ending) => `.${ending}`)
          .join(','),
        hint: `PDF, PNG, JPEG, plain text, CSV, DOCX or XLSX, up to ${FILE_BYTES_MAX / 1024 / 1024} MB each and ${FILES_MAX} in all. ${scanner}`,
      },
    ],
    button: 'Save',
  });
}

/** The page of the conditions. */
export const presentConditions = (request: RequestView, { conditions }: PreparedView, sent?: SentForm): FormPage =>
  blankForm({
    title: 'What must the other agency observe?',
    caption: `Request ${request.reference ?? ''}`,
    back: { text: 'Back to the disclosure', href: paths.disclose({ id: request.id }) },
    lead: 'The conditions stand above the information each time it is opened. Leave them empty if the purpose says enough.',
    fields: [
      {
        kind: 'textarea',
        id: 'conditions',
        label: 'Conditions (optional)',
        rows: 5,
        value: sent ? textOf(sent, 'conditions') : conditions,
      },
    ],
    button: 'Save',
  });
