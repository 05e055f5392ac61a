import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AuthorisationService } from '@broker/agreement';
import type { Actor, SignInService } from '@broker/identity';
import { accept, refuse } from '@broker/kernel';
import { withinScope } from '@broker/platform';
import { Act, Public } from './act.decorator.js';
import { SignInCookies } from '../sign-in/session-cookie.js';
import { PageGuard } from './page.guard.js';
import type { ShellService } from './shell.service.js';

const noRole = { code: 'identity/not-your-role', clause: 'ISA-11', message: 'No.', mend: 'Ask.' } as const;

const confirmFirst = { ...noRole, code: 'identity/step-up-needed' };
const ANSWERS: Record<string, unknown> = {
  'appointment.choose': accept('appointment.choose'),
  'release.view': accept('release.view'),
  'submission.upload': refuse(noRole),
  'account.change': refuse(confirmFirst),
};

const ACTORS: Record<string, Partial<Actor>> = { good: {}, undecided: { mustChoose: true, holdsSeveral: true } };

class Pages {
  @Act('appointment.choose')
  choosing() {}
  @Act('account.change')
  delicate() {}
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
    { actorOf: async (given: string) => ACTORS[given] ?? null } as unknown as SignInService,
    {
      authorise: async (_: Actor, act: string) => ANSWERS[act],
    } as unknown as AuthorisationService,
    { around: async () => null } as unknown as ShellService,
    new SignInCookies({ production: false }),
  );
  const cookies = token ? { broker_session: token } : {};
  const context = {
    getHandler: () => Pages.prototype[handler],
    switchToHttp: () => ({
      getRequest: () => ({ cookies, method: 'GET', path: '/releases', originalUrl: '/releases?page=2', ...request }),
      getResponse: () => ({ locals: {} }),
    }),
  } as unknown as ExecutionContext;
  return withinScope(null, () => guard.canActivate(context));
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
  it('asks somebody with several posts which one to act in before anything else', async () => {
    await expect(ask('guarded', 'undecided')).rejects.toMatchObject({ name: 'ChoiceNeeded', next: '/releases?page=2' });
    expect(await ask('choosing', 'undecided')).toBe(true);
    expect(await ask('open', 'undecided')).toBe(true);
  });
  it('asks again who it is where that alone is missing', async () => {
    await expect(ask('delicate', 'good')).rejects.toMatchObject({ name: 'StepUpNeeded', next: '/releases?page=2' });
  });
  it('leads back to the page of a form that could not be taken, never to another site', async () => {
    const sent = (referer: string) => ({
      method: 'POST',
      get: (name: string) => (name === 'host' ? 'broker.example' : referer),
    });
    const back = (referer: string) => ask('delicate', 'good', sent(referer));
    await expect(back('https://broker.example/account?x=1')).rejects.toMatchObject({ next: '/account?x=1' });
    await expect(back('https://evil.example/account')).rejects.toMatchObject({ next: '/' });
    await expect(back('')).rejects.toMatchObject({ next: '/' });
  });
});
