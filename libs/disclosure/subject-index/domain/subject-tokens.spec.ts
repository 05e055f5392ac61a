import { describe, expect, it } from '@jest/globals';
import { doubleMetaphone } from 'double-metaphone';
import { isClose, nameParts, tokensToEnter, tokensToFind, type Likeness, type Subject } from './index.js';

const sounds = (part: string) => [...new Set(doubleMetaphone(part))];
const person = (fullName: string, dateOfBirth: string | null = null, otherNames: string[] = []): Subject => ({
  fullName,
  dateOfBirth,
  otherNames,
});

/** How an entry is found by a search; null when it is not. */
function likeness(entered: Subject, sought: Subject): Likeness | null {
  const texts = new Set(tokensToEnter(entered, sounds));
  const hits = tokensToFind(sought, sounds).filter(({ text }) => texts.has(text));
  if (hits.some((hit) => hit.likeness === 'same')) return 'same';
  const parts = new Set(hits.flatMap(({ part }) => (part === null ? [] : [part])));
  if (hits.some((hit) => hit.likeness === 'close') || isClose(parts)) return 'close';
  return hits.length > 0 ? 'possible' : null;
}

describe('nameParts', () => {
  it.each([
    ['Dr. Zoë Müller-Strauß', ['zoe', 'muller', 'strauss']],
    ["Siobhán O'Brien", ['siobhan', 'obrien']],
    ['Siobhan O Brien', ['siobhan', 'obrien']],
    ['Mc Donald, Ronald', ['mcdonald', 'ronald']],
    ['O. Smith', ['o', 'smith']],
    ['Ahmed al-Hassan', ['ahmed', 'hassan']],
    ['J.R. Ewing', ['j', 'r', 'ewing']],
    ['Łukasz Żółć', ['lukasz', 'zolc']],
    ['  ', []],
    ['??', []],
    ['van', ['van']],
    ['A B C D E F G', ['a', 'b', 'c', 'd', 'g']],
  ])('%s', (name, parts) => expect(nameParts(name)).toEqual(parts));
});

describe('a person is found', () => {
  const entered = person('Katherine Anne Whitfield', '1987-03-09');
  it.each<[string, Subject, Likeness]>([
    ['as written', person('katherine anne WHITFIELD', '1987-03-09'), 'same'],
    ['with the names in another order', person('Whitfield, Katherine Anne', '1987-03-09'), 'same'],
    ['without the middle name', person('Katherine Whitfield', '1987-03-09'), 'close'],
    ['with a close spelling', person('Catherine Witfield', '1987-03-09'), 'close'],
    ['with day and month swapped', person('Katherine Whitfield', '1987-09-03'), 'close'],
    ['with a wrong year', person('Katherine Whitfield', '1978-03-09'), 'close'],
    ['with a wrong day', person('Katherine Whitfield', '1987-03-29'), 'close'],
    ['without a date of birth', person('Katherine Whitfield'), 'close'],
    ['by what friends call her', person('Katie Whitfield', '1987-03-09'), 'close'],
    ['with an initial', person('K Whitfield', '1987-03-09'), 'possible'],
    ['with an initial and no date of birth', person('K. Whitfield'), 'possible'],
    ['with another family name', person('Katherine Marsh', '1987-03-09'), 'possible'],
    ['under a name of hers', person('Kathy Marsh', null, ['Katherine Whitfield']), 'close'],
  ])('%s', (_, sought, how) => expect(likeness(entered, sought)).toBe(how));

  it.each<[string, Subject, Subject, Likeness]>([
    ['who was entered without a date of birth', person('Jon Smyth'), person('John Smith', '1990-01-01'), 'close'],
    ['who was entered with an initial', person('J Smith'), person('John Smith', '1990-01-01'), 'possible'],
    ['who was entered with an initial and a date', person('J Smith', '1990-05-31'), person('John Smith'), 'possible'],
    ['who was entered by one name', person('Katherine'), person('Kate Marsh', '1990-01-01'), 'possible'],
    [
      'whose names are hyphened',
      person('Ann Smith-Jones', '1990-05-31'),
      person('Ann Jones Smith', '1990-05-31'),
      'same',
    ],
    ['whose script has no sounds', person('Анна Петрова', '1990-05-31'), person('Анна Петрова', '1990-05-31'), 'same'],
    [
      'whose other name it is',
      person('Ann Marsh', '1990-05-31', ['Annie Oak']),
      person('Anne Oake', '1990-05-31'),
      'close',
    ],
  ])('%s', (_, was, sought, how) => expect(likeness(was, sought)).toBe(how));
});

describe('another person is not found', () => {
  it.each<[string, Subject, Subject]>([
    ['of the same name, born another day', person('John Smith', '1990-01-31'), person('John Smith', '1975-06-20')],
    ['of the same family, undated', person('James Smith'), person('John Smith')],
    ['of the same first name', person('John Baker', '1990-01-31'), person('John Smith', '1975-06-20')],
    ['born the same day', person('Alice Baker', '1990-01-31'), person('John Smith', '1990-01-31')],
    ['without a name', person('?', '1990-01-31'), person('?', '1990-01-31')],
  ])('%s', (_, entered, sought) => expect(likeness(entered, sought)).toBeNull());
});

describe('what is entered', () => {
  it('is twenty tokens at most for an everyday name, and none twice', () => {
    const tokens = tokensToEnter(person('John Smith', '1990-01-31'), sounds);
    expect(tokens.length).toBeLessThan(21);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
