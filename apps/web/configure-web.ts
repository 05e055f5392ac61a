import type { NestExpressApplication } from '@nestjs/platform-express';
import { beginRequest, CONFIG, type Config } from '@broker/platform';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isPagePath } from './paths.js';
import { sameOriginOnly } from './shell/same-origin.js';
import { securityHeaders } from './shell/security-headers.js';
import { staticAssets } from './shell/static-assets.js';
import { useViews } from './shell/views.js';

/** A large file over a slow line takes its time; Node would end it after five minutes. */
const REQUEST_MS = 3_600_000;

/** Sets up everything that stands before the pages, in this order. Leaves other addresses of the same server alone. */
export function configureWeb(app: NestExpressApplication): void {
  const { production } = app.get<Config>(CONFIG);
  const assets = staticAssets();
  app.use(beginRequest);
  app.use(onPages(securityHeaders(production)));
  app.use(assets.serve);
  app.use(onPages(neverStored));
  app.use(onPages(cookieParser()));
  app.use(onPages(readableAddress));
  app.use(onPages(sameOriginOnly));
  app.useBodyParser('urlencoded', { extended: false, limit: '100kb' });
  useViews(app, assets.base);
  (app.getHttpServer() as { requestTimeout: number }).requestTimeout = REQUEST_MS;
}

/** What one person may see stays in no cache between us and them. */
function neverStored(_request: Request, response: Response, next: NextFunction): void {
  response.set('Cache-Control', 'no-store');
  next();
}

/** An address that cannot be decoded would reach no handler, and so no page of errors. */
function readableAddress(request: Request, response: Response, next: NextFunction): void {
  try {
    decodeURIComponent(request.path);
  } catch {
    response.status(404).render('errors/not-found');
    return;
  }
  next();
}

const onPages =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    isPagePath(request.path) ? handler(request, response, next) : next();
