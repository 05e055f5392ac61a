import { describe, expect, it } from '@jest/globals';
import type { ProgramView } from '@broker/identity';
import { PAGE_LENGTH } from '../format/pages.js';
import { presentProgram, presentPrograms } from './programs.presenter.js';

const ID = '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11';
const program: ProgramView = {
  id: ID,
  name: 'Records system',
  scopes: ['exchange:read', 'submission.upload'],
  officer: 'Avery Example',
  role: 'data-steward',
  issuedAt: new Date('2026-11-20T09:00:00Z'),
  lastUsedAt: new Date('2026-11-20T15:05:00Z'),
  refreshableUntil: new Date('2026-12-20T15:05:00Z'),
  expiresAt: new Date('2027-02-18T09:00:00Z'),
  state: 'open',
};

describe('a program that acts for an agency', () => {
  it('is shown with what it may do, for whom, and both of its ends', () => {
    expect(presentProgram(program)).toEqual({
      name: 'Records system',
      state: { text: 'Let in', classes: 'govuk-tag--green' },
      actsFor: 'Avery Example, data steward',
      may: ['Datasets and releases: see', 'upload a dataset'],
      letIn: 'Friday 20 November 2026 at 9:00am',
      lastUsed: 'Friday 20 November 2026 at 3:05pm',
      ends: 'Thursday 18 February 2027; on Sunday 20 December 2026 if it is not used before',
      end: `/programs/${ID}/end`,
    });
  });

  it('has one end when the other lies behind it', () => {
    expect(presentProgram({ ...program, refreshableUntil: program.expiresAt }).ends).toBe('Thursday 18 February 2027');
  });

  it.each(['ended', 'reused', 'idle', 'expired'] as const)('says why it is over (%s), and offers no end', (state) => {
    const shown = presentProgram({ ...program, state });
    expect(shown.state.text).toMatch(/^Ended/);
    expect([shown.ends, shown.end]).toEqual(['It is over', null]);
  });

  it('shows a scope that is no longer known as it was given', () => {
    expect(presentProgram({ ...program, scopes: ['gone.act'] }).may).toEqual(['gone.act']);
  });
});

describe('the list of programs', () => {
  it('goes on to a next page when one more was read', () => {
    const programs = Array.from({ length: PAGE_LENGTH + 1 }, () => program);
    const shown = presentPrograms({ programs, page: 1, ofAgency: true });
    expect(shown.programs).toHaveLength(PAGE_LENGTH);
    expect(shown.pages?.next).toEqual({ href: '/programs?page=2' });
  });

  it('is the agency’s for who looks after them, and one’s own for everybody else', () => {
    const nothing = { programs: [], page: 1 };
    expect(presentPrograms({ ...nothing, ofAgency: true })).toEqual({
      title: 'Programs that act for your agency',
      letIn: '/programs/new',
      programs: [],
      pages: null,
    });
    expect(presentPrograms({ ...nothing, ofAgency: false })).toMatchObject({
      title: 'Programs that act for you',
      letIn: null,
    });
  });
});
