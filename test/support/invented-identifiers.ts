import type { IdentifierKind } from '@broker/depersonalisation';
import {
  LETTERS,
  without,
  modulus11,
  luhn,
  pupil,
  iban,
  spaced,
  either,
  birth,
  licence,
  MONTHS,
  STREET_NAMES,
  STREETS,
  GIVEN,
  FAMILY,
  type Chance,
} from './chance.js';

/** Puts one text together. */
export type Maker = (chance: Chance) => string;

/** For each kind of identifier: how one is put together, and how something that only comes near. */
export const FAMILIES: Partial<Record<IdentifierKind, { positive: Maker; nearMiss: Maker }>> = {
  'nhs-number': {
    positive: (c) => {
      const number = modulus11(c, String(c.from(3, 9)));
      return either(c, spaced(number, 3, 3, 4), spaced(number, 3, 3, 4).replaceAll(' ', '-'), `NHS no ${number}`);
    },
    nearMiss: (c) => {
      const wrong = modulus11(c, '4', c.from(1, 9));
      return either(c, spaced(wrong, 3, 3, 4), `NHS no ${wrong}`, modulus11(c, '4'));
    },
  },
  'chi-number': {
    positive: (c) => `CHI ${modulus11(c, c.two(1, 31) + c.two(1, 12) + c.some(2))}`,
    nearMiss: (c) => either(c, modulus11(c, '010185'), `CHI ${modulus11(c, c.two(1, 31) + c.two(13, 99))}`),
  },
  'national-insurance-number': {
    positive: (c) => {
      const number = c.pick('ABCEGHJLMOPRSWXY') + c.pick('ACEHJLMPRSWXYZ') + c.some(6) + c.pick('ABCD');
      return either(c, number, spaced(number, 2, 2, 2, 2, 1), number.toLowerCase(), spaced(number, 2, 6, 1));
    },
    nearMiss: (c) =>
      either(
        c,
        c.pick('DFIQUV') + c.some(1, LETTERS) + c.some(6) + 'A',
        `A${c.pick('DFIOQUV')}${c.some(6)}B`,
        `${c.pick(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'])}${c.some(6)}A`,
        `AB${c.some(6)}${c.pick(without('ABCD'))}`,
      ),
  },
  'unique-pupil-number': { positive: (c) => pupil(c), nearMiss: (c) => pupil(c, c.from(1, 22)) },
  'passport-number': {
    positive: (c) => either(c, c.some(2, LETTERS) + c.some(7), `passport ${c.some(9)}`),
    nearMiss: (c) =>
      either(
        c,
        c.some(3, LETTERS) + c.some(6),
        c.some(1, LETTERS) + c.some(8),
        c.some(9),
        c.some(2, LETTERS) + c.some(8),
      ),
  },
  'driving-licence': {
    positive: (c) => licence(c, birth(c, c.pick([c.two(1, 12), c.two(51, 62)]), c.two(1, 31))),
    nearMiss: (c) =>
      licence(
        c,
        either(c, birth(c, c.two(13, 50), '15'), birth(c, c.two(63, 99), '15'), birth(c, '05', c.two(32, 99))),
      ),
  },
  'payment-card': {
    positive: (c) => {
      const sixteen = luhn(c.pick(['4', '51', '55', '6011', '6759', '3530']) + c.some(15)).slice(0, 16);
      const number = luhn(sixteen.slice(0, 15));
      return either(
        c,
        number,
        spaced(number, 4, 4, 4, 4),
        spaced(number, 4, 4, 4, 4).replaceAll(' ', '-'),
        luhn(`37${c.some(12)}`),
      );
    },
    nearMiss: (c) =>
      either(c, luhn(`4${c.some(14)}`, c.from(1, 9)), luhn(`9${c.some(14)}`), `0.${luhn(`4${c.some(14)}`)}`),
  },
  'bank-account': {
    positive: (c) => {
      const sort = c.some(2) + '-' + c.some(2) + '-' + c.some(2);
      return either(c, `${sort} ${c.some(8)}`, `sort code ${sort}`, `account no ${c.some(8)}`, iban(c));
    },
    nearMiss: (c) => either(c, c.some(8), c.some(6), `account no ${c.some(9)}`, iban(c, c.from(1, 96))),
  },
  'email-address': {
    positive: (c) =>
      `${c.some(c.from(1, 12), LETTERS.toLowerCase())}${c.pick(['', '.x', '+y', "o'n"])}@${c.some(5, LETTERS.toLowerCase())}.${c.pick(['example', 'co.uk', 'org'])}`,
    nearMiss: (c) =>
      either(
        c,
        `${c.some(4, LETTERS)}@${c.some(5, LETTERS)}`,
        `@${c.some(5, LETTERS)}.com`,
        `${c.some(5, LETTERS)} @ ${c.some(5, LETTERS)}.com`,
      ),
  },
  'telephone-number': {
    positive: (c) => {
      const number = c.pick(['07', '020', '023', '01']) + c.some(10);
      const eleven = number.slice(0, 11);
      return either(
        c,
        eleven,
        spaced(eleven, 5, 6),
        spaced(eleven, 5, 3, 3),
        `(${eleven.slice(0, 5)}) ${eleven.slice(5)}`,
        `+44 ${eleven.slice(1)}`,
        `+44 (0)${eleven.slice(1)}`,
      );
    },
    nearMiss: (c) =>
      either(c, `07${c.some(6)}`, `07${c.some(12)}`, `04${c.some(9)}`, `1.07${c.some(9)}`, `x07${c.some(9)}`),
  },
  'vehicle-registration': {
    positive: (c) => {
      const age = either(c, c.two(2, 29), c.two(51, 79));
      const current = c.some(2, without('IQZ')) + age + c.pick(['', ' ', '-']) + c.some(3, without('IQ'));
      return either(
        c,
        current,
        current.toLowerCase(),
        `car ${c.pick('ABCDEFGHJKLMNPRSTVWXY')}${c.from(1, 999)} ${c.some(3, without('IQ'))}`,
      );
    },
    nearMiss: (c) =>
      either(
        c,
        `${c.pick('IQZ')}B51 ABC`,
        `AB${c.two(30, 50)} ${c.some(3, without('IQ'))}`,
        `AB${c.two(80, 99)} DEF`,
        `AB51 A${c.pick('IQ')}C`,
        `A${c.from(1, 999)} The Avenue`,
      ),
  },
  postcode: {
    positive: (c) => {
      const area = either(c, c.pick('BEGLMNSW'), c.pick(['SO', 'PO', 'RG', 'GU', 'BH', 'SP', 'DN', 'LE', 'AB']));
      const code = `${area}${c.from(1, 29)}${c.pick([' ', ''])}${c.some(1)}${c.some(2, without('CIKMOV'))}`;
      return either(c, code, code.toLowerCase(), `EC1A ${c.some(1)}BB`);
    },
    nearMiss: (c) =>
      either(
        c,
        `SO14 7${c.pick('CIKMOV')}A`,
        `${c.pick('QVX')}A1 1AA`,
        `SO${c.from(1, 29)}`,
        `B${c.from(1, 9)} ${c.pick(['1st', '2nd', '3rd', '4th'])}`,
        `SO147${c.some(2)}LY`,
      ),
  },
  'street-address': {
    positive: (c) =>
      either(
        c,
        `${c.from(1, 999)}${c.pick(['', 'a', 'B'])} ${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`,
        `Flat ${c.from(1, 99)}`,
        `${c.from(1, 99)} ${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`.toLowerCase(),
      ),
    nearMiss: (c) =>
      either(
        c,
        `${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`,
        `${c.from(1, 99)} cars in ${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`,
        `A${c.from(1, 999)} ${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`,
        `junction ${c.from(1, 20)} ${c.pick(STREET_NAMES)} ${c.pick(STREETS)}`,
        `flat ${c.from(1, 20)} hours`,
      ),
  },
  'property-reference': {
    positive: (c) => `UPRN${c.pick([' ', ': ', ' no. '])}${c.from(1, 9)}${c.some(c.from(6, 11))}`,
    nearMiss: (c) => either(c, `${c.from(1, 9)}${c.some(11)}`, `UPRN ${c.some(4)}`, `UPRN ${c.some(13)}`),
  },
  'grid-reference': {
    positive: (c) => {
      const half = c.from(3, 5);
      return `${c.pick(['SU', 'SZ', 'TQ', 'NY', 'SP', 'NT'])}${c.pick([' ', ''])}${c.some(half)}${c.pick([' ', ''])}${c.some(half)}`;
    },
    nearMiss: (c) =>
      either(
        c,
        `SU ${c.some(7)}`,
        `SU ${c.some(3)} ${c.some(4)}`,
        `SU ${c.some(2)} ${c.some(2)}`,
        `${c.pick(['AI', 'ZZ', 'XX', 'BI', 'SI'])} ${c.some(6)}`,
        `No ${c.some(6)}`,
      ),
  },
  coordinates: {
    positive: (c) => {
      const [latitude, longitude] = [
        `5${c.upTo(10)}.${c.some(4)}${c.from(1, 9)}`,
        `-${c.upTo(8)}.${c.some(4)}${c.from(1, 9)}`,
      ];
      return either(
        c,
        `${latitude}, ${longitude}`,
        `${longitude} ${latitude}`,
        `lat ${latitude}`,
        `easting ${c.some(1, '456')}${c.some(4)}${c.from(1, 9)}`,
      );
    },
    nearMiss: (c) =>
      either(
        c,
        `5${c.upTo(10)}.${c.some(2)}, -${c.upTo(8)}.${c.some(2)}`,
        `${c.two(10, 45)}.${c.some(5)}, -${c.two(20, 80)}.${c.some(5)}`,
        `-1.${c.some(6)}`,
        `easting ${c.from(100, 600)}000`,
      ),
  },
  'date-of-birth': {
    positive: (c) => {
      const [day, month] = [c.two(1, 28), c.two(1, 12)];
      const year = c.from(1920, 2019);
      const numeric = [day, month, String(year)].join(c.pick(['/', '-', '.']));
      return either(
        c,
        numeric,
        `${Number(day)} ${c.pick(MONTHS)} ${year}`,
        `DOB ${day}${month}${year}`,
        `born ${year}-${month}-${day}`,
      );
    },
    nearMiss: (c) =>
      either(
        c,
        `${c.two(32, 99)}/05/1985`,
        `15/${c.two(13, 99)}/1985`,
        `1985-05-${c.two(1, 28)}`,
        `${c.two(1, 28)}05${c.from(1920, 2019)}`,
        `May ${c.from(1920, 2019)}`,
      ),
  },
  'crime-reference': {
    positive: (c) =>
      either(
        c,
        `44${c.some(9)}`,
        `CAD ${c.from(1, 9999)}`,
        `crime ref ${c.some(2, LETTERS)}/${c.some(6)}`,
        `${c.some(7)}/${c.two(10, 26)}`,
      ),
    nearMiss: (c) =>
      either(
        c,
        `44${c.some(8)}`,
        `${c.from(1, 3)}${c.some(10)}`,
        `cadet ${c.some(4)}`,
        `${c.some(5)}/${c.two(10, 26)}`,
      ),
  },
  'collar-number': {
    positive: (c) =>
      either(
        c,
        `${c.pick(['PC', 'PCSO', 'DC', 'PS', 'Sgt', 'pc'])}${c.pick([' ', ''])}${c.from(100, 99999)}`,
        `collar number ${c.from(10, 9999)}`,
      ),
    nearMiss: (c) =>
      either(
        c,
        `${c.from(100, 99999)}`,
        `PCX ${c.from(100, 9999)}`,
        `PC ${c.from(1, 9)}`,
        `ps ${c.from(100, 999)}`,
        `PC ${c.some(7)}`,
      ),
  },
  'personal-name': {
    positive: (c) => {
      const [given, family] = [c.pick(GIVEN), c.pick(FAMILY)];
      return either(
        c,
        `Mr ${family}`,
        `${given} ${family}`,
        `victim ${given} ${family}`,
        `suspect ${c.some(1, LETTERS)}${c.some(6, 'aeioulnrst')} ${family}`,
        `PC ${family}`,
        `witness: ${given}`,
      );
    },
    nearMiss: (c) =>
      either(
        c,
        `${c.pick(GIVEN)} ${c.pick(STREETS)}`,
        `Victim ${c.pick(['Support', 'Unknown', 'Services', 'Refused'])}`,
        `St ${c.pick(GIVEN)} Hospital`,
        `${c.pick(GIVEN)} ${c.pick(FAMILY)} ${c.pick(STREETS)}`,
        c.pick(FAMILY),
        `Mr ${c.pick(['and', 'with', 'Unknown'])}`,
      ),
  },
};
