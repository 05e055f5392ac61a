import { cellText, HAS_AT_SIGN, HAS_DIGIT, type CsvRow } from './csv-row.js';
import { crimeReference } from './identifiers/crime-reference.js';
import { dateOfBirth } from './identifiers/date-of-birth.js';
import type { Detector, IdentifierKind } from './identifiers/detector.js';
import { emailAddress } from './identifiers/email-address.js';
import { nationalInsuranceNumber } from './identifiers/national-insurance-number.js';
import { nhsNumber } from './identifiers/nhs-number.js';
import { postcode } from './identifiers/postcode.js';
import { telephoneNumber } from './identifiers/telephone-number.js';
import { uniquePupilNumber } from './identifiers/unique-pupil-number.js';
import { vehicleRegistration } from './identifiers/vehicle-registration.js';

const DETECTORS: readonly Detector[] = [
  emailAddress,
  nhsNumber,
  nationalInsuranceNumber,
  uniquePupilNumber,
  telephoneNumber,
  vehicleRegistration,
  postcode,
  dateOfBirth,
  crimeReference,
];

/** Most distinct texts remembered for one column, and the longest remembered: memory stays small whatever the file holds. */
const MEMO = { texts: 512, characters: 64 };

/** Every identifier has a digit, except an e-mail address, which has an at sign: cells without this mark need no search. */
export const MAY_IDENTIFY = HAS_DIGIT | HAS_AT_SIGN;

/** The first kind of direct identifier in a text, if any. */
export function findIdentifier(text: string, column: string): IdentifierKind | null {
  const name = column.toLowerCase();
  return DETECTORS.find((detector) => detector.finds(text, name))?.kind ?? null;
}

/** Looks for direct identifiers in the cells of one column (ISA-9); answers with their kind, never with the value. */
export class IdentifierScan {
  private readonly memo = new Map<string, IdentifierKind | null>();

  /** @param column name of the column */
  constructor(private readonly column: string) {}

  /** The first kind of identifier in this column's cell of a row, if any. */
  find(row: CsvRow, column: number): IdentifierKind | null {
    if ((row.marks[column]! & MAY_IDENTIFY) === 0) return null;
    const text = cellText(row, column);
    const known = this.memo.get(text);
    if (known !== undefined) return known;
    const found = findIdentifier(text, this.column);
    if (this.memo.size >= MEMO.texts) this.memo.clear();
    if (text.length <= MEMO.characters) this.memo.set(text, found);
    return found;
  }
}
