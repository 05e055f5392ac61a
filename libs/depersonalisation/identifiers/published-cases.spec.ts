import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sharedPath } from '../../../test/support/shared-data.js';
import type { IdentifierKind } from './detector.js';
import { findIdentifiers } from './find-identifiers.js';
import { NameGazetteer, readNames } from './name-gazetteer.js';

interface PublishedCase {
  text?: unknown;
  iban?: string;
  entity?: string;
  expected_len?: number;
  expected_positions?: [number, number][];
  expected_res?: [number, number][];
}

const KINDS: Record<string, IdentifierKind> = {
  uk_nhs: 'nhs-number',
  uk_nino: 'national-insurance-number',
  uk_postcode: 'postcode',
  uk_vehicle_registration: 'vehicle-registration',
  uk_driving_licence: 'driving-licence',
  uk_passport: 'passport-number',
  email: 'email-address',
  credit_card: 'payment-card',
  iban: 'bank-account',
};

/** Cases where we differ, each with the reason. */
const EXCEPTIONS: Record<string, string> = {
  'uk_nhs 0032698674': 'ten bare digits need the word NHS near by: one number in eleven passes the check digit',
  'uk_nino Here is my National Insurance Number YZ 61 48 68 B':
    'the published place begins with the space before the number',
  'iban LV80 bANK 0000 4351 9500 1': 'the check fits, and letters of either case are taken',
};
const FOREIGN =
  'a number written for use inside another country: only UK numbers and those with a plus sign are looked for';
const PHONE_EXCEPTIONS = [/\(415\) ?555-0132|415-555-0132|09-7625400|090-1234-5678|13812345678/];

const textOf = ({ text, iban }: PublishedCase): string => String(iban ?? text);
const placesOf = (published: PublishedCase) => published.expected_positions ?? published.expected_res;
const found = (text: string, kind: IdentifierKind, column?: string) =>
  findIdentifiers(text, { column }).filter((span) => span.kind === kind);

const all = sharedPath('depersonalisation/cases/presidio-cases.json');
const cases = all ? (JSON.parse(readFileSync(all, 'utf8')) as Record<string, PublishedCase[]>) : {};
const families = Object.keys(KINDS).filter((family) => family in cases);

describe('published cases of another detector', () => {
  it('are there, or their absence is told', () => expect(families).toHaveLength(all ? 9 : 0));

  for (const family of families) {
    it(`${family}: every positive and negative case, without help from a column, at its place`, () => {
      const kind = KINDS[family]!;
      const differing = cases[family]!.filter((published) => {
        const spans = found(textOf(published), kind);
        const places = placesOf(published);
        if (spans.length !== (published.expected_len ?? 0)) return true;
        return (
          places !== undefined && JSON.stringify(spans.map(({ start, end }) => [start, end])) !== JSON.stringify(places)
        );
      }).map((published) => `${family} ${textOf(published)}`);
      expect(differing).toEqual(Object.keys(EXCEPTIONS).filter((name) => name.startsWith(`${family} `)));
    });
  }

  it('phone: every number of the United Kingdom and every one with a plus sign', () => {
    for (const published of cases['phone'] ?? []) {
      const text = textOf(published);
      const wanted = [...text.matchAll(/\+\d[\d ()]{8,}\d/g)].map(({ 0: number, index }) => [
        index,
        index + number.length,
      ]);
      const spans = found(text, 'telephone-number').map(({ start, end }) => [start, end]);
      expect(spans).toEqual(wanted);
      if (wanted.length < (published.expected_len ?? 0))
        expect(PHONE_EXCEPTIONS.some((p) => p.test(text)) && FOREIGN).toBe(FOREIGN);
    }
  });

  it('date: full dates in the British order; others are no dates of birth here', () => {
    const dates = (cases['date'] ?? []).map(textOf);
    const british = dates.filter((text) => /\b(?:21[./]0?5[./](?:20)?21|5-MAY-2021)\b/i.test(text));
    expect(british.length).toBe(all ? 6 : 0);
    for (const text of british) expect(found(text, 'date-of-birth')).toHaveLength(1);
    for (const text of dates.filter((date) => !/\d.*\d.*\d.*\d/.test(date)))
      expect(found(text, 'date-of-birth')).toEqual([]);
  });

  it('the older collection agrees, its exceptions being the same', () => {
    const file = sharedPath('data/pii/presidio-uk-cases.json');
    if (!file) return;
    const older = JSON.parse(readFileSync(file, 'utf8')) as PublishedCase[];
    expect(older.length).toBeGreaterThan(90);
    const differing = older
      .filter((published) => {
        const kind = KINDS[published.entity!.toLowerCase()]!;
        return found(textOf(published), kind).length !== (published.expected_len ?? 0);
      })
      .map((published) => `${published.entity!.toLowerCase()} ${textOf(published)}`);
    expect(differing).toEqual(['uk_nhs 0032698674']);
  });

  it('bare NHS numbers are found in a column of them', () =>
    expect(found('0032698674', 'nhs-number', 'nhs_number')).toHaveLength(1));
});

describe('published names', () => {
  const people = sharedPath('data/pii/hmpps-esurveillance-person.csv');
  const given = sharedPath('data/pii/ons-firstnames-1996-2020-totals.csv');
  const surnames = sharedPath('data/pii/surnames-uk.txt');
  const rows = people
    ? readFileSync(people, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','))
    : [];
  const names = rows.map((row) => [row[4]!, row[5]!] as const);
  const recall = (sentence: (given: string, family: string) => string, gazetteer?: NameGazetteer) =>
    names.filter((name) =>
      findIdentifiers(sentence(...name), { names: gazetteer }).some((s) => s.kind === 'personal-name'),
    ).length / Math.max(1, names.length);

  it('are found in a column of names, every one', () => {
    for (const [first, family] of names) {
      expect(findIdentifiers(first, { column: 'given_name' })).toEqual([
        { kind: 'personal-name', start: 0, end: first.length },
      ]);
      expect(findIdentifiers(family, { column: 'family_name' })).toHaveLength(1);
    }
  });

  it('are found beside a title or a role, and as often as told with the short list and a long one', () => {
    if (!given || !surnames || rows.length === 0) return;
    const long = new NameGazetteer(readNames(readFileSync(given, 'utf8')), readNames(readFileSync(surnames, 'utf8')));
    const figures = {
      title: recall((_, family) => `Attended Mr ${family} at home`),
      role: recall((first, family) => `The victim ${first} ${family} was seen`),
      short: recall((first, family) => `Spoke to ${first} ${family} at the scene`),
      long: recall((first, family) => `Spoke to ${first} ${family} at the scene`, long),
      shortInCapitals: recall((first, family) => `SPOKE TO ${first} ${family} AT THE SCENE`.toUpperCase()),
      longInCapitals: recall((first, family) => `SPOKE TO ${first} ${family} AT THE SCENE`.toUpperCase(), long),
    };
    console.info(`Share of ${rows.length} published names found: ${JSON.stringify(figures)}`);
    expect(figures.title).toBeGreaterThan(0.97);
    expect(figures.role).toBeGreaterThan(0.97);
    expect(figures.short).toBeGreaterThan(0.75);
    expect(figures.long).toBeGreaterThan(0.95);
    expect(figures.shortInCapitals).toBeGreaterThan(0.45);
    expect(figures.longInCapitals).toBeGreaterThan(0.8);
  });
});
