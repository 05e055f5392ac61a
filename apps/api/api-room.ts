import { applyDecorators, Controller, UseFilters, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ActGuard, MediaTypeGuard, TokenGuard } from './access/access.guards.js';
import { ApiProblems } from './documents/api-problems.js';
import { API_PATH } from './api-path.js';
import { apiValidation } from './api-validation.pipe.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** Makes a class one part of the interface, at `/api/v1/<name>`: guarded, validated, repeatable, its errors told as problems. */
export const ApiRoom = (name: string) =>
  applyDecorators(
    Controller(`${API_PATH}/${name}`),
    ApiTags(name),
    ApiBearerAuth(),
    ApiProblems({
      401: 'No token that is in force',
      403: 'Not yours to do, or your agency has not signed',
      500: 'A fault of the broker',
    }),
    UseGuards(TokenGuard, ActGuard, MediaTypeGuard),
    UseInterceptors(IdempotencyInterceptor),
    UsePipes(apiValidation),
    UseFilters(ProblemFilter),
  );
