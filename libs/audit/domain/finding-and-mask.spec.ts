import { describe, expect, it } from '@jest/globals';
import {
  checkFinding,
  checkFollowUp,
  checkWords,
  decideFinding,
  type FindingState,
  type FindingStep,
} from './finding.js';
import { personCode, writtenLength } from './mask.js';

const asked = { severity: 'medium', words: ' No grounds. ', rule: 'no-grounds', followUpOn: '2026-12-01' };
const today = '2026-11-20';

describe('a finding', () => {
  it('says how grave it is, what was found, and when it is followed up', () => {
    expect(checkFinding(asked, today)).toEqual({ ok: true, value: { ...asked, words: 'No grounds.' } });
    expect(checkFinding({ ...asked, rule: '' }, today)).toMatchObject({ value: { rule: null } });
  });

  it.each([
    ['audit/finding-severity', { severity: 'toString' }],
    ['audit/finding-words', { words: ' ' }],
    ['audit/finding-rule', { rule: 'no-such-rule' }],
    ['audit/finding-follow-up', { followUpOn: today }],
    ['audit/finding-follow-up', { followUpOn: '2026-13-01' }],
  ])('is refused with %s for %j', (code, change) =>
    expect(checkFinding({ ...asked, ...change }, today)).toMatchObject({ refusal: { code } }),
  );

  it('goes from open to answered to closed, and back to open when the answer will not do', () => {
    const states: FindingState[] = ['open', 'answered', 'closed'];
    const steps: FindingStep[] = ['answer', 'reopen', 'close'];
    const table = states.map((state) =>
      steps.map((step) => {
        const next = decideFinding(state, step);
        return next.ok ? next.value : next.refusal.code;
      }),
    );
    const no = 'audit/finding-not-now';
    expect(table).toEqual([
      ['answered', no, 'closed'],
      [no, 'open', 'closed'],
      [no, no, no],
    ]);
  });

  it('needs words of a sensible length and a day to come', () => {
    expect(checkWords('x'.repeat(4001)).ok).toBe(false);
    expect(checkFollowUp('2026-11-21', today)).toEqual({ ok: true, value: '2026-11-21' });
  });
});

describe('the mask', () => {
  it('gives a short code that says nothing of the person', () => {
    expect(personCode(Buffer.alloc(32, 7).toString('base64url'))).toBe('999-999');
    expect(personCode(Buffer.from([0, 1, 2, 3, 4, 5]).toString('base64url'))).toMatch(
      /^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$/,
    );
  });

  it('tells how much was written, and that nothing was', () => {
    expect([writtenLength('two words'), writtenLength('  '), writtenLength(null)]).toEqual([2, null, null]);
  });
});
