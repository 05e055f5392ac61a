import { describe, expect, it } from '@jest/globals';
import { checkpointText, cosignatureLine, toHex, type SignedCheckpoint, type WitnessPolicy } from '@broker/ledger';
import { checkpointOf, inventedLeaves, LOG, noteOf, signerOf } from '../../../test/support/made-log.js';
import { presentProofs, type ProofsFacts } from './proofs.presenter.js';

const leaves = inventedLeaves(1200);
const note = noteOf(leaves);
const text = checkpointText(checkpointOf(leaves));
const [anna, ben] = [signerOf('anna.example', 4, 2), signerOf('ben.example', 4, 3)];
const cosigned = (...lines: string[]): SignedCheckpoint => ({
  size: 1200,
  rootHash: toHex(checkpointOf(leaves).rootHash),
  note: note + lines.join(''),
  cosignatures: [],
  madeAt: new Date('2026-11-20T15:05:00Z'),
});
const policy: WitnessPolicy = { logKeys: [LOG.key], witnesses: [anna.key, ben.key], quorum: 2 };
const AT = Date.parse('2026-11-20T15:06:00Z') / 1000;
const facts = (more: Partial<ProofsFacts> = {}): ProofsFacts => ({
  checkpoint: cosigned(cosignatureLine(anna, AT, text), cosignatureLine(ben, AT, text)),
  policy,
  wanted: null,
  mayTake: true,
  ...more,
});

describe('ISA-22: the page about the log', () => {
  it('shows the newest checkpoint, who cosigned it and when, and what the rule makes of it', () => {
    expect(presentProofs(facts())).toEqual({
      checkpoint: {
        origin: 'broker.example/log',
        size: '1,200',
        rootHash: toHex(checkpointOf(leaves).rootHash),
        made: 'Friday 20 November 2026 at 3:05pm',
        cosigned: [
          'anna.example on Friday 20 November 2026 at 3:06pm',
          'ben.example on Friday 20 November 2026 at 3:06pm',
        ],
        verdict: 'Enough of your partnership’s witnesses have cosigned: its rule asks for 2 of 2 witnesses.',
      },
      entry: '',
      mayTake: true,
      errors: [],
    });
  });

  it('says when too few have cosigned, when nobody could, and when something is wrong', () => {
    const verdict = (checkpoint: SignedCheckpoint, rule = policy): string | undefined =>
      presentProofs(facts({ checkpoint, policy: rule })).checkpoint?.verdict;
    expect(verdict(cosigned(cosignatureLine(anna, AT, text)))).toContain('Not enough');
    expect(verdict(cosigned(), { ...policy, witnesses: [], quorum: 0 })).toContain('has no witness');
    expect(verdict(cosigned(cosignatureLine(anna, AT, 'another text\n')))).toContain('do not hold');
  });

  it('has nothing to show or to take before the first checkpoint', () => {
    expect(presentProofs(facts({ checkpoint: null }))).toMatchObject({ checkpoint: null, mayTake: false });
    expect(presentProofs(facts({ mayTake: false })).mayTake).toBe(false);
  });

  it('explains what the number of an entry looks like', () => {
    expect(presentProofs(facts({ wanted: '' })).errors[0]?.text).toBe('Enter the number of an entry');
    expect(presentProofs(facts({ wanted: 'abc' })).errors[0]?.text).toContain('five groups');
  });
});
