import { describe, expect, it } from '@jest/globals';
import { findIdentifier, findIdentifiers, redact } from './find-identifiers.js';
import type { IdentifierKind } from './detector.js';
import { COMMON_NAMES, NameGazetteer, readNames } from './name-gazetteer.js';

/** Texts with the identifiers marked: "seen near «SO14 7LY»". */
function marked(text: string): { plain: string; marks: [number, number][] } {
  const marks: [number, number][] = [];
  let plain = '';
  for (const [i, part] of text.split(/[«»]/).entries()) {
    if (i % 2 === 1) marks.push([plain.length, plain.length + part.length]);
    plain += part;
  }
  return { plain, marks };
}

const FOUND: [IdentifierKind, string, string?][] = [
  ['nhs-number', 'seen «401-023-2137» there'],
  ['nhs-number', 'his NHS number «4010232137», he says'],
  ['nhs-number', '«4010232137»', 'NHSNumber'],
  ['nhs-number', 'NHS «401\u00a0023\u00a02137»'],
  ['nhs-number', 'NHS «４０１０２３２１３７»'],
  ['chi-number', 'CHI «0101011237»', 'x'],
  ['national-insurance-number', 'NI number «AB-12-34-56-C».'],
  ['national-insurance-number', 'NINO «AB123456»'],
  ['unique-pupil-number', 'UPN «H801200001001»'],
  ['passport-number', 'passport «AB1234567» seen'],
  ['passport-number', 'passport no. «123456789»'],
  ['passport-number', '«123456789»', 'passport_number'],
  ['driving-licence', 'licence «MORGA657054SM9IJ»'],
  ['driving-licence', 'licence «MORGA 657054 SM9IJ»'],
  ['payment-card', 'card «4111 1111 1111 1111» used'],
  ['payment-card', '«371449635398431»'],
  ['bank-account', 'paid to «12-34-56 12345678»'],
  ['bank-account', 'sort code «12 34 56» was given'],
  ['bank-account', 'account number: «12345678»'],
  ['bank-account', '«123456»', 'Sort code'],
  ['bank-account', 'IBAN «GB29 NWBK 6016 1331 9268 19» there'],
  ['email-address', 'write to «jo.o’neill+x@police.example.uk».'],
  ['telephone-number', 'ring «023 8000 0000» now'],
  ['telephone-number', 'from «+1 415 555 0132»'],
  ['vehicle-registration', 'a van, «AB51 ABC», left'],
  ['vehicle-registration', '«K1 ABC»'],
  ['vehicle-registration', 'the car «A123 BCD»'],
  ['postcode', 'near «SO14  7LY».'],
  ['street-address', 'lives at «14 Acacia Avenue», Southampton'],
  ['street-address', 'LIVES AT «14A ACACIA AVE»'],
  ['street-address', 'lives at «14 acacia avenue»'],
  ['street-address', 'seen at «Flat 2», again'],
  ['street-address', 'at «2-4 St. Mary’s Road»'],
  ['street-address', 'at «14 The Avenue»'],
  ['street-address', '«39 Piccadilly, Manchester»', 'address'],
  ['street-address', '«14a»', 'house_number'],
  ['property-reference', 'UPRN: «100021491527»'],
  ['property-reference', '«100021491527.0»', 'UPRN'],
  ['grid-reference', 'at «SU 412 120» there'],
  ['grid-reference', 'at «TQ1234567890»'],
  ['grid-reference', 'grid ref «no 123456»'],
  ['coordinates', 'at «50.90966, -1.40449» there'],
  ['coordinates', '«-1.4044»', 'Longitude'],
  ['coordinates', '«442123»', 'Easting_m'],
  ['coordinates', 'easting «442123»'],
  ['coordinates', 'at «///filled.count.soap»'],
  ['date-of-birth', 'DOB «010285»'],
  ['date-of-birth', 'born «March 3rd, 1985»'],
  ['date-of-birth', '«3rd of March 1985»'],
  ['date-of-birth', '«19850203»', 'DateOfBirth'],
  ['crime-reference', '«44190012345»'],
  ['crime-reference', 'see «CAD 1234»'],
  ['collar-number', '«PC 1234» attended'],
  ['collar-number', '«collar no. 4321»'],
  ['collar-number', '«4321»', 'collar_number'],
  ['personal-name', 'Spoke to Mr «Smith» there'],
  ['personal-name', 'Spoke to Dr. «Anne-Marie O’Brien»'],
  ['personal-name', 'spoke to mr «smith»'],
  ['personal-name', 'SPOKE TO MRS «BROWN» THERE'],
  ['personal-name', 'The victim «Xanthe Zyblikiewicz» left'],
  ['personal-name', 'Victim: «Xanthe Zyblikiewicz»'],
  ['personal-name', 'victim «Jane Doe», aged 30'],
  ['personal-name', 'CALL FROM «MIKE AT THE RSPCA'.replace(' AT', '» AT')],
  ['personal-name', 'Seen «Jane Hill» leave'],
  ['personal-name', 'Seen «Jane A. Doe» leave'],
  ['personal-name', 'Seen: «SMITH, Jane» there'],
  ['personal-name', '«JANE SMITH» SEEN'],
  ['personal-name', '«Xanthe»', 'First Name'],
];

const LET_PASS: [string, IdentifierKind, string, string?][] = [
  ['a check digit that does not fit', 'nhs-number', '401 023 2138', 'NHS number'],
  ['one figure ten times', 'nhs-number', '000 000 0000', 'NHS number'],
  ['ten figures without context', 'nhs-number', '4010232137', 'count'],
  ['a context too far away', 'nhs-number', `NHS ${'word '.repeat(20)} 4010232137`],
  ['ten figures of another kind', 'chi-number', '0101011237', 'count'],
  ['nine figures without context', 'passport-number', '123456789', 'count'],
  ['a card that Luhn refuses', 'payment-card', '4111 1111 1111 1112'],
  ['figures inside a key', 'payment-card', 'a4111111111111111f'],
  ['eight figures without context', 'bank-account', '12345678', 'count'],
  ['an IBAN with a wrong check', 'bank-account', 'GB28 NWBK 6016 1331 9268 19'],
  ['a date', 'telephone-number', '01-02-2019 03:01'],
  ['a road number', 'vehicle-registration', 'On or near A27 The Avenue'],
  ['a count of things', 'street-address', '2 cars on Park Road'],
  ['a junction', 'street-address', 'Junction 5 London Road'],
  ['a road number', 'street-address', 'A27 The Avenue'],
  ['a street', 'street-address', 'On or near Park Road'],
  ['hours', 'street-address', 'lay flat 2 hours'],
  ['a kilometre square', 'grid-reference', 'SU 41 12'],
  ['halves of different length', 'grid-reference', 'SU 412 12'],
  ['a number', 'grid-reference', 'Ref NO 123456'],
  ['a coarse place', 'coordinates', '50.91, -1.40'],
  ['a place elsewhere', 'coordinates', '12.34567, 98.76543'],
  ['a single number', 'coordinates', '-1.40449901234', 'ratio'],
  ['a coarse easting', 'coordinates', '442000', 'easting'],
  ['six figures without context', 'date-of-birth', '010285', 'count'],
  ['a date of a system', 'date-of-birth', '2019-01-31', 'recorded'],
  ['a number', 'collar-number', '1234', 'count'],
  ['a street called after somebody', 'personal-name', 'On or near Charlotte Street'],
  ['a place called after somebody', 'personal-name', 'On or near Bradley Green'],
  ['a road called after a knight', 'personal-name', "On or near Sir George'S Road"],
  ['a park', 'personal-name', 'Queen Victoria Park'],
  ['a saint', 'personal-name', 'St James Hospital'],
  ['a drive', 'personal-name', 'Acacia Dr London'],
  ['what is unknown', 'personal-name', 'Suspect Unknown Male'],
  ['a service', 'personal-name', 'Victim Support Services'],
  ['a shop', 'personal-name', 'PC World'],
  ['nothing told', 'personal-name', 'Not stated', 'surname'],
  ['a sentence', 'personal-name', 'May Day was busy and Will attended'],
];

describe('findIdentifiers finds', () => {
  it.each(FOUND.map(([kind, text, column = '']) => [kind, text, column] as const))(
    '%s in "%s" (column %s), at its place',
    (kind, text, column) => {
      const { plain, marks } = marked(text);
      const spans = findIdentifiers(plain, { column });
      expect(spans).toEqual(marks.map(([start, end]) => expect.objectContaining({ kind, start, end })));
      expect(findIdentifier(plain, column)).toBe(kind);
    },
  );
});

describe('findIdentifiers lets pass', () => {
  it.each(LET_PASS.map(([why, kind, text, column = '']) => [why, kind, text, column] as const))(
    '%s: no %s in "%s" (column %s)',
    (_, kind, text, column) => expect(findIdentifiers(text, { column }).map((span) => span.kind)).not.toContain(kind),
  );
});

describe('findIdentifiers', () => {
  it('tells coordinates and grid references finer than the place that may be told', () => {
    const text = 'SU 412 120';
    expect(findIdentifiers(text, { placeMetres: 100 })).toEqual([]);
    expect(findIdentifiers('SU 41 12', { placeMetres: 10_000 })).toMatchObject([{ kind: 'grid-reference' }]);
    expect(findIdentifiers('50.909, -1.404', { placeMetres: 100 })).toEqual([]);
    expect(findIdentifiers('50.909, -1.404', { placeMetres: 1000 })).toMatchObject([{ kind: 'coordinates' }]);
    expect(findIdentifiers('-1.4044991', { column: 'lon', placeMetres: 0 })).toEqual([]);
  });

  it('knows names of a longer list', () => {
    const names = new NameGazetteer(['Zbigniew', 'Street'], readNames('"Brzęczyszczykiewicz",12\r\nNowy,3\n'));
    const text = 'Seen Zbigniew Brzeczyszczykiewicz leave';
    expect(findIdentifiers(text)).toEqual([]);
    expect(findIdentifiers(text, { names })).toEqual([{ kind: 'personal-name', start: 5, end: 33 }]);
    expect(findIdentifiers('Seen Street Nowy leave', { names })).toEqual([]);
    expect(COMMON_NAMES.kindsOf('JANE')).toBe(names.kindsOf('Jane'));
  });

  it('joins what overlaps under the surer kind, and keeps neighbours apart', () => {
    expect(findIdentifiers('account number 12345678 x, sort code 12-34-56 12345678')).toMatchObject([
      { kind: 'bank-account', start: 15, end: 23 },
      { kind: 'bank-account', start: 37, end: 54 },
    ]);
    expect(findIdentifiers('14 Acacia Avenue, SO14 7LY').map(({ kind }) => kind)).toEqual([
      'street-address',
      'postcode',
    ]);
  });

  it('finds places in the text as written, invisible characters included', () => {
    const text = 'x\u200by SO\u00ad14 7\u200bLY z';
    expect(findIdentifiers(text)).toEqual([{ kind: 'postcode', start: 4, end: 14 }]);
  });
});

describe('redact', () => {
  it('puts kinds in the place of values', () =>
    expect(
      redact(
        'Victim Jane Doe, DOB 01/02/1985, of 14 Acacia Avenue SO14 7LY, rang 07700 900123. PC 1234 took her NHS no 4010232137.',
      ),
    ).toBe(
      'Victim [personal-name], DOB [date-of-birth], of [street-address] [postcode], rang [telephone-number]. [collar-number] took her NHS no [nhs-number].',
    ));

  it('leaves a text without identifiers as it is', () =>
    expect(redact('Cat stuck up a tree')).toBe('Cat stuck up a tree'));

  it('leaves nothing to be found', () => {
    for (const [, text, column] of FOUND) {
      const plain = text.replaceAll(/[«»]/g, '');
      expect(findIdentifiers(redact(plain, { column }))).toEqual([]);
    }
  });
});
