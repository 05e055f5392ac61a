import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DomainError, RefusedError, type Refusal } from '@broker/kernel';
import type { NextFunction, Request, Response } from 'express';
import { bodyTooLarge, fault, invalidRequest, noSuchAddress, notJson, wrongContentType } from './api-refusals.js';
import { InvalidRequest, RepeatedProblem } from './problem.exception.js';
import { PROBLEM_TYPE, problemOf, type Problem } from './problem.js';

const log = new Logger('ApiProblem');

/** What the framework itself refuses, by HTTP status. */
const FRAMEWORK_REFUSALS: Record<number, Refusal> = {
  400: invalidRequest,
  404: noSuchAddress,
  413: bodyTooLarge,
  415: wrongContentType('application/json'),
};

/** Turns whatever a handler threw into a problem; of a fault of the program nothing is told but that there was one. */
export function problemOfError(error: unknown, instance: string): Problem {
  if (error instanceof RepeatedProblem) return error.problem;
  if (error instanceof InvalidRequest) return problemOf(error.refusal, instance, error.errors);
  if (error instanceof RefusedError) return problemOf(error.refusal, instance);
  const status = error instanceof HttpException ? error.getStatus() : 500;
  return problemOf(FRAMEWORK_REFUSALS[status] ?? fault, instance);
}

/** Answers with a problem, unless the answer has begun or nobody listens any more. */
export function sendProblem(response: Response, problem: Problem): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** What is wrong with a body that cannot even be read, by HTTP status. */
const BODY_REFUSALS: Record<number, Refusal> = {
  400: notJson,
  413: bodyTooLarge,
  415: wrongContentType('application/json, encoded in UTF-8,'),
};

/** Answers for a body that could not be read: Express reports it before any handler, and its filter, is reached. */
export function answerUnreadableBody(
  error: { status?: number },
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const refusal = BODY_REFUSALS[error.status ?? 0];
  if (refusal) sendProblem(response, problemOf(refusal, pathOf(request)));
  else next(error);
}

/** Path of a request without its query. */
export const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0]!;

/** Answers every error of the interface as application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const problem = problemOfError(error, pathOf(request));
    if (problem.status >= 500 && !request.destroyed) log.error(traceOf(error));
    // The rest of a body that was refused in its middle: unread, it would keep the answer from arriving.
    request.resume();
    sendProblem(host.switchToHttp().getResponse<Response>(), problem);
  }
}

/** Where a fault happened, without the message of foreign errors: that of a database may quote a value. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is not an error';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error instanceof DomainError ? error.message : error.name, ...frames].join('\n');
}
