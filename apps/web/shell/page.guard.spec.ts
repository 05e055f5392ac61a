import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AuthorisationService } from '@broker/agreement';
import type { Actor, SignInService } from '@broker/identity';
import { accept, refuse } from '@broker/kernel';
import { Act, Public } from './act.decorator.js';
import { SESSION_COOKIE } from './page-request.js';
import { PageGuard } from './page.guard.js';
import type { ShellService } from './shell.service.js';

const noRole = { code: 'identity/not-your-role', clause: 'ISA-11', message: 'No.', mend: 'Ask.' } as const;

class Pages {
  @Act('release.view')
  guarded() {}
  @Act('submission.upload')
  notMine() {}
  @Public()
  open() {}
  forgotten() {}
}

/** Asks the guard for one handler, signed in or not. */
function ask(handler: keyof Pages, token?: string, request: object = {}): Promise<boolean> {
  const guard = new PageGuard(
    new Reflector(),
    { actorOf: async (given: string) => (given === 'good' ? ({} as Actor) : null) } as unknown as SignInService,
    {
      authorise: async (_: Actor, act: string) => (act === 'release.view' ? accept(act) : refuse(noRole)),
    } as unknown as AuthorisationService,
    { around: async () => null } as unknown as ShellService,
  );
  const cookies = token ? { [SESSION_COOKIE]: token } : {};
  const context = {
    getHandler: () => Pages.prototype[handler],
    switchToHttp: () => ({
      getRequest: () => ({ cookies, method: 'GET', path: '/releases', originalUrl: '/releases?page=2', ...request }),
      getResponse: () => ({ locals: {} }),
    }),
  } as unknown as ExecutionContext;
  return guard.canActivate(context);
}

describe('ISA-26: a handler is open to nobody unless it says to whom', () => {
  it('lets in whoever may do the act', async () => expect(await ask('guarded', 'good')).toBe(true));
  it('lets anybody in where nothing is guarded', async () => expect(await ask('open')).toBe(true));
  it('refuses a handler that names neither act nor public', async () => {
    expect(await ask('forgotten', 'good')).toBe(false);
  });
  it('refuses an act that is not the person’s', async () => {
    await expect(ask('notMine', 'good')).rejects.toMatchObject({ status: 403, refusal: noRole });
  });
  it('asks to sign in first, and remembers the way only where it can be gone again', async () => {
    await expect(ask('guarded', 'stale')).rejects.toMatchObject({ next: '/releases?page=2' });
    await expect(ask('guarded', undefined, { method: 'POST' })).rejects.toMatchObject({ next: '' });
  });
});
