import { describe, expect, it } from '@jest/globals';
import { presentSimilar } from './similar.presenter.js';

describe('what similar requests needed', () => {
  it('is counted by kind, and small numbers are not shown', () => {
    const view = presentSimilar([{ kind: 'address', asked: 1200, authorised: 7, opened: null }]);
    expect(view?.rows).toEqual([[expect.any(String), '1,200', '7', 'fewer than 5']]);
    expect(view?.note).toContain('below 5');
  });

  it('is nothing where nothing may be shown', () => expect(presentSimilar([])).toBeNull());
});
