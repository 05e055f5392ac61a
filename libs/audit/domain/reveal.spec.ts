import { describe, expect, it } from '@jest/globals';
import {
  checkAnswerWords,
  checkRevealAsked,
  decideReveal,
  isRevealOpen,
  standingOfReveal,
  type RevealFacts,
  type RevealState,
  type RevealStep,
} from './reveal.js';

const now = new Date('2026-11-20T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const asked: RevealFacts = { state: 'asked', askedBy: 'ann', lapsesAt: later(60), opensUntil: null };
const open: RevealFacts = { ...asked, state: 'agreed', opensUntil: later(30) };
const ann = { officerId: 'ann', role: 'auditor' };
const bob = { officerId: 'bob', role: 'auditor' };

describe('decideReveal', () => {
  it('is agreed to by another auditor or the partnership manager, and then open for half an hour', () => {
    for (const role of ['auditor', 'partnership-manager'])
      expect(decideReveal(asked, 'agree', { officerId: 'bob', role }, now)).toEqual({
        ok: true,
        value: { state: 'agreed', opensUntil: later(30) },
      });
    expect(decideReveal(asked, 'refuse', bob, now)).toEqual({
      ok: true,
      value: { state: 'refused', opensUntil: null },
    });
  });

  it('is never answered by the one who asked, whatever else they are', () => {
    for (const step of ['agree', 'refuse'] as const)
      for (const role of ['auditor', 'partnership-manager'])
        expect(decideReveal(asked, step, { officerId: 'ann', role }, now)).toMatchObject({
          refusal: { code: 'audit/own-reveal', clause: 'ISA-26' },
        });
  });

  it('is answered by nobody else', () =>
    expect(decideReveal(asked, 'agree', { officerId: 'bob', role: 'designated-officer' }, now)).toMatchObject({
      refusal: { code: 'audit/reveal-not-yours-to-answer' },
    }));

  it('lapses', () =>
    expect(decideReveal(asked, 'agree', bob, later(60))).toMatchObject({ refusal: { code: 'audit/reveal-lapsed' } }));

  it('is taken back or ended by the one who asked alone', () => {
    expect(decideReveal(asked, 'withdraw', ann, now)).toMatchObject({ value: { state: 'withdrawn' } });
    expect(decideReveal(open, 'end', ann, now)).toMatchObject({ value: { state: 'ended', opensUntil: later(30) } });
    expect(decideReveal(open, 'end', bob, now)).toMatchObject({ refusal: { code: 'audit/no-such-reveal' } });
  });

  it('does nothing to what is over', () => {
    const over: RevealState[] = ['refused', 'withdrawn', 'ended'];
    const steps: [RevealStep, typeof ann][] = [
      ['agree', bob],
      ['refuse', bob],
      ['withdraw', ann],
      ['end', ann],
    ];
    for (const state of over)
      for (const [step, who] of steps)
        expect(decideReveal({ ...asked, state }, step, who, now)).toMatchObject({
          refusal: { code: 'audit/reveal-over' },
        });
    expect(decideReveal(open, 'agree', bob, now)).toMatchObject({ refusal: { code: 'audit/reveal-over' } });
    expect(decideReveal(open, 'end', ann, later(30))).toMatchObject({ refusal: { code: 'audit/reveal-over' } });
  });
});

describe('how a reveal stands', () => {
  it('is open until its last instant and not at it', () => {
    expect(isRevealOpen(open, later(29.99))).toBe(true);
    expect(isRevealOpen(open, later(30))).toBe(false);
    expect(isRevealOpen({ ...open, state: 'ended' }, now)).toBe(false);
  });

  it('tells what ran out by itself', () => {
    expect(standingOfReveal(asked, now)).toBe('asked');
    expect(standingOfReveal(asked, later(60))).toBe('lapsed');
    expect(standingOfReveal(open, now)).toBe('open');
    expect(standingOfReveal(open, later(30))).toBe('ended');
    expect(standingOfReveal({ ...asked, state: 'refused' }, now)).toBe('refused');
  });
});

describe('what is said with it', () => {
  it('names a purpose of the list and a reason', () => {
    const reason = 'The complaint says that it was somebody else.';
    expect(checkRevealAsked('complaint', ` ${reason} `)).toEqual({ ok: true, value: { purpose: 'complaint', reason } });
    expect(checkRevealAsked('curiosity', reason)).toMatchObject({ refusal: { code: 'audit/reveal-purpose' } });
    expect(checkRevealAsked('toString', reason)).toMatchObject({ refusal: { code: 'audit/reveal-purpose' } });
    expect(checkRevealAsked('complaint', 'because')).toMatchObject({ refusal: { code: 'audit/reveal-reason' } });
  });

  it('needs words for a refusal only', () => {
    expect(checkAnswerWords('agree', '')).toEqual({ ok: true, value: '' });
    expect(checkAnswerWords('refuse', '  ')).toMatchObject({ refusal: { code: 'audit/reveal-words' } });
    expect(checkAnswerWords('agree', 'x'.repeat(2001))).toMatchObject({ refusal: { code: 'audit/reveal-words' } });
  });
});
