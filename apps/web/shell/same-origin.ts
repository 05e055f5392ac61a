import type { NextFunction, Request, Response } from 'express';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  /** `Sec-Fetch-Site`, which no page can forge. */
  fetchSite?: string | undefined;
  origin?: string | undefined;
  host?: string | undefined;
}

/** Whether a request comes from our own pages (or was typed by the person); doubt counts as no. */
export function comesFromOwnPages({ fetchSite, origin, host }: RequestOrigin): boolean {
  if (fetchSite) return fetchSite === 'same-origin' || fetchSite === 'none';
  return Boolean(origin && host && URL.canParse(origin) && new URL(origin).host === host);
}

/** Refuses an unsafe request from another site with 403 (docs/decisions/2026-11-20-same-origin-instead-of-csrf-tokens.md). */
export function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  const fetchSite = request.get('sec-fetch-site');
  if (SAFE_METHODS.includes(request.method) || comesFromOwnPages({ fetchSite, origin, host })) next();
  else response.status(403).render('errors/other-site');
}
