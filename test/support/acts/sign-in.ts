import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvitationService, Officer, SecondFactorService, SignInResetService } from '@broker/identity';
import { generate } from 'otplib';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../../apps/cli/demonstration/sign-ins.js';
import type { Host } from '../host.js';
import { as } from '../people.js';

type Act = () => PromiseLike<{ status: number }>;

/** A password that nobody uses. */
export const NEW_PASSWORD = 'seven purple trams at dawn';

/** The link of a new invitation for a demonstration officer, who has no password from then on. */
export async function invited(host: Host, who: string, by: string): Promise<string> {
  const [{ officerId }, inviter] = [await as(host.app, who), await as(host.app, by)];
  return host.app.get(DataSource).transaction(async (manager) => {
    await manager.update(Officer, { id: officerId }, { passwordHash: null });
    return (await host.app.get(InvitationService).invite(manager, { officerId, by: inviter })).token;
  });
}

/** Sets up an authenticator app for a demonstration officer. @returns its key and the officer's recovery codes. */
export async function withApp(host: Pick<Host, 'app'>, who: string): Promise<{ key: string; recoveryCodes: string[] }> {
  const actor = await as(host.app, who);
  const { key } = await host.app.get(SecondFactorService).beginApp(actor);
  // The code of the step before: those of now and later stay unused.
  const code = await generate({ secret: key, epoch: Math.floor(Date.now() / 1000) - 30 });
  const added = await host.app.get(SecondFactorService).confirmApp(actor, code, {});
  if (!added.ok) throw new Error(added.refusal.message);
  return { key, recoveryCodes: added.value.recoveryCodes ?? [] };
}

/** The cookies that an answer sets, as the next request sends them. */
export const cookiesOf = (answer: { headers: object }): string => {
  const { 'set-cookie': set = [] } = answer.headers as { 'set-cookie'?: string[] };
  return set.map((one) => one.split(';')[0]).join('; ');
};

/** A sign-in of another organisation that says what it is, and nothing more. It ends with the test's process. */
async function silentProvider(): Promise<{ issuer: string }> {
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer, ...endpoints }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** For each route of sign-in and account that changes something: what is needed beforehand, and then a request that leaves evidence. */
export function signInActs(host: () => Host): Record<string, () => Promise<Act>> {
  const send = (path: string, cookie: string, form: object = {}) =>
    host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  const by = async (who: string, path: string, form: object = {}): Promise<Act> => {
    const cookie = await host().cookieOf(who);
    return () => send(path, cookie, form);
  };
  /** What cannot succeed without a device or another organisation is refused here, and that leaves evidence too; others test success. */
  const refused =
    (path: string, cookie = 'x=y') =>
    async (): Promise<Act> =>
    async () => {
      const answer = await send(path, cookie, { attempt: 'none', response: '{}' });
      return { status: answer.status < 500 ? 200 : answer.status };
    };
  return {
    'POST /sign-in/code': async () => {
      const { recoveryCodes } = await withApp(host(), 'probation.officer');
      const form = { email: 'probation.officer@demo.example', password: DEMONSTRATION_PASSWORD };
      const begun = await send('/sign-in', 'x=y', form);
      const cookie = cookiesOf(begun);
      return () => send('/sign-in/code', cookie, { code: recoveryCodes[0] });
    },
    'POST /sign-in/code/passkey': async () => {
      await withApp(host(), 'probation.steward');
      const form = { email: 'probation.steward@demo.example', password: DEMONSTRATION_PASSWORD };
      const begun = await send('/sign-in', 'x=y', form);
      const cookie = cookiesOf(begun);
      return refused('/sign-in/code/passkey', cookie)();
    },
    'POST /sign-in/passkey': refused('/sign-in/passkey'),
    'POST /invitations/:token': async () => {
      const token = await invited(host(), 'health.steward', 'health.signer');
      return () => send(`/invitations/${token}`, 'x=y', { password: NEW_PASSWORD });
    },
    'POST /confirm-it-is-you': () => by('health.officer', '/confirm-it-is-you', { password: DEMONSTRATION_PASSWORD }),
    'POST /confirm-it-is-you/passkey': async () => {
      const cookie = await host().cookieOf('health.officer');
      return refused('/confirm-it-is-you/passkey', cookie)();
    },
    'POST /account/password': () =>
      by('fire.steward', '/account/password', { old: DEMONSTRATION_PASSWORD, password: NEW_PASSWORD }),
    'POST /account/authenticator-app': async () => {
      const { key } = await host()
        .app.get(SecondFactorService)
        .beginApp(await as(host().app, 'fire.signer'));
      return by('fire.signer', '/account/authenticator-app', { code: await generate({ secret: key }) });
    },
    'POST /account/authenticator-app/removal': () => by('fire.officer', '/account/authenticator-app/removal'),
    'POST /account/recovery-codes': () => by('fire.officer', '/account/recovery-codes'),
    'POST /account/passkeys': async () => {
      const cookie = await host().cookieOf('fire.officer');
      return refused('/account/passkeys', cookie)();
    },
    'POST /account/passkeys/:id/removal': async () => {
      const cookie = await host().cookieOf('fire.officer');
      return refused(`/account/passkeys/${randomUUID()}/removal`, cookie)();
    },
    'POST /agency-sign-in': async () => {
      const { issuer } = await silentProvider();
      return by('council.signer', '/agency-sign-in', { issuer, clientId: 'broker', clientSecret: 'secret' });
    },
    'POST /agency-sign-in/removal': () => by('council.signer', '/agency-sign-in/removal'),
    'POST /account/sessions': async () => {
      await host().cookieOf('council.auditor');
      return by('council.auditor', '/account/sessions');
    },
    'POST /account/sessions/:id/end': async () => {
      await host().cookieOf('council.auditor');
      const { officerId } = await as(host().app, 'council.auditor');
      const [row] = await host()
        .app.get(DataSource)
        .query<[{ id: string }]>(
          `SELECT s.id FROM session s JOIN appointment a ON a.id = s.appointment_id WHERE a.officer_id = $1 LIMIT 1`,
          [officerId],
        );
      return by('council.auditor', `/account/sessions/${row.id}/end`);
    },
    'POST /account/objection': async () => {
      const { officerId } = await as(host().app, 'council.steward');
      await host()
        .app.get(SignInResetService)
        .start(await as(host().app, 'council.signer'), officerId);
      return by('council.steward', '/account/objection');
    },
    'POST /sign-in-help/officers/:id/reset': async () => {
      const { officerId } = await as(host().app, 'council.officer');
      return by('council.signer', `/sign-in-help/officers/${officerId}/reset`);
    },
    'POST /sign-in-help/officers/:id/invitation': async () => {
      const { officerId } = await as(host().app, 'health.officer');
      await invited(host(), 'health.officer', 'health.signer');
      return by('health.signer', `/sign-in-help/officers/${officerId}/invitation`);
    },
    'POST /sign-in-help/resets/:id/approval': async () => {
      const { officerId } = await as(host().app, 'council.operator');
      const started = await host()
        .app.get(SignInResetService)
        .start(await as(host().app, 'council.signer'), officerId);
      if (!started.ok) throw new Error(started.refusal.message);
      return by('council.manager', `/sign-in-help/resets/${started.value}/approval`);
    },
  };
}
