import { describe, expect, it } from '@jest/globals';
import { datasetById } from '@broker/catalogue';
import { aSubmission } from '../../../test/support/submission-views.js';
import { presentDatasets } from './datasets.presenter.js';
import { presentUpload } from './upload.presenter.js';

describe('ISA-19: the datasets', () => {
  it('shows an agency those it holds with an upload, and the others in brief', () => {
    const page = presentDatasets({
      agencyKind: 'police',
      mayUpload: true,
      submissions: [aSubmission({ state: 'refused' })],
    });
    expect(page.own.map(({ id, upload }) => [id, upload])).toEqual([
      ['POL-1', '/datasets/POL-1/upload'],
      ['POL-2', '/datasets/POL-2/upload'],
    ]);
    expect(page.own[1]?.latest?.tag.text).toBe('Refused');
    expect(page.others).toEqual([]);
    const council = presentDatasets({ agencyKind: 'council', mayUpload: true, submissions: [] });
    expect([council.own.length, council.others.length]).toEqual([0, 2]);
  });

  it('offers no upload to whoever may not, and hides submissions that are not theirs to see', () => {
    const { own } = presentDatasets({ agencyKind: 'police', mayUpload: false, submissions: null });
    expect(own[0]).toMatchObject({ upload: null, latest: null, showsLatest: false });
  });
});

describe('ISA-9: what is left out is said beforehand', () => {
  it('names columns of every layout, with the reason', () => {
    const page = presentUpload(datasetById('POL-2')!, 'police');
    expect(page.isHolder).toBe(true);
    expect(page.layouts.map(({ title }) => title)).toEqual([
      'Police.uk street-level crime file',
      'Standard file of the dataset',
    ]);
    expect(page.layouts[0]?.leftOut.map(({ columns }) => columns)).toContain('Longitude, Latitude');
    expect(page.layouts[0]?.taken).toContainEqual({ column: 'Crime type', as: 'Category' });
  });
});
