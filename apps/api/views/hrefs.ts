import { API_PATH } from '../api-path.js';

export const datasetHref = (id: string): string => `${API_PATH}/datasets/${id}`;
export const submissionHref = (id: string): string => `${API_PATH}/submissions/${id}`;
export const releaseHref = (id: string): string => `${API_PATH}/releases/${id}`;
export const proofHref = (eventId: string): string => `${API_PATH}/ledger/entries/${eventId}/proof`;

/** An address with a query; what is undefined is left out. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** A page of a list that was read with one item more than asked for: the items, and the address of the next page, if there is one. */
export function pageOf<T>(
  read: T[],
  path: string,
  { limit, offset }: { limit: number; offset: number },
): { items: T[]; next: string | null } {
  const next = read.length > limit ? withQuery(path, { limit, offset: offset + limit }) : null;
  return { items: read.slice(0, limit), next };
}
