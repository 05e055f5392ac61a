import { describe, expect, it } from '@jest/globals';
import { aSubmission } from '../../../test/support/submission-views.js';
import { presentProgress } from './progress.presenter.js';

const checking = (bytesRead: number, secondsAgo: number) =>
  presentProgress(
    aSubmission({ state: 'checking', bytesRead, fileBytes: 1000, rowsRead: 1500, startedAt: new Date(0) }),
    new Date(secondsAgo * 1000),
  );

describe('presentProgress', () => {
  it('tells rows, share and time left', () => {
    expect(checking(250, 10)).toEqual({
      done: false,
      percent: 25,
      sentence: '1,500 rows read, 25% of the file, about 30 seconds left.',
    });
    expect(checking(100, 60).sentence).toContain('about 9 minutes left');
    expect(checking(1000, 60).sentence).toContain('nearly done');
  });

  it('promises no time while too little has been read', () => {
    expect(checking(0, 5).sentence).toBe('1,500 rows read, 0% of the file.');
  });

  it('ends with any state that is not waiting', () => {
    expect(presentProgress(aSubmission({ state: 'received' }), new Date()).done).toBe(false);
    for (const state of ['checked', 'refused', 'released', 'withdrawn'] as const) {
      expect(presentProgress(aSubmission({ state }), new Date()).done).toBe(true);
    }
  });
});
