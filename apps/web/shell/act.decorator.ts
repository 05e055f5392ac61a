import { applyDecorators, Controller, createParamDecorator, SetMetadata, UseFilters, UseGuards } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Act as ActName, Actor } from '@broker/identity';
import { DomainError } from '@broker/kernel';
import { PUBLIC } from '@broker/platform';
import { PageErrorFilter } from './page-error.filter.js';
import { PageGuard } from './page.guard.js';
import { ACT, type PageRequest } from './page-request.js';

/** Names the act that a handler does, in the table of permissions. A handler with neither this nor `@Public()` is refused. */
export const Act = (act: ActName) => SetMetadata(ACT, act);

/** Marks a handler that needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A controller of pages: guarded, and with errors shown as pages. Its handlers carry their whole addresses. */
export const Page = () =>
  applyDecorators(Controller(), UseGuards(PageGuard), UseFilters(PageErrorFilter), ApiExcludeController());

/** The signed-in actor; only in handlers that name an act. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<PageRequest>();
  if (!actor) throw new DomainError('A handler without an act has no actor.');
  return actor;
});
