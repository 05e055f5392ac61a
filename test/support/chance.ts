export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A repeatable source of chance (mulberry32). */
export class Chance {
  constructor(private state: number) {}
  /** A whole number from 0 to `below` - 1. */
  upTo(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  }
  from = (low: number, high: number): number => low + this.upTo(high - low + 1);
  pick = <T>(choices: ArrayLike<T>): T => choices[this.upTo(choices.length)]!;
  some = (length: number, of = '0123456789'): string => Array.from({ length }, () => this.pick(of)).join('');
  two = (low: number, high: number): string => String(this.from(low, high)).padStart(2, '0');
}

export const without = (letters: string): string =>
  Array.from(LETTERS)
    .filter((letter) => !letters.includes(letter))
    .join('');
const WORDS = ['seen', 'near', 'gate', 'twice', 'then', 'left', 'stood', 'again', 'quite', 'quiet', 'behind', 'bench'];

/** Puts a value among words that tell nothing. */
export const among = (chance: Chance, value: string): string =>
  `${chance.pick(WORDS)} ${chance.pick(WORDS)} ${value}${chance.pick(['', '.', ',', ';', ')'])} ${chance.pick(WORDS)}`;

/** Ten figures with the last as modulus 11 wants it, or off by `off`. */
export function modulus11(chance: Chance, first: string, off = 0): string {
  for (;;) {
    const nine = first + chance.some(9 - first.length);
    const rest = Array.from(nine).reduce((sum, figure, i) => sum + Number(figure) * (10 - i), 0) % 11;
    const check = rest === 0 ? 0 : 11 - rest;
    if (check < 10) return nine + String((check + off) % 10);
  }
}

/** The figures with one more that brings Luhn's sum to a multiple of ten, or off by `off`. */
export function luhn(figures: string, off = 0): string {
  const sum = Array.from(figures)
    .toReversed()
    .reduce((total, figure, i) => {
      const value = Number(figure) * (i % 2 === 0 ? 2 : 1);
      return total + Math.floor(value / 10) + (value % 10);
    }, 0);
  return figures + String((((10 - (sum % 10)) % 10) + off) % 10);
}

const PUPIL_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
export function pupil(chance: Chance, off = 0): string {
  const twelve = chance.some(12);
  const sum = Array.from(twelve).reduce((total, figure, i) => total + Number(figure) * (i + 2), 0);
  return PUPIL_LETTERS[(sum + off) % 23]! + twelve;
}

/** A British account number with the two check figures that make it leave 1 when divided by 97, or off by `off`. */
export function iban(chance: Chance, off = 0): string {
  const account = chance.some(4, LETTERS) + chance.some(14);
  const asNumber = Array.from(`${account}GB00`)
    .map((c) => String(parseInt(c, 36)))
    .join('');
  const check = (96n - (BigInt(asNumber) % 97n) + BigInt(off) + 97n) % 97n;
  return `GB${String(check + 2n).padStart(2, '0')}${account}`;
}

export const spaced = (value: string, ...lengths: number[]): string => {
  let from = 0;
  return lengths.map((length) => value.slice(from, (from += length))).join(' ');
};
export const either = (chance: Chance, ...forms: string[]): string => chance.pick(forms);
export const birth = (chance: Chance, month: string, day: string): string =>
  `${chance.upTo(10)}${month}${day}${chance.upTo(10)}`;
export const licence = (chance: Chance, date: string): string =>
  chance.some(5, LETTERS) +
  date +
  chance.some(1, LETTERS) +
  chance.pick(`9${LETTERS}`) +
  chance.some(1) +
  chance.some(2, LETTERS);
export const MONTHS = [
  'January',
  'Feb',
  'March',
  'Apr',
  'May',
  'June',
  'July',
  'Aug',
  'September',
  'Oct',
  'November',
  'Dec',
];
export const STREET_NAMES = [
  'Acacia',
  'Park',
  'Church',
  'Mill',
  'Station',
  'Oak',
  'Elm',
  'Queens',
  'Kings',
  'London',
  'Winchester',
  'Above Bar',
];
export const STREETS = [
  'Street',
  'Road',
  'Avenue',
  'Lane',
  'Close',
  'Drive',
  'Crescent',
  'Terrace',
  'Grove',
  'Rd',
  'Ave',
];
export const GIVEN = [
  'Jane',
  'Helen',
  'Gareth',
  'Mohammed',
  'Fiona',
  'Colin',
  'Susan',
  'Kieran',
  'Tracey',
  'Nigel',
  'Aisha',
  'Rebecca',
];
export const FAMILY = [
  'Doe',
  'Smith',
  'Jones',
  'Patel',
  'Khan',
  'Wilson',
  'Evans',
  'Okonkwo',
  'Nowicki',
  'Abernathy',
  'Featherstone',
  'Brown',
];
