import { describe, expect, it } from '@jest/globals';
import { agreementText, textSha256, type AgreementTerms } from './agreement-text.js';

const terms: AgreementTerms = {
  textFormat: 2,
  clauses: [
    { clause: 'ISA-1', heading: 'Introduction', text: 'First.' },
    { clause: 'ISA-2', text: 'Second.' },
  ],
  purposes: [{ id: 'planning', clause: 'ISA-5a', text: 'To plan.' }],
  gateways: [{ id: 'cda-115', clause: 'ISA-12', text: 'Section 115' }],
  retention: [
    { kind: 'Releases', amount: 7, unit: 'years' },
    { kind: 'Files', amount: 1, unit: 'days' },
  ],
  reading: 'literal',
  reviewOn: '2027-11-20',
  oldEndsOn: '2026-12-31',
};

describe('ISA-10: an agency signs one exact text', () => {
  it('in the first layout: clauses and purposes, one a line; a signature of then still fits', () => {
    const first: AgreementTerms = { ...terms, textFormat: 1 };
    expect(agreementText(first)).toBe('Introduction\nISA-1 First.\nISA-2 Second.\nPurposes\nISA-5a To plan.\n');
    expect(textSha256(first)).toBe('efc3cb57d28f0623877b134271238fab5ce298861bf8f43f358254edeaaf6658');
  });

  it('in the second layout: every term', () => {
    expect(agreementText(terms).split('\n')).toEqual([
      'Format 2',
      'Introduction',
      'ISA-1 First.',
      'ISA-2 Second.',
      'Purposes',
      'ISA-5a To plan.',
      'Gateways',
      'ISA-12 Section 115',
      'Retention',
      'Releases: 7 years',
      'Files: 1 day',
      'Days',
      'Days in paragraph 32(b) to (d) are calendar days; only those of 32(a) are working days.',
      'Review',
      '2027-11-20',
      'The version before ends on',
      '2026-12-31',
      '',
    ]);
    expect(textSha256(terms)).toBe('c7c53f446d4441520a2639c3e4d5ffe121b6ea66745ee4c935f11720e888f514');
  });

  it('has another fingerprint when one letter, the order, or any term changes', () => {
    const others: AgreementTerms[] = [
      terms,
      { ...terms, textFormat: 1 },
      { ...terms, clauses: [terms.clauses[0]!, { clause: 'ISA-2', text: 'Second' }] },
      { ...terms, clauses: terms.clauses.toReversed() },
      { ...terms, purposes: [] },
      { ...terms, gateways: [] },
      { ...terms, retention: [{ kind: 'Releases', amount: 7, unit: 'days' }] },
      { ...terms, reading: 'working' },
      { ...terms, reviewOn: null },
      { ...terms, oldEndsOn: null },
    ];
    expect(new Set(others.map(textSha256)).size).toBe(others.length);
  });
});
