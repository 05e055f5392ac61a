import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sharedPath } from '../../test/support/shared-data.js';
import { CsvScanner } from './csv-scanner.js';
import { IdentifierScan } from './identifier-scan.js';
import { findIdentifier } from './identifiers/find-identifiers.js';

describe('findIdentifier finds', () => {
  it.each([
    ['nhs-number', '401 023 2137', 'notes'],
    ['nhs-number', 'seen 401-023-2137 there', 'notes'],
    ['nhs-number', 'NHS 4010232137', 'notes'],
    ['nhs-number', '4010232137', 'NHS number'],
    ['nhs-number', '4010232137', 'nhs_no'],
    ['national-insurance-number', 'AA123456B', 'x'],
    ['national-insurance-number', 'nino: pr 12 36 12 c', 'x'],
    ['unique-pupil-number', 'H801200001001', 'x'],
    ['email-address', 'write to jo.bloggs+x@police.example', 'x'],
    ['telephone-number', 'call 023 8000 0000', 'x'],
    ['telephone-number', '07700900123', 'x'],
    ['telephone-number', '(01632) 960 001', 'x'],
    ['telephone-number', '+44 7700 900123', 'x'],
    ['telephone-number', '0044 (0)7700 900123', 'x'],
    ['telephone-number', '447700900123', 'x'],
    ['vehicle-registration', 'seen in AB51 ABC', 'x'],
    ['vehicle-registration', 'bd62xyz', 'x'],
    ['vehicle-registration', 'A123 BCD', 'vehicle_reg'],
    ['vehicle-registration', 'vehicle A123BCD', 'x'],
    ['postcode', 'near SO14 7LY', 'x'],
    ['postcode', 'sw1a1aa', 'x'],
    ['date-of-birth', '01/02/1985', 'x'],
    ['date-of-birth', '1.2.85', 'x'],
    ['date-of-birth', 'born 3rd March 1985', 'x'],
    ['date-of-birth', '1985-02-01', 'Date of birth'],
    ['date-of-birth', 'DOB 1985-02-01', 'x'],
    ['crime-reference', '44190012345', 'x'],
    ['crime-reference', 'CAD 1234', 'x'],
    ['crime-reference', 'crime ref: HA/1234567', 'x'],
    ['crime-reference', '1234567/19', 'x'],
    ['crime-reference', '31190012345', 'Crime ID'],
  ])('%s in "%s" (column %s)', (kind, text, column) => expect(findIdentifier(text, column)).toBe(kind));
});

describe('findIdentifier lets pass', () => {
  it.each([
    ['a number without its check digit', '401 023 2138', 'NHS number'],
    ['ten bare digits that do not check', '4010232138', 'NHS number'],
    ['ten bare digits without context', '4010232137', 'count'],
    ['a prefix that is never issued', 'BG123612A', 'x'],
    ['a pupil number whose letter does not check', 'B801200001001', 'x'],
    ['an at sign alone', 'corner @ the quay', 'x'],
    ['a coordinate', '-1.40449901234', 'x'],
    ['a road number', 'On or near A27 The Avenue', 'Location'],
    ['an ordinal after a road number', 'On or near B3 2nd Avenue', 'Location'],
    ['an outward code', 'SO14', 'x'],
    ['a small area', 'Southampton 018C', 'LSOA name'],
    ['an area code', 'E01017154', 'LSOA code'],
    ['a month', '2019-01', 'Month'],
    ['any date of a system', '2019-01-31', 'recorded'],
    ['a key of hexadecimal figures', '958961d4019f91c24a119e4cebb464af6589c58ba3ff04a25f0d57ac3665e38f', 'Crime ID'],
  ])('%s: "%s" (column %s)', (_, text, column) => expect(findIdentifier(text, column)).toBeNull());

  it('all but one in a thousand numbers of ten digits without context', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }), (number) => {
        expect(findIdentifier(String(number), 'reference_count')).not.toBe('nhs-number');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('findIdentifier', () => {
  it('agrees with published cases of other detectors', () => {
    const file = sharedPath('data/pii/presidio-uk-cases.json');
    if (!file) return;
    const kinds: Record<string, string> = {
      UK_NHS: 'nhs-number',
      UK_NINO: 'national-insurance-number',
      UK_POSTCODE: 'postcode',
      UK_VEHICLE_REGISTRATION: 'vehicle-registration',
    };
    const context: Record<string, string> = { UK_NHS: 'nhs', UK_VEHICLE_REGISTRATION: 'vehicle' };
    const cases = JSON.parse(readFileSync(file, 'utf8')) as { text: string; entity: string; expected_len?: number }[];
    const ours = cases.filter(({ entity }) => entity in kinds);
    expect(ours.length).toBeGreaterThan(60);
    const wrong = ours.filter(({ text, entity, expected_len: expected }) => {
      const found = findIdentifier(text, context[entity] ?? 'x');
      return (found === kinds[entity]) !== (expected ?? 0) > 0;
    });
    expect(wrong).toEqual([]);
  });

  it('takes time in proportion to the length of the cell', () => {
    const hostile = [
      'a@'.repeat(30_000),
      '1 '.repeat(30_000),
      'a.'.repeat(30_000) + '@',
      '0'.repeat(60_000),
      'A1 '.repeat(20_000),
    ];
    for (const text of hostile) expect(() => findIdentifier(text, 'x')).not.toThrow();
  });
});

describe('IdentifierScan', () => {
  it('finds an identifier every time it comes back, beside others, in quoted cells', () => {
    const found: (string | null)[] = [];
    const scan = new IdentifierScan('notes');
    const scanner = new CsvScanner(
      () => undefined,
      (row) => found.push(scan.find(row, 1)),
    );
    scanner.push(
      new TextEncoder().encode(
        'a,notes\n1,SO14 7LY\n2,none\n3,"x ""y"" SO14 7LY"\n4,SO14 7LY\n5,route 7\n6,a@b.example\n',
      ),
    );
    scanner.finish();
    expect(found).toEqual(['postcode', null, 'postcode', 'postcode', null, 'email-address']);
  });
});
