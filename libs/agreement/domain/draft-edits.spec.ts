import { describe, expect, it } from '@jest/globals';
import type { AgreementClause } from './agreement-text.js';
import { clauseNumberOf, gatewaysOf, numberText, purposesOf, retentionOf, withClause } from './draft-edits.js';

const clauses: AgreementClause[] = [
  { clause: 'ISA-1', heading: 'Introduction', text: 'First.' },
  { clause: 'ISA-2', text: 'Second.' },
  { clause: 'ISA-12', text: 'Twelfth.' },
];

describe('ISA-2: the numbered clauses of a draft', () => {
  it('take a number as people write it', () => {
    expect(['12', ' 12(B) ', 'ISA-12b', '12 b.'].map(clauseNumberOf)).toEqual([
      'ISA-12',
      'ISA-12b',
      'ISA-12b',
      'ISA-12b',
    ]);
    expect([numberText('ISA-12b'), numberText('ISA-x')]).toEqual(['12(b)', 'x']);
  });

  it('stand in the order of their numbers, wherever one is entered', () => {
    const added = withClause(clauses, null, { number: '2a', heading: ' ', text: 'Second\n and a half.' });
    expect(added.map(({ clause }) => clause)).toEqual(['ISA-1', 'ISA-2', 'ISA-2a', 'ISA-12']);
    expect(added[2]).toEqual({ clause: 'ISA-2a', text: 'Second and a half.' });
  });

  it('can be renumbered, and a number that is taken stays visible as taken twice', () => {
    const moved = withClause(clauses, 'ISA-2', { number: '3', heading: 'Rules', text: 'Third.' });
    expect(moved.map(({ clause }) => clause)).toEqual(['ISA-1', 'ISA-3', 'ISA-12']);
    expect(withClause(clauses, 'ISA-2', { number: '12', heading: '', text: 'x' })).toHaveLength(3);
  });
});

describe('ISA-5: the purposes of a draft', () => {
  it('keep their id, get one from their words, and never one that is taken', () => {
    const purposes = purposesOf([
      { id: 'to-plan', number: '5a', text: 'To plan' },
      { number: '5b', text: 'To plan!' },
      { number: '5c', text: ' ' },
      { number: '5d', text: '???' },
    ]);
    expect(purposes.map(({ id, clause }) => [id, clause])).toEqual([
      ['to-plan', 'ISA-5a'],
      ['to-plan-2', 'ISA-5b'],
      ['purpose', 'ISA-5d'],
    ]);
  });
});

describe('ISA-12 and ISA-23: gateways and retention of a draft', () => {
  it('take only gateways of the register', () => {
    expect(gatewaysOf(['consent', 'magic', 'cda-115']).map(({ id }) => id)).toEqual(['cda-115', 'consent']);
  });

  it('take a number for a length, and nothing else for one', () => {
    const typed = retentionOf([
      { kind: 'Files', amount: ' 30 ', unit: 'days' },
      { kind: 'Records', amount: '1e3', unit: 'years' },
      { kind: ' ', amount: '9', unit: 'years' },
    ]);
    expect(typed).toEqual([
      { kind: 'Files', amount: 30, unit: 'days' },
      { kind: 'Records', amount: Number.NaN, unit: 'years' },
    ]);
  });
});
