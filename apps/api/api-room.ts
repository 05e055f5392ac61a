import { applyDecorators, Controller, UseFilters, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ActGuard, MediaTypeGuard, TokenGuard } from './access/access.guards.js';
import { apiValidation } from './api-validation.pipe.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** Where the interface lives; its controllers name it themselves, because pages share the application. */
export const API_PATH = '/api/v1';

/** Makes a class one part of the interface, at `/api/v1/<name>`: guarded, validated, repeatable, its errors told as problems. */
export const ApiRoom = (name: string) =>
  applyDecorators(
    Controller(`${API_PATH}/${name}`),
    ApiTags(name),
    ApiBearerAuth(),
    UseGuards(TokenGuard, ActGuard, MediaTypeGuard),
    UseInterceptors(IdempotencyInterceptor),
    UsePipes(apiValidation),
    UseFilters(ProblemFilter),
  );
