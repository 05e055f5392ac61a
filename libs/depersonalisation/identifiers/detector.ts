import type { Features } from './cues.js';
import type { NameGazetteer } from './name-gazetteer.js';

/** What each kind of direct identifier is called in a message. */
export const IDENTIFIER_NAMES = {
  'nhs-number': 'an NHS number',
  'chi-number': 'a CHI number',
  'national-insurance-number': 'a National Insurance number',
  'unique-pupil-number': 'a unique pupil number',
  'passport-number': 'a passport number',
  'driving-licence': 'a driving licence number',
  'payment-card': 'a payment card number',
  'bank-account': 'a bank account',
  'email-address': 'an e-mail address',
  'telephone-number': 'a telephone number',
  'vehicle-registration': 'a vehicle registration',
  postcode: 'a full postcode',
  'street-address': 'the number of a house or flat',
  'property-reference': 'a unique property reference number',
  'grid-reference': 'a grid reference finer than allowed',
  coordinates: 'coordinates finer than allowed',
  'date-of-birth': 'a full date, which may be a date of birth',
  'crime-reference': 'a crime or incident reference',
  'collar-number': "an officer's collar number",
  'personal-name': "a person's name",
} as const;

/** Kinds of direct identifier that are looked for in every cell. */
export type IdentifierKind = keyof typeof IDENTIFIER_NAMES;

/** What is known about a text before it is searched. */
export interface IdentifierContext {
  /** Name of its column: tells what a bare number may be. */
  column?: string;
  /** Names that are known as such; a short list of common ones when left out. */
  names?: NameGazetteer;
  /**
   * The finest place that may be told, in metres: 1000 when left out. Coordinates and grid references finer than that are found;
   * 0 allows them all.
   */
  placeMetres?: number;
}

/** One text to be searched, made ready. */
export interface Search {
  text: string;
  /** What the text is made of. */
  features: Features;
  /** Name of the column as words in lower case, with a space at either end: " nhs no ". */
  column: string;
  /** What the column holds, as its name tells. */
  columnHolds: ReadonlySet<IdentifierKind>;
  names: NameGazetteer;
  placeMetres: number;
}

/** Told where an identifier stands: `text.slice(start, end)`. */
export type Found = (start: number, end: number) => void;

/**
 * Finds one kind of identifier. Every pattern has bounded repeats and every look ahead a bounded length, so the time is linear
 * in the length of the text.
 */
export interface Detector {
  kind: IdentifierKind;
  /** Names of columns that hold nothing else, as words in lower case. */
  column?: RegExp;
  /** A text with fewer figures cannot hold one, and is not searched. */
  digits: number;
  find: (this: void, search: Search, found: Found) => void;
}
