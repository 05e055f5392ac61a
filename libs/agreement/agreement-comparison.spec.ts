import { describe, expect, it } from '@jest/globals';
import { compareVersions } from './agreement-comparison.js';
import type { AgreementTerms } from './domain/index.js';

const before: AgreementTerms = {
  textFormat: 2,
  clauses: [
    { clause: 'ISA-1', heading: 'Introduction', text: 'The partners share.' },
    { clause: 'ISA-2', text: 'They meet twice a year.' },
    { clause: 'ISA-3', text: 'They write.' },
  ],
  purposes: [{ id: 'planning', clause: 'ISA-5a', text: 'To plan' }],
  gateways: [],
  retention: [{ kind: 'Releases', amount: 7, unit: 'years' }],
  reading: 'literal',
  reviewOn: '2027-01-01',
  oldEndsOn: null,
};
const after: AgreementTerms = {
  ...before,
  clauses: [
    before.clauses[0]!,
    { clause: 'ISA-2', text: 'They meet four times a year.' },
    { clause: 'ISA-4', text: 'New.' },
  ],
  reading: 'working',
};
const lines = (part: string) => compareVersions(before, after).find((one) => one.part === part)!.lines;

describe('ISA-10: what a version changes, word for word', () => {
  it('puts each clause beside the one with its number, and what was taken out where it stood', () => {
    expect(lines('clauses').map(({ name, change }) => [name, change])).toEqual([
      ['1', 'same'],
      ['2', 'changed'],
      ['3', 'removed'],
      ['4', 'added'],
    ]);
  });

  it('marks words, and each side reads as its own text', () => {
    const changed = lines('clauses')[1]!;
    const text = (words: { text: string }[]) => words.map((one) => one.text).join('');
    expect([text(changed.before), text(changed.after)]).toEqual([
      'They meet twice a year.',
      'They meet four times a year.',
    ]);
    expect(changed.before.filter(({ mark }) => mark === 'removed').map((one) => one.text)).toEqual(['twice']);
    expect(changed.after.filter(({ mark }) => mark === 'added').map((one) => one.text)).toEqual(['four times ']);
  });

  it('shows a change of the days as well', () => {
    expect(lines('terms').map(({ name, change }) => [name, change])).toEqual([
      ['Days', 'changed'],
      ['Review', 'same'],
      ['The version before ends on', 'same'],
    ]);
    expect(lines('retention').every(({ change }) => change === 'same')).toBe(true);
  });

  it('has everything as added when there was no version before', () => {
    const all = compareVersions(null, after).flatMap((part) => part.lines);
    expect(all.every(({ change }) => change === 'added')).toBe(true);
  });
});
