import { ARTICLE_8_INTERESTS, CHANNELS } from '@broker/disclosure';
import { exceptionRule, LOG_OUTCOMES, MASK, type ExceptionId, type LogOutcome, type LogRow } from '@broker/audit';
import { datasetById } from '@broker/catalogue';
import type { Tag } from '../format/tag.js';

/** What an agreement calls its purposes and gateways, by id. */
export interface AgreementWords {
  purposes: Readonly<Record<string, string>>;
  gateways: Readonly<Record<string, string>>;
}

/** `not-possible` as people read it, where no list says more. */
export const plainWords = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const COLOURS: Record<LogOutcome, string> = {
  asked: 'govuk-tag--yellow',
  disclosed: 'govuk-tag--green',
  'disclosed-in-part': 'govuk-tag--turquoise',
  refused: 'govuk-tag--grey',
  denied: 'govuk-tag--grey',
  'not-held': 'govuk-tag--grey',
  released: 'govuk-tag--blue',
  collected: 'govuk-tag--blue',
};

/** An outcome as a tag. */
export const outcomeTag = (outcome: LogOutcome): Tag => ({ text: LOG_OUTCOMES[outcome], classes: COLOURS[outcome] });

/** The masked person of a row: "Person ·····, K7P-3QX". Spoken, the mask is "masked". */
export const maskedPerson = (code: string | null): { mask: string; code: string } => ({ mask: MASK, code: code ?? '' });

/** A rule in the few words of its title. */
export const exceptionTitle = (id: ExceptionId): string => exceptionRule(id)?.title ?? plainWords(id);

const wordsIn =
  (list: Readonly<Record<string, string>>) =>
  (code: string): string =>
    list[code] ?? plainWords(code);

/** Which way information went. */
export const channelText = wordsIn(CHANNELS);

/** The interest of Article 8 that was weighed. */
export const interestText = wordsIn(ARTICLE_8_INTERESTS);

/** `Hampshire Constabulary to Southampton City Council`, from whom the information comes to whom it goes. */
export function flowText({ agency, counterpart, side, kind }: LogRow): string {
  if (kind === 'release') return `${agency} to every signatory`;
  if (counterpart === null) return agency;
  return side === 'holding' ? `${agency} to ${counterpart}` : `${counterpart} to ${agency}`;
}

/** What a row is called: a record by its reference, a dataset by its title. */
export function titleOfRow({ reference, dataset, kind }: LogRow): string {
  if (reference) return reference;
  const title = datasetById(dataset ?? '')?.title ?? dataset ?? '';
  return kind === 'release' ? `Release of ${title}` : `Collection of ${title}`;
}
