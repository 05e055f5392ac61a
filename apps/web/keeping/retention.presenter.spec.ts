import { describe, expect, it } from '@jest/globals';
import type { KeptView } from '@broker/disclosure';
import { presentKept } from './retention.presenter.js';

const OURS = 'our-agency';
const view = (over: Partial<KeptView> = {}): KeptView => ({
  id: 'kept',
  recordKind: 'request',
  recordId: 'request',
  agencyId: OURS,
  agency: 'Anytown Fire and Rescue',
  beganOn: '2026-11-05',
  retainUntilOn: '2028-11-05',
  disposedAt: null,
  reference: 'R-2026-0006',
  heldBy: [],
  certificateId: null,
  ...over,
});
const held = [{ agencyId: OURS, agency: 'Anytown Fire and Rescue', placedAt: '2026-11-06' }];
const shown = (over: Partial<KeptView>, acts: 'retention.hold'[] = ['retention.hold']) => {
  const facts = { agencyIds: [OURS], may: new Set(acts) } as unknown as Parameters<typeof presentKept>[2];
  const { tag, lead, actions } = presentKept(view(over), [], facts, []);
  return { tag: tag?.text, lead, actions: actions.map(({ text }) => text) };
};

describe('ISA-23: what is kept says what becomes of it', () => {
  it('kept, it can be held', () => {
    expect(shown({})).toEqual({
      tag: 'Kept',
      lead: 'It is disposed of by itself when its last day is over.',
      actions: ['Place a hold'],
    });
  });

  it('held, it stays until the agency lifts its hold', () => {
    expect(shown({ heldBy: held })).toEqual({
      tag: 'Held',
      lead: 'It is not disposed of while anybody holds it.',
      actions: ['Lift the hold'],
    });
  });

  it('disposed of, nobody can read or hold it, and its certificate is there', () => {
    expect(shown({ disposedAt: new Date('2028-11-06T09:00:00Z'), certificateId: 'certificate' })).toEqual({
      tag: 'Disposed of',
      lead: 'Its key has been destroyed. Nobody can read it again, not from this system and not from a backup.',
      actions: ['See the certificate'],
    });
  });

  it('asks nobody for a hold who may not place one', () => {
    expect(shown({}, []).actions).toEqual([]);
  });
});
