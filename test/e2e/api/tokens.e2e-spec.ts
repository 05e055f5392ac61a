import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SigningKeyService } from '@broker/identity';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../../apps/cli/demonstration/sign-ins.js';
import { ApiHost } from '../../support/api-host.js';
import { forgeries, partOf, signed } from '../../support/forged-tokens.js';

const OFFICER = 'council.officer';

let host: ApiHost;
let header: Record<string, unknown>;
let claims: Record<string, unknown>;
let key: KeyObject;

const statusWith = async (token: string): Promise<number> => {
  const answer = await host.anonymous.get('/api/v1/agreement').set('Authorization', `Bearer ${token}`);
  if (answer.status !== 200) {
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.code).toBe('api/token-needed');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
  return answer.status;
};

const signIn = (officer: string, more: object = {}) =>
  host.anonymous
    .post('/api/v1/tokens')
    .send({ email: `${officer}@demo.example`, password: DEMONSTRATION_PASSWORD, ...more });

const query = <T>(sql: string, values: unknown[] = []): Promise<T> => host.app.get(DataSource).query<T>(sql, values);

beforeAll(async () => {
  host = await ApiHost.start();
  const token = await host.tokenOf(OFFICER);
  [header, claims] = [partOf(token, 0), partOf(token, 1)];
  key = (await host.app.get(SigningKeyService).signer()).privateKey;
});
afterAll(() => host?.stop());

describe('ISA-26: an access token', () => {
  it('opens the interface for a quarter of an hour and holds nothing but ids and times', async () => {
    expect(await statusWith(await host.tokenOf(OFFICER))).toBe(200);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub']);
    expect((claims.exp as number) - (claims.iat as number)).toBe(900);
    expect(await statusWith(signed(header, claims, key))).toBe(200); // the forger's tool itself works
  });

  it('is refused whenever it is forged, whatever the forger knows but the key', async () => {
    const ownKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const forged = forgeries({ header, claims, key, ownKey });
    expect(forged.length).toBeGreaterThan(150);
    const taken: string[] = [];
    for (const [name, token] of forged) {
      // A line end cannot stand in a header; without it the token is the honest one.
      if (/[\n\u00a0]/.test(token) || token.endsWith(' ')) continue;
      if ((await statusWith(token)) !== 401) taken.push(name);
    }
    expect(taken).toEqual([]);
  });

  it('is needed, and taken from the header alone', async () => {
    const token = await host.tokenOf(OFFICER);
    expect((await host.anonymous.get('/api/v1/agreement')).status).toBe(401);
    expect((await host.anonymous.get(`/api/v1/agreement?access_token=${token}`)).status).toBe(401);
  });

  it.each([
    [
      'of a program that was ended',
      `UPDATE machine_token SET revoked_at = now() WHERE id = $1`,
      `UPDATE machine_token SET revoked_at = NULL WHERE id = $1`,
    ],
    [
      'of a program whose time is over',
      `UPDATE machine_token SET expires_at = now() WHERE id = $1`,
      `UPDATE machine_token SET expires_at = now() + interval '1 day' WHERE id = $1`,
    ],
    [
      'of an appointment that has ended',
      `UPDATE appointment SET started_on = '2020-01-01', ended_on = '2020-01-02' FROM machine_token t WHERE t.id = $1 AND appointment.id = t.appointment_id`,
      `UPDATE appointment SET ended_on = NULL FROM machine_token t WHERE t.id = $1 AND appointment.id = t.appointment_id`,
    ],
    [
      'signed by a key that has ended',
      `UPDATE signing_key SET verifies_until = now() WHERE $1::uuid IS NOT NULL`,
      `UPDATE signing_key SET verifies_until = signs_until + interval '1 hour' WHERE $1::uuid IS NOT NULL`,
    ],
    [
      'signed by a key before its time',
      `UPDATE signing_key SET not_before = now() + interval '1 minute' WHERE $1::uuid IS NOT NULL`,
      `UPDATE signing_key SET not_before = now() - interval '1 minute' WHERE $1::uuid IS NOT NULL`,
    ],
  ])('%s is refused', async (_, spoil, mend) => {
    const token = await host.tokenOf(OFFICER);
    await query(spoil, [claims.client_id]);
    expect(await statusWith(token)).toBe(401);
    await query(mend, [claims.client_id]);
    expect(await statusWith(token)).toBe(200);
  });

  it('is not to be had with a wrong password, nor for an unknown address: the answers are alike', async () => {
    const wrong = { password: 'not this' };
    const answers = [await signIn('health.officer', wrong), await signIn('nobody', wrong)];
    expect([answers[0]!.status, answers[0]!.body]).toEqual([401, answers[1]!.body]);
    expect(answers[0]!.body.code).toBe('identity/wrong-email-or-password');
  });

  it('is not to be had for a while after many wrong passwords', async () => {
    const guess = () => signIn('fire.officer', { password: 'not this' });
    let answer = await guess();
    for (let tries = 0; tries < 12 && answer.status === 401; tries += 1) answer = await guess();
    expect([answer.status, answer.body.code]).toEqual([429, 'identity/wait']);
  });
});
