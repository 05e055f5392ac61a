import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiHeader, ApiParam, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { PROBLEM_TYPE } from '../problems/problem.js';
import { ProblemDocument } from './problem.document.js';

/** Describes the problems that an operation may answer with. @param meanings status → when it comes. */
export const ApiProblems = (meanings: Record<number, string>) =>
  applyDecorators(
    ApiExtraModels(ProblemDocument),
    ...Object.entries(meanings).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: { [PROBLEM_TYPE]: { schema: { $ref: getSchemaPath(ProblemDocument) } } },
      }),
    ),
  );

/** Describes the key that makes a POST safe to repeat. */
export const ApiRepeatable = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'New and random for each new request, the same for a repeat of it: a repeat does nothing anew.',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
      example: '0b5c8f8e-1d38-4f8f-9d5a-3f4f3f3f9b10',
    }),
    ApiProblems({ 400: 'Not understood, or no Idempotency-Key' }),
  );

/** Describes an id in the address. */
export const ApiIdParam = (name = 'id') =>
  ApiParam({ name, schema: { type: 'string', format: 'uuid' }, example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' });

/** The body of a request that says all by its address: an empty object. */
export const ApiNoParticulars = () =>
  ApiBody({ required: true, schema: { type: 'object', additionalProperties: false, example: {} } });
