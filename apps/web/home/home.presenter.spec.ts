import { describe, expect, it } from '@jest/globals';
import { aRelease, aSubmission } from '../../../test/support/submission-views.js';
import { presentHome, toMend, type HomeFacts } from './home.presenter.js';

const facts = (over: Partial<HomeFacts> = {}): HomeFacts => ({
  now: new Date('2026-11-20T12:00:00Z'),
  names: { officer: 'A', agency: 'Anytown Police', agencyKind: 'police', partnership: 'Anytown', districts: [] },
  closed: null,
  mayDecide: true,
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
});
