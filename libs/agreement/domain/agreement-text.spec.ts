import { describe, expect, it } from '@jest/globals';
import { agreementText, textSha256, type AgreementClause, type Purpose } from './agreement-text.js';

const clauses: AgreementClause[] = [
  { clause: 'ISA-1', heading: 'Introduction', text: 'First.' },
  { clause: 'ISA-2', text: 'Second.' },
];
const purposes: Purpose[] = [{ id: 'planning', clause: 'ISA-5a', text: 'To plan.' }];

describe('ISA-10: an agency signs one exact text', () => {
  it('writes the text one clause a line', () => {
    expect(agreementText(clauses, purposes)).toBe(
      'Introduction\nISA-1 First.\nISA-2 Second.\nPurposes\nISA-5a To plan.\n',
    );
  });

  it('gives another fingerprint when one letter, or the order, or a purpose changes', () => {
    const prints = [
      textSha256(clauses, purposes),
      textSha256([clauses[0]!, { clause: 'ISA-2', text: 'Second' }], purposes),
      textSha256(clauses.toReversed(), purposes),
      textSha256(clauses, []),
    ];
    expect(new Set(prints).size).toBe(4);
  });
});
