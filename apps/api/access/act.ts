import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Act as ActName, Actor } from '@broker/identity';
import { PUBLIC } from '@broker/platform';
import type { Request } from 'express';

/** Metadata key of the act that a handler is guarded by. */
export const ACT = 'api:act';

/** Names the act of the table of permissions that a handler is; whoever may not do it is refused, and the log says so. */
export const Act = (act: ActName) => SetMetadata(ACT, act);

/** Marks a handler that anybody may call. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A request whose token has been checked. */
export type ActorRequest = Request & { user: Actor };

/** The person on whose behalf the system calls. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<ActorRequest>().user,
);
