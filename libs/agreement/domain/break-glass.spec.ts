import { describe, expect, it } from '@jest/globals';
import {
  BREAK_GLASS_MINUTES,
  checkOpening,
  checkReview,
  openUntil,
  type OpeningAsked,
  type OpeningState,
} from './break-glass.js';

const asked: OpeningAsked = {
  ownerAgencyId: 'owner',
  emergency: 'safeguarding',
  reason: '  A child is missing since this morning.  ',
  minutes: 30,
};
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'yes';
const asking = (change: Partial<OpeningAsked>) => codeOf(checkOpening({ ...asked, ...change }));

describe('ISA-26: what an emergency opening must say', () => {
  it('takes an emergency of the list, a reason and at most an hour', () => {
    expect(checkOpening(asked)).toMatchObject({ value: { reason: 'A child is missing since this morning.' } });
    expect(BREAK_GLASS_MINUTES.map((minutes) => asking({ minutes }))).toEqual(['yes', 'yes', 'yes']);
  });

  it.each([
    [{ emergency: 'curiosity' }, 'agreement/no-such-emergency'],
    [{ emergency: 'toString' }, 'agreement/no-such-emergency'],
    [{ reason: 'urgent' }, 'agreement/emergency-reason-missing'],
    [{ reason: ' '.repeat(40) }, 'agreement/emergency-reason-missing'],
    [{ reason: 'x'.repeat(2001) }, 'agreement/emergency-reason-missing'],
    [{ minutes: 61 }, 'agreement/emergency-too-long'],
    [{ minutes: 0 }, 'agreement/emergency-too-long'],
    [{ minutes: 1.5 }, 'agreement/emergency-too-long'],
    [{ minutes: Number.NaN }, 'agreement/emergency-too-long'],
  ])('refuses %j: %s', (change, code) => expect(asking(change)).toBe(code));
});

const at = (time: string): Date => new Date(`2026-11-20T${time}Z`);
const opening: OpeningState = {
  officerId: 'opener',
  ownerAgencyId: 'owner',
  endsAt: at('10:00:00'),
  endedAt: null,
  reviewedAt: null,
};

describe('openUntil', () => {
  it('is its end, or the earlier instant at which it was ended', () => {
    expect(openUntil(opening)).toEqual(at('10:00:00'));
    expect(openUntil({ ...opening, endedAt: at('09:30:00') })).toEqual(at('09:30:00'));
    expect(openUntil({ ...opening, endedAt: at('11:00:00') })).toEqual(at('10:00:00'));
  });
});

describe('ISA-30: who judges an emergency opening', () => {
  const owner = { officerId: 'theirs', agencyId: 'owner', role: 'designated-officer' };
  const judging = (change: Partial<OpeningState>, reviewer: object, finding = 'justified', words = ' Yes. ') =>
    codeOf(checkReview({ ...opening, ...change }, { ...owner, ...reviewer }, finding, words));

  it('lets the owning agency’s designated officer or an auditor judge, in words', () => {
    expect(checkReview(opening, owner, 'not-justified', ' No. ')).toEqual({ ok: true, value: 'No.' });
    expect(judging({}, { agencyId: 'another', role: 'auditor' })).toBe('yes');
  });

  it.each([
    [{ officerId: 'opener' }, {}, 'agreement/own-emergency'],
    [{ officerId: 'opener', role: 'auditor' }, {}, 'agreement/own-emergency'],
    [{ agencyId: 'another' }, {}, 'agreement/not-yours-to-judge'],
    [{ role: 'data-steward' }, {}, 'agreement/not-yours-to-judge'],
    [{}, { reviewedAt: at('12:00:00') }, 'agreement/emergency-judged-already'],
  ])('refuses %j of %j: %s', (reviewer, change, code) => expect(judging(change, reviewer)).toBe(code));

  it('asks for a finding and for words', () => {
    expect(judging({}, {}, '')).toBe('agreement/emergency-finding-missing');
    expect(judging({}, {}, 'justified', '  ')).toBe('agreement/emergency-words-missing');
  });
});
