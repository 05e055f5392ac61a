import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import { AUDIT_EVENTS, canonicalJson, leafBytes, leafOf, type FactValue, type LedgerRecord } from './index.js';

const EVENT_ID = '00000000-0000-4000-8000-000000000001';
const PARTNERSHIP = '00000000-0000-4000-8000-000000000002';
const record: LedgerRecord = {
  event: 'SubmissionReceived',
  at: new Date('2026-11-20T09:00:00Z'),
  partnershipId: PARTNERSHIP,
  agencyId: '00000000-0000-4000-8000-000000000003',
  officerId: null,
  subject: { kind: 'submission', id: '00000000-0000-4000-8000-000000000004' },
  facts: { dataset: 'POL-2', fileSha256: 'ab'.repeat(32), bytes: 12 },
};
const withFacts = (facts: Record<string, unknown>): LedgerRecord => ({ ...record, facts }) as LedgerRecord;
const withCode = (code: unknown): LedgerRecord => ({
  ...record,
  event: 'SignInRefused',
  facts: { code: code as FactValue },
});

describe('leafOf', () => {
  it('makes one canonical text of a record, with the clause and outcome of the catalogue', () => {
    expect(new TextDecoder().decode(leafBytes(leafOf(EVENT_ID, record)))).toBe(
      `{"agencyId":"00000000-0000-4000-8000-000000000003","at":"2026-11-20T09:00:00.000Z","clause":"ISA-11",` +
        `"event":"SubmissionReceived","eventId":"${EVENT_ID}",` +
        `"facts":{"bytes":12,"dataset":"POL-2","fileSha256":"${'ab'.repeat(32)}"},"officerId":null,"outcome":"done",` +
        `"partnershipId":"${PARTNERSHIP}","subject":{"id":"00000000-0000-4000-8000-000000000004","kind":"submission"},"v":1}`,
    );
  });

  it.each<[string, LedgerRecord]>([
    ['an unknown event', { ...record, event: 'toString' as 'SignedOut', facts: {} }],
    ['a fact too few', withFacts({ dataset: 'POL-2' })],
    ['a fact too many', withFacts({ ...record.facts, rows: 1 })],
    ['an inherited fact', withFacts(Object.create(record.facts) as Record<string, unknown>)],
    ['an instant that is none', { ...record, at: new Date('never') }],
    ['an id that is no UUID', { ...record, officerId: 'someone' }],
    ['a subject that is prose', { ...record, subject: { kind: 'submission', id: 'the second file' } }],
    ['a kind that is no word', { ...record, subject: { kind: 'A person', id: '1' } }],
  ])('refuses %s', (_, bad) => expect(() => leafOf(EVENT_ID, bad)).toThrow(DomainError));

  it.each<[string, unknown]>([
    ['an e-mail address', 'someone@example.org'],
    ['a sentence', 'wrong password'],
    ['a telephone number', '+447700900123'],
    ['a telephone number with hyphens', '07700-900-123'],
    ['an identity number', '943-476-5919'],
    ['nothing', ''],
    ['a long text', 'x'.repeat(129)],
    ['a fraction', 0.5],
    ['a list', ['a']],
    ['an object', {}],
    ['undefined', undefined],
  ])('refuses %s as a fact', (_, code) => expect(() => leafOf(EVENT_ID, withCode(code))).toThrow(DomainError));

  it.each<[string, unknown]>([
    ['a code', 'identity/wrong-password'],
    ['a UUID of digits alone', '12345678-1234-4234-8234-123456789012'],
    ['a month', '2019-01'],
    ['a date', '2019-01-31'],
    ['an instant', '2019-01-31T09:00:00.000Z'],
    ['a count', 1_000_000_000],
    ['a yes', true],
    ['none', null],
  ])('takes %s as a fact', (_, code) => expect(leafOf(EVENT_ID, withCode(code)).facts).toEqual({ code }));

  it('never names the value it refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,20} [a-z]{8,20}$/), (text) => {
        expect(() => leafOf(EVENT_ID, withCode(text))).toThrow(
          expect.not.objectContaining({ message: expect.stringContaining(text) }),
        );
      }),
    );
  });
});

describe('every event of the catalogue', () => {
  it.each(Object.entries(AUDIT_EVENTS))(
    '%s has a clause, a sentence, and a leaf that fits',
    (event, { clause, meaning, facts, outcome }) => {
      expect(clause).toMatch(/^(ISA|DPA)-\d+[a-z]?$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(outcome).toBe(/(Refused|Reused)$/.test(event) ? 'refused' : 'done');
      const fullest = Object.fromEntries(facts.map((name) => [name, 'x'.repeat(128)]));
      const leaf = leafOf(EVENT_ID, { ...record, event, facts: fullest } as LedgerRecord);
      expect(canonicalJson(leaf).length).toBeLessThan(4096);
    },
  );
});
