import { describe, expect, it } from '@jest/globals';
import { checkedProgram, programState, refreshableUntil, refreshEnded } from './program.js';
import { daysAfter } from './token-lives.js';

const START = new Date('2026-11-20T09:00:00Z');
const life = { lastUsedAt: START, expiresAt: daysAfter(START, 90), revokedAt: null, revokedBecause: null };
const at = (days: number): Date => daysAfter(START, days);

describe('ISA-26: how it stands with a program', () => {
  it('is let in until it was not used for 30 days, or its time is over', () => {
    expect([0, 29, 30, 89, 90].map((days) => programState(life, at(days)))).toEqual([
      'open',
      'open',
      'idle',
      'idle',
      'expired',
    ]);
    const used = { ...life, lastUsedAt: at(80) };
    expect([89, 90].map((days) => programState(used, at(days)))).toEqual(['open', 'expired']);
    expect([refreshableUntil(life), refreshableUntil(used)]).toEqual([at(30), at(90)]);
  });

  it('is over from the moment somebody ended it, whatever else', () => {
    expect(programState({ ...life, revokedAt: at(1), revokedBecause: 'ended' }, at(1))).toBe('ended');
    expect(programState({ ...life, revokedAt: at(1), revokedBecause: 'reused' }, at(400))).toBe('reused');
  });

  it.each(['ended', 'reused', 'idle', 'expired'] as const)(
    'tells why it is no longer let in (%s), and how to begin anew',
    (state) => {
      const { message, mend } = refreshEnded(state);
      expect(message).toMatch(/^The program is no longer let in: \w/);
      expect(mend).toMatch(/again/);
    },
  );
});

describe('the name and the days of a program', () => {
  it('may be anything short, and 1 to 180', () => {
    expect(checkedProgram('  Records \n system ', 180)).toEqual({ ok: true, value: 'Records system' });
    expect(checkedProgram('x'.repeat(60), 1)).toMatchObject({ ok: true });
  });
  it.each([
    ['', 1],
    ['   ', 1],
    ['x'.repeat(61), 1],
    ['x', 0],
    ['x', 181],
    ['x', NaN],
    ['x', 2.5],
  ])('may not be %j for %d days', (name, days) => expect(checkedProgram(name, days).ok).toBe(false));
});
