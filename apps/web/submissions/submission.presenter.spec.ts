import { describe, expect, it } from '@jest/globals';
import type { SubmissionView } from '@broker/exchange';
import { aReport, aSubmission } from '../../../test/support/submission-views.js';
import { presentDecision } from './decision.presenter.js';
import { presentSubmission } from './submission.presenter.js';
import { presentSubmissions } from './submissions.presenter.js';

const page = (over: Partial<SubmissionView>, mayDecide = true) =>
  presentSubmission({
    submission: aSubmission(over),
    progress: { done: over.state !== 'checking', percent: 40, sentence: '' },
    refusal: null,
    cells: null,
    evidence: [],
    mayDecide,
    maySeeProof: true,
  });
const offered = (over: Partial<SubmissionView>, mayDecide = true) =>
  Object.entries(page(over, mayDecide).links)
    .filter(([, href]) => href)
    .map(([name]) => name);

describe('a submission offers what can be done with it now', () => {
  it('decides only what has passed, and only for whoever may decide', () => {
    expect(offered({})).toEqual(['refusedRows', 'release', 'withdraw']);
    expect(offered({}, false)).toEqual(['refusedRows']);
    expect(offered({ state: 'checking', report: null })).toEqual([]);
    expect(offered({ state: 'refused', report: null })).toEqual(['uploadAgain']);
    expect(offered({ state: 'released', releaseId: 'r' })).toEqual(['refusedRows', 'released']);
  });

  it('lists no refused rows where there are none', () => {
    expect(offered({ report: aReport({ rowsRefused: 0, refusals: [] }) })).not.toContain('refusedRows');
  });

  it('says in one sentence what became of it', () => {
    expect(page({}).verdict).toBe('The file passed: 1,000 rows can be released, and nobody can be picked out of them.');
    expect(
      page({ state: 'withdrawn', decidedAt: new Date('2026-11-20T15:05:00Z'), decisionReason: 'Wrong month.' }).verdict,
    ).toBe('Withdrawn on Friday 20 November 2026 at 3:05pm. The reason given: Wrong month.');
    expect(page({ state: 'released' }).verdict).toBe('Released to the partners.');
    expect(page({ state: 'received' }).verdict).toContain('come back');
  });

  it('is waited for only while it is checked', () => {
    expect(page({ state: 'checking' }).progress?.percent).toBe(40);
    expect(page({}).progress).toBeNull();
  });
});

describe('ISA-18: a release names one purpose of the agreement', () => {
  it('offers those of the version in force', () => {
    const purposes = [{ id: 'planning', clause: 'ISA-5a' as const, text: 'To plan' }];
    const version = { version: 2, purposes };
    expect(presentDecision(aSubmission(), version)).toMatchObject({
      isOpen: true,
      agreementVersion: 2,
      purposes: [{ value: 'planning', text: 'To plan', hint: { text: 'Agreement, paragraph 5(a)' } }],
    });
    expect(presentDecision(aSubmission({ state: 'released' }), version).isOpen).toBe(false);
  });
});

describe('presentSubmissions', () => {
  it('leaves empty what is not known yet', () => {
    const [entry] = presentSubmissions([aSubmission({ periodFrom: null, periodTo: null, report: null })]).entries;
    expect([entry?.period, entry?.rows, entry?.title]).toEqual(['', '', 'Recorded crime (POL-2)']);
  });
});
