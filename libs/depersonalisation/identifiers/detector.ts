/** Kinds of direct identifier that are looked for in every cell. */
export type IdentifierKind =
  | 'nhs-number'
  | 'national-insurance-number'
  | 'unique-pupil-number'
  | 'email-address'
  | 'telephone-number'
  | 'vehicle-registration'
  | 'postcode'
  | 'date-of-birth'
  | 'crime-reference';

/** What each kind is called in a message. */
export const IDENTIFIER_NAMES: Record<IdentifierKind, string> = {
  'nhs-number': 'an NHS number',
  'national-insurance-number': 'a National Insurance number',
  'unique-pupil-number': 'a unique pupil number',
  'email-address': 'an e-mail address',
  'telephone-number': 'a telephone number',
  'vehicle-registration': 'a vehicle registration',
  postcode: 'a full postcode',
  'date-of-birth': 'a full date, which may be a date of birth',
  'crime-reference': 'a crime or incident reference',
};

/**
 * Finds one kind of identifier. Every pattern has bounded repeats, so the time is linear in the length of the text.
 */
export interface Detector {
  kind: IdentifierKind;
  /**
   * @param text a cell that holds a digit or an at sign
   * @param column name of its column in lower case; tells what a bare number may be
   */
  finds(text: string, column: string): boolean;
}
