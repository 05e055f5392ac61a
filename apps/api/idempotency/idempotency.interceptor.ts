import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RefusedError } from '@broker/kernel';
import { IdempotentAnswers } from '@broker/platform';
import type { Response } from 'express';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import type { ActorRequest } from '../access/act.js';
import { keyMissing, keyReused, stillUnderWay } from '../problems/api-refusals.js';
import { RepeatedProblem } from '../problems/problem.exception.js';
import { pathOf, problemOfError } from '../problems/problem.filter.js';
import type { Problem } from '../problems/problem.js';
import { ANEW, KEPT, RepeatableFile, SENDS_AGAIN, SHOWN_ONCE } from './repeatable.js';
import { isIdempotencyKey, requestSha256 } from './request-identity.js';

/** A request that came first, and which property of its answer is not kept. */
interface First {
  request: ActorRequest;
  response: Response;
  next: CallHandler;
  secret: string | undefined;
}

/**
 * Makes every POST safe to repeat: the first request with a key does the work, a repeat gets the same answer with the header
 * `Idempotency-Replayed: true` and does nothing. What changed nothing and may go better next time frees its key: a request that was
 * not understood (400) and a fault (5xx).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<ActorRequest & { [KEPT]?: unknown }>();
    if (request.method !== 'POST' || this.reflector.get(ANEW, context.getHandler())) return next.handle();
    const key = request.headers['idempotency-key'];
    if (!isIdempotencyKey(key)) throw new RefusedError(keyMissing);
    const { method, originalUrl: url, body, user } = request;
    const holder = await this.answers.claim(user.appointmentId, key, requestSha256({ method, url, body }));
    if (holder === 'other-request') throw new RefusedError(keyReused);
    if (holder === 'under-way') throw new RefusedError(stillUnderWay);
    const response = http.getResponse<Response>();
    if (holder === 'first') {
      const secret = this.reflector.get<string | undefined>(SHOWN_ONCE, context.getHandler());
      return from(this.answerFirst(user.appointmentId, key, { request, response, next, secret }));
    }
    request.resume();
    response.setHeader('Idempotency-Replayed', 'true');
    if (holder.status >= 400) throw new RepeatedProblem(holder.body as Problem);
    if (!this.reflector.get(SENDS_AGAIN, context.getHandler())) return of(holder.body);
    request[KEPT] = holder.body;
    return next.handle();
  }

  private async answerFirst(
    appointmentId: string,
    key: string,
    { request, response, next, secret }: First,
  ): Promise<unknown> {
    const answer: unknown = await lastValueFrom(next.handle()).catch(async (error: unknown) => {
      const problem = problemOfError(error, pathOf(request));
      if (problem.status === 400 || problem.status >= 500) await this.answers.release(appointmentId, key);
      else await this.answers.keep(appointmentId, key, { status: problem.status, body: problem });
      throw error;
    });
    const body = answer instanceof RepeatableFile ? answer.kept : answer;
    const kept = secret === undefined ? body : { ...(body as object), [secret]: null };
    await this.answers.keep(appointmentId, key, { status: response.statusCode, body: kept });
    return answer;
  }
}
