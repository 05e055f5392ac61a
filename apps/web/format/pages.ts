/** Entries on one page of a list. */
export const PAGE_LENGTH = 50;

const PAGE_MAX = 100_000;

/** Links to the neighbours of a page of a list (GOV.UK pagination arguments); null where there is only one page. */
export interface Pages {
  previous?: { href: string };
  next?: { href: string };
}

/** The page that an address asks for; the first one when it asks for none, or for nonsense. */
export function pageNumber(wanted: unknown): number {
  const number = Number(wanted);
  return Number.isInteger(number) && number >= 1 && number <= PAGE_MAX ? number : 1;
}

/** @param hasMore whether entries follow the page. */
export function presentPages(page: number, hasMore: boolean, hrefOf: (page: number) => string): Pages | null {
  if (page === 1 && !hasMore) return null;
  return {
    ...(page > 1 && { previous: { href: hrefOf(page - 1) } }),
    ...(hasMore && { next: { href: hrefOf(page + 1) } }),
  };
}
