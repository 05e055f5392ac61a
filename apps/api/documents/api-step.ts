import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Act as ActName } from '@broker/identity';
import { Act } from '../access/act.js';
import { ApiIdParam, ApiProblems, ApiRepeatable } from './api-problems.js';
import { CreatedDocument } from './created.document.js';

/** What a step is: the last part of its address, the act, and how it is described. */
export interface StepText {
  path: string;
  act: ActName;
  operationId: string;
  summary: string;
  /** When there is no such thing. */
  none: string;
}

/** A step of a thing at `:id/<path>`, answered with the thing's id and address and nothing else of it. */
export const Step = ({ path, act, operationId, summary, none }: StepText) =>
  applyDecorators(
    Post(`:id/${path}`),
    Act(act),
    HttpCode(200),
    ApiOperation({ operationId, summary }),
    ApiIdParam(),
    ApiOkResponse({ type: CreatedDocument, description: 'What it was done to' }),
    ApiStepping(none),
  );

/** The problems of a POST that does something to a thing. @param none when there is no such thing. */
export const ApiStepping = (none: string) =>
  applyDecorators(
    ApiRepeatable(),
    ApiProblems({
      404: none,
      409: 'Not in this state, or the first request with this key is still under way',
      415: 'Not JSON',
      422: 'A rule of the agreement refuses it; or the key belongs to another request',
    }),
  );

/** The problems of a POST that makes something. */
export const ApiMaking = () =>
  applyDecorators(
    ApiRepeatable(),
    ApiProblems({
      409: 'The first request with this key is still under way',
      415: 'Not JSON',
      422: 'A rule of the agreement refuses it, and nothing is kept; or the key belongs to another request',
    }),
  );
