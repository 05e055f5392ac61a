import { describe, expect, it } from '@jest/globals';
import type { DeadlineView } from '@broker/deadlines';
import type { RequestView } from '@broker/disclosure';
import { aRelease, aSubmission } from '../../../test/support/submission-views.js';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { presentHome, toMend, type HomeFacts } from './home.presenter.js';

const facts = (over: Partial<HomeFacts> = {}): HomeFacts => ({
  now: new Date('2026-11-20T12:00:00Z'),
  deadlines: [],
  calendar: HOLIDAY_CALENDAR,
  names: { officer: 'A', agency: 'Anytown Police', agencyKind: 'police', partnership: 'Anytown', districts: [] },
  closed: null,
  mayDecide: true,
  drafts: [],
  toSecond: [],
  submissions: [],
  ourReleases: [],
  waiting: [],
  ...over,
});

describe('presentHome', () => {
  it('asks for a decision, then for mending, then to collect', () => {
    const refused = aSubmission({
      id: 'r',
      datasetId: 'POL-1',
      state: 'refused',
      refusal: { code: 'a/b', clause: 'SI-1', message: 'It lacks “Month”.', mend: 'Add it.' },
    });
    const page = presentHome(facts({ submissions: [aSubmission(), refused], waiting: [aRelease()] }));
    expect(page.tasks.map(({ title }) => title)).toEqual([
      'Decide on Recorded crime for January 2019',
      'Mend your file for Police incidents',
      'Collect Recorded crime for January 2019',
    ]);
  });

  it('asks for a second officer first, and to finish what was begun last', () => {
    const one = { id: 'r', reference: 'R-2026-0001', decidedByName: 'Avery', holdingAgency: 'Anytown Council' };
    const request = { ...one, startedAt: new Date('2026-11-19T12:00:00Z') } as unknown as RequestView;
    const page = presentHome(facts({ toSecond: [request], waiting: [aRelease()], drafts: [request] }));
    expect(page.tasks.map(({ title, href }) => [title, href])).toEqual([
      ['Look at the decision on request R-2026-0001', '/requests/r/second'],
      ['Collect Recorded crime for January 2019', expect.any(String)],
      ['Finish your request to Anytown Council', '/requests/r/check'],
    ]);
  });

  it('asks nothing of whoever may not decide', () => {
    expect(presentHome(facts({ mayDecide: false, submissions: [aSubmission()] })).tasks).toEqual([]);
  });

  it('forgets a refused file once a newer one has followed', () => {
    const refused = aSubmission({ id: 'old', state: 'refused' });
    const later = aSubmission({ id: 'new', uploadedAt: new Date('2026-11-20T09:30:00Z') });
    expect(toMend([later, refused])).toEqual([]);
    expect(toMend([refused])).toEqual([refused]);
  });

  it('says what is due next by which day, until every month is released', () => {
    const [first] = presentHome(
      facts({ ourReleases: [aRelease({ periodFrom: '2026-07', periodTo: '2026-08' })] }),
    ).coming.slice(-1);
    expect(first).toMatchObject({
      title: 'Recorded crime for July to September 2026',
      text: 'By Thursday 31 December 2026. Still to release: September 2026.',
    });
    const done = ['POL-1', 'POL-2'].map((datasetId) =>
      aRelease({ datasetId, periodFrom: '2026-01', periodTo: '2026-12' }),
    );
    expect(presentHome(facts({ ourReleases: done })).coming).toEqual([]);
  });

  it('says why an unsigned agency has no data, and nothing is coming', () => {
    const page = presentHome(
      facts({ closed: { code: 'agreement/not-signed', clause: 'ISA-10', message: 'Not signed.', mend: 'Sign.' } }),
    );
    expect(page.closed?.clause.href).toBe('/agreement#ISA-10');
    expect(page.coming).toEqual([]);
  });

  it('puts deadlines first, in the order of their dates, and those far away under what is coming', () => {
    const deadline = (kind: string, dueOn: string) =>
      ({ id: kind, kind, dueOn, clause: 'ISA-32b', subject: { kind: 'breach', id: '1' } }) as unknown as DeadlineView;
    const deadlines = [
      deadline('breach-report', '2026-11-18'),
      deadline('breach-response', '2026-11-27'),
      deadline('agreement-review', '2027-04-01'),
      deadline('agreement-review', '2027-04-01'),
    ];
    const page = presentHome(facts({ deadlines, waiting: [aRelease()] }));
    expect(page.tasks.map(({ due }) => due)).toEqual([
      { text: 'Was due on Wednesday 18 November 2026, 2 days ago', isLate: true },
      { text: 'By Friday 27 November (5 working days left)', isLate: false },
      undefined,
    ]);
    expect(page.coming.at(-1)).toMatchObject({ title: 'Review the agreement (2)', text: 'By Thursday 1 April 2027.' });
  });

  it('shows a deadline even to an agency to which no data is open', () => {
    const closed = { code: 'agreement/not-signed', clause: 'ISA-10', message: 'Not signed.', mend: 'Sign.' } as const;
    const deadlines = [
      { kind: 'x', dueOn: '2026-11-20', clause: 'ISA-32a', subject: { kind: 'a', id: 'b' } } as unknown as DeadlineView,
    ];
    expect(presentHome(facts({ closed, deadlines })).tasks).toHaveLength(1);
  });
});
