import { bankAccount } from './bank-account.js';
import { chiNumber } from './chi-number.js';
import { collarNumber } from './collar-number.js';
import { coordinates } from './coordinates.js';
import { crimeReference } from './crime-reference.js';
import { featuresOf } from './cues.js';
import { dateOfBirth } from './date-of-birth.js';
import type { Detector, IdentifierContext, IdentifierKind, Search } from './detector.js';
import { drivingLicence } from './driving-licence.js';
import { emailAddress } from './email-address.js';
import { gridReference } from './grid-reference.js';
import { COMMON_NAMES } from './name-gazetteer.js';
import { nationalInsuranceNumber } from './national-insurance-number.js';
import { nhsNumber } from './nhs-number.js';
import { passportNumber } from './passport-number.js';
import { paymentCard } from './payment-card.js';
import { personalName } from './personal-name.js';
import { postcode } from './postcode.js';
import { propertyReference } from './property-reference.js';
import { readable } from './readable-text.js';
import { streetAddress } from './street-address.js';
import { telephoneNumber } from './telephone-number.js';
import { uniquePupilNumber } from './unique-pupil-number.js';
import { vehicleRegistration } from './vehicle-registration.js';

/** Every detector; where two find the same place, the earlier one names it. */
export const DETECTORS: readonly Detector[] = [
  emailAddress,
  nhsNumber,
  chiNumber,
  nationalInsuranceNumber,
  uniquePupilNumber,
  drivingLicence,
  bankAccount,
  paymentCard,
  propertyReference,
  gridReference,
  telephoneNumber,
  vehicleRegistration,
  postcode,
  dateOfBirth,
  crimeReference,
  passportNumber,
  collarNumber,
  coordinates,
  streetAddress,
  personalName,
];

/** An identifier's kind and place, `text.slice(start, end)`; never its value. */
export interface IdentifierSpan {
  kind: IdentifierKind;
  start: number;
  end: number;
}

/** The name of a column as words between spaces: `NHSNo` and `nhs_no` are " nhs no ". */
const columnWords = (column: string): string =>
  ` ${column
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .split(/[^a-z\d]/)
    .filter((word) => word !== '')
    .join(' ')} `;

/** What is known of a column, made ready once for all its cells. */
export type ReadyContext = Pick<Search, 'column' | 'columnHolds' | 'names' | 'placeMetres'>;

/** Makes a context ready for many texts. */
export function readyContext({
  column = '',
  names = COMMON_NAMES,
  placeMetres = 1000,
}: IdentifierContext): ReadyContext {
  const words = columnWords(column);
  const columnHolds = new Set(DETECTORS.filter((detector) => detector.column?.test(words)).map(({ kind }) => kind));
  return { column: words, columnHolds, names, placeMetres };
}

/** A text ready for the detectors, and where its characters stand in it as written (null: where they are). */
interface Prepared extends Search {
  places: Uint32Array | null;
}

function prepare(written: string, { column, columnHolds, names, placeMetres }: ReadyContext): Prepared {
  let features = featuresOf(written, names);
  let text = written;
  let places: Uint32Array | null = null;
  if (!features.isPlain) {
    ({ text, places } = readable(written));
    if (places) features = featuresOf(text, names);
  }
  return { text, places, features, column, columnHolds, names, placeMetres };
}

/** Finds the first kind of identifier in the order of the detectors; reads on no further. */
export function firstKind(written: string, context: ReadyContext): IdentifierKind | null {
  const search = prepare(written, context);
  let isFound = false;
  const found = () => {
    isFound = true;
  };
  for (const detector of DETECTORS) {
    if (search.features.digits < detector.digits) continue;
    detector.find(search, found);
    if (isFound) return detector.kind;
  }
  return null;
}

/** Contexts of the columns asked for lately: a file has few, and each has many cells. */
const contexts = new Map<string, ReadyContext>();
const MOST_CONTEXTS = 256;

/** A context made ready; kept when it says no more than the name of a column. */
function contextFor(context: IdentifierContext): ReadyContext {
  const { column = '', names, placeMetres } = context;
  if (names || placeMetres !== undefined) return readyContext(context);
  let ready = contexts.get(column);
  if (!ready) {
    if (contexts.size >= MOST_CONTEXTS) contexts.clear();
    contexts.set(column, (ready = readyContext({ column })));
  }
  return ready;
}

/** The first kind of direct identifier in a text, if any. */
export const findIdentifier = (text: string, column: string): IdentifierKind | null =>
  firstKind(text, contextFor({ column }));

interface RankedSpan extends IdentifierSpan {
  rank: number;
}

/** Joins spans that overlap; the joined one has the kind of the detector that comes first. */
function joined(spans: RankedSpan[]): RankedSpan[] {
  spans.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const apart: RankedSpan[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (!last || span.start >= last.end) apart.push(span);
    else {
      last.end = Math.max(last.end, span.end);
      if (span.rank < last.rank) [last.rank, last.kind] = [span.rank, span.kind];
    }
  }
  return apart;
}

/**
 * Finds every direct identifier in a text (ISA-9), in time linear in its length.
 * @returns kinds and places in the order of the text, none overlapping another
 */
export function findIdentifiers(written: string, context: IdentifierContext = {}): IdentifierSpan[] {
  const search = prepare(written, contextFor(context));
  const { places } = search;
  const spans: RankedSpan[] = [];
  for (const [rank, { kind, digits, find }] of DETECTORS.entries()) {
    if (search.features.digits >= digits) find(search, (start, end) => spans.push({ kind, start, end, rank }));
  }
  return joined(spans).map(({ kind, start, end }) => ({
    kind,
    start: places ? places[start]! : start,
    end: places ? places[end - 1]! + 1 : end,
  }));
}

/**
 * Puts `[kind]` in the place of every identifier found, for example "seen near [postcode]". What is not recognised stays: use it
 * only where free text must be shared, and read the result before it leaves.
 */
export function redact(text: string, context: IdentifierContext = {}): string {
  let from = 0;
  let redacted = '';
  for (const { kind, start, end } of findIdentifiers(text, context)) {
    redacted += `${text.slice(from, start)}[${kind}]`;
    from = end;
  }
  return redacted + text.slice(from);
}
