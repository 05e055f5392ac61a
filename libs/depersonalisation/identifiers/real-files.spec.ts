import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sharedPath } from '../../../test/support/shared-data.js';
import { CsvScanner } from '../csv-scanner.js';
import { cellText } from '../csv-row.js';
import { findIdentifiers } from './find-identifiers.js';

/** Finds in a file by column and kind, over all its cells. */
function findsIn(file: string): { rows: number; finds: Record<string, number> } {
  const finds: Record<string, number> = {};
  const known = new Map<string, string[]>();
  let columns: string[] = [];
  const scanner = new CsvScanner(
    (names) => {
      columns = names;
    },
    (row) => {
      for (const [i, column] of columns.entries()) {
        const text = cellText(row, i);
        const key = `${i} ${text}`;
        let kinds = known.get(key);
        if (!kinds) known.set(key, (kinds = findIdentifiers(text, { column }).map(({ kind }) => kind)));
        for (const kind of kinds) finds[`${column}: ${kind}`] = (finds[`${column}: ${kind}`] ?? 0) + 1;
      }
    },
  );
  scanner.push(readFileSync(file));
  scanner.finish();
  return { rows: scanner.rowsRead, finds };
}

/** What the files hold on purpose: columns of dates, coordinates, postcodes, addresses and references of property. */
const DECLARED: Record<string, RegExp> = {
  police: /^(?:Longitude|Latitude): coordinates$/,
  fire: /^(?:Easting|Northing)_(?:m|rounded): coordinates$|^(?:Latitude|Longitude): coordinates$|^Date\w*: date-of-birth$|^Postcode_full: postcode$|^UPRN: property-reference$/,
  health: /^$/,
  council: /^(?:lat|lon): coordinates$|^postcode: postcode$|^address: street-address$/,
};

/**
 * Every file with what is found besides what it declares. Each was looked at: `real` are identifiers that truly stand there (a
 * caller's number, a sole trader's name), `mistaken` are not.
 */
const FILES: [folder: string, file: string, real: Record<string, number>, mistaken: Record<string, number>][] = [
  // A key of a crime holds figures of a card or telephone number by chance, once in some months: none in these.
  ['police', '2017-02-hampshire-street.csv', {}, {}],
  ['police', '2018-12-hampshire-street.csv', {}, {}],
  ['police', '2022-02-hampshire-street.csv', {}, {}],
  ['police', '2019-01-hampshire-outcomes-excerpt.csv', {}, {}],
  [
    'fire',
    'lfb-animal-rescue-2009-2020.csv',
    {
      'FinalDescription: telephone-number': 6,
      'FinalDescription: street-address': 24,
      'FinalDescription: vehicle-registration': 5,
      'FinalDescription: crime-reference': 1,
      'FinalDescription: personal-name': 2,
      'FinalDescription: date-of-birth': 1,
    },
    { 'IncidentNumber: telephone-number': 2, 'Ward: personal-name': 7 },
  ],
  ['fire', 'lfb-incident-data-head-2009.csv', {}, {}],
  ['fire', 'ho-dwelling-fires-msoa-3yr-avg.csv', {}, {}],
  // Keys of eleven and twelve figures made by chance: nine of two thousand begin as a number of Hampshire or of the United Kingdom.
  [
    'health',
    'artificial-hes-ae-0708.csv',
    {},
    {
      'EPIKEY: crime-reference': 1,
      'EPIKEY: telephone-number': 1,
      'AEKEY: telephone-number': 5,
      'AEKEY: crime-reference': 2,
    },
  ],
  ['council', 'dfe-exclusions-by-reason-la.csv', {}, {}],
  ['council', 'fly-tipping-london-borough.csv', {}, {}],
  ['council', 'gambling-premises-gm.csv', { 'name: personal-name': 14 }, {}],
];

describe('identifiers in published files', () => {
  it.each(FILES)('%s/%s: what is found is what was seen there row by row', (folder, name, real, mistaken) => {
    const file = sharedPath('data', folder, name);
    if (!file) return;
    const { rows, finds } = findsIn(file);
    const others = Object.fromEntries(Object.entries(finds).filter(([find]) => !DECLARED[folder]!.test(find)));
    console.info(`${folder}/${name}, ${rows} rows: ${JSON.stringify(others)}`);
    expect(others).toEqual({ ...real, ...mistaken });
  });
});
