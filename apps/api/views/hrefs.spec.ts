import { describe, expect, it } from '@jest/globals';
import { pageOf, withQuery } from './hrefs.js';

describe('a page of a list', () => {
  it('has a next page only when one more was found', () => {
    expect(pageOf([1, 2, 3], '/x', { limit: 2, offset: 4 })).toEqual({ items: [1, 2], next: '/x?limit=2&offset=6' });
    expect(pageOf([1, 2], '/x', { limit: 2, offset: 4 })).toEqual({ items: [1, 2], next: null });
  });
});

describe('an address with a query', () => {
  it('leaves out what is not given and escapes what is', () => {
    expect(withQuery('/x', { area: 'A & B', from: undefined, after: 3 })).toBe('/x?area=A+%26+B&after=3');
  });
});
