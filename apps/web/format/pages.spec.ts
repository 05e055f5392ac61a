import { describe, expect, it } from '@jest/globals';
import { pageNumber, presentPages } from './pages.js';

const hrefOf = (page: number) => `?page=${page}`;

describe('pages of a list', () => {
  it.each(['0', '-1', '1.5', 'x', undefined, ['2', '3'], '1e9'])('%j is the first page', (wanted) =>
    expect(pageNumber(wanted)).toBe(1),
  );
  it('links to the neighbours there are', () => {
    expect(presentPages(1, false, hrefOf)).toBeNull();
    expect(presentPages(1, true, hrefOf)).toEqual({ next: { href: '?page=2' } });
    expect(presentPages(2, true, hrefOf)).toEqual({ previous: { href: '?page=1' }, next: { href: '?page=3' } });
    expect(presentPages(2, false, hrefOf)).toEqual({ previous: { href: '?page=1' } });
  });
});
