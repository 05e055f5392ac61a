import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { AuthorisationService } from '@broker/agreement';
import type { Act, Actor } from '@broker/identity';
import { DomainError, RefusedError } from '@broker/kernel';
import { enterScope, PUBLIC } from '@broker/platform';
import type { Request } from 'express';
import { tokenNeeded, wrongContentType } from '../problems/api-refusals.js';
import { ACT, type ActorRequest } from './act.js';
import { TAKES } from './takes.js';
import { KeyLookupFault, MACHINE_TOKEN } from './token.strategy.js';

const isPublic = (context: ExecutionContext): boolean => Reflect.getMetadata(PUBLIC, context.getHandler()) === true;

/** Lets through whoever brings a token that is in force, and everybody where the handler is public. */
@Injectable()
export class TokenGuard extends AuthGuard(MACHINE_TOKEN) {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    return isPublic(context) || ((await super.canActivate(context)) as boolean);
  }

  /** Says the same whatever is wrong with a token: to tell would help only a forger. A fault of the database stays a fault. */
  override handleRequest<T = Actor>(error: unknown, actor: T | false, info: unknown): T {
    if (error) throw error as Error;
    if (info instanceof KeyLookupFault) throw info;
    if (!actor) throw new RefusedError(tokenNeeded);
    return actor;
  }
}

/** Asks the table of permissions before a handler runs; a handler that names no act is never reached. */
@Injectable()
export class ActGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authorisation: AuthorisationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context)) return true;
    const act = this.reflector.get<Act | undefined>(ACT, context.getHandler());
    if (!act) throw new DomainError(`${context.getHandler().name} names no act`);
    const { user } = context.switchToHttp().getRequest<ActorRequest>();
    enterScope(user);
    const answer = await this.authorisation.authorise(user, act);
    if (!answer.ok) throw new RefusedError(answer.refusal);
    return true;
  }
}

/** Turns away a body of another kind than the handler takes, before anything of it is read. */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.method !== 'POST') return true;
    const expected = this.reflector.get<string | undefined>(TAKES, context.getHandler()) ?? 'application/json';
    if (request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === expected) return true;
    throw new RefusedError(wrongContentType(expected));
  }
}
