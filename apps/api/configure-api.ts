import type { NestExpressApplication } from '@nestjs/platform-express';
import { beginRequest } from '@broker/platform';
import type { NextFunction, Request, Response } from 'express';
import { ApiModule } from './api.module.js';
import { API_PATH } from './api-path.js';
import { describeApi } from './documents/describe-api.js';
import { OpenApiDescription } from './documents/openapi-description.js';
import { noSuchAddress } from './problems/api-refusals.js';
import { answerUnreadableBody, pathOf, sendProblem } from './problems/problem.filter.js';
import { problemOf } from './problems/problem.js';

/** A large file over a slow line takes its time; Node would end it after five minutes. */
const REQUEST_MS = 3_600_000;

/** What the interface needs of the application around it. Call it once, before the application listens. */
export function configureApi(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.use(beginRequest);
  app.use(API_PATH, (request: Request, response: Response, next: NextFunction) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    // Such an address would reach no handler, and so no filter.
    if (isDecodable(request.path)) next();
    else sendProblem(response, problemOf(noSuchAddress, pathOf(request)));
  });
  // Registered here, ahead of the handler of their errors: Nest adds its parsers only where there are none yet.
  app.useBodyParser('json');
  app.use(API_PATH, answerUnreadableBody);
  (app.getHttpServer() as { requestTimeout: number }).requestTimeout = REQUEST_MS;
  app.get(OpenApiDescription).writeWith(() => describeApi(app, ApiModule));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
