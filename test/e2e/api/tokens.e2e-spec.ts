import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ApiHost } from '../../support/api-host.js';

const OFFICER = 'council.officer';

let host: ApiHost;
let claims: Record<string, unknown>;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand. */
function forged(changed: object, { alg = 'HS256', secret = host.secret, hash = 'sha256' } = {}): string {
  const text = `${part({ alg, typ: 'JWT' })}.${part({ ...claims, ...changed })}`;
  return `${text}.${alg === 'none' ? '' : createHmac(hash, secret).update(text).digest('base64url')}`;
}

const statusWith = async (token: string): Promise<number> => {
  const answer = await host.anonymous.get('/api/v1/agreement').set('Authorization', `Bearer ${token}`);
  if (answer.status !== 200) {
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.code).toBe('api/token-needed');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
  return answer.status;
};

/** Asks for a token with a wrong password. */
const signIn = (officer: string) =>
  host.anonymous.post('/api/v1/tokens').send({ email: `${officer}@demo.example`, password: 'not this' });

beforeAll(async () => {
  host = await ApiHost.start();
  const [, middle = ''] = (await host.tokenOf(OFFICER)).split('.');
  claims = JSON.parse(Buffer.from(middle, 'base64url').toString()) as Record<string, unknown>;
});
afterAll(() => host?.stop());

describe('a token', () => {
  it('opens the interface for eight hours and holds nothing but its id', async () => {
    expect(await statusWith(await host.tokenOf(OFFICER))).toBe(200);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti']);
    expect(await statusWith(forged({}))).toBe(200); // the forger's tool itself works
  });

  it('is not to be had with a wrong password, nor for an unknown address: the answers are alike', async () => {
    const [wrong, unknown] = [await signIn('health.officer'), await signIn('nobody')];
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    expect(wrong.body.code).toBe('identity/wrong-email-or-password');
  });

  it.each<[string, () => string]>([
    ['without a signature (alg none)', () => forged({}, { alg: 'none' })],
    ['with alg none and a signature', () => forged({}, { alg: 'none' }) + 'AAAA'],
    ['signed with another key', () => forged({}, { secret: 'x'.repeat(64) })],
    ['signed with another algorithm of the same key', () => forged({}, { alg: 'HS512', hash: 'sha512' })],
    ['that has expired', () => forged({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['of another issuer', () => forged({ iss: 'somebody-else' })],
    ['for another audience', () => forged({ aud: 'somewhere-else' })],
    ['that was never issued', () => forged({ jti: randomUUID() })],
    ['without an id', () => forged({ jti: undefined })],
    ['that is no token', () => 'abc'],
  ])('%s is refused', async (_, token) => expect(await statusWith(token())).toBe(401));

  it('is needed, and taken from the header alone', async () => {
    const token = await host.tokenOf(OFFICER);
    expect((await host.anonymous.get('/api/v1/agreement')).status).toBe(401);
    expect((await host.anonymous.get(`/api/v1/agreement?access_token=${token}`)).status).toBe(401);
  });

  it.each([
    ['withdrawn', 'UPDATE machine_token SET revoked_at = now() WHERE id = $1'],
    ['expired by its row', `UPDATE machine_token SET revoked_at = NULL, expires_at = now() WHERE id = $1`],
    [
      'of an appointment that has ended',
      `WITH fresh AS (UPDATE machine_token SET revoked_at = NULL, expires_at = now() + interval '1 hour' WHERE id = $1 RETURNING *)
       UPDATE appointment SET started_on = '2020-01-01', ended_on = '2020-01-02' FROM fresh WHERE appointment.id = appointment_id`,
    ],
  ])('%s is refused', async (_, statement) => {
    await host.app.get(DataSource).query(statement, [claims.jti]);
    expect(await statusWith(await host.tokenOf(OFFICER))).toBe(401);
  });

  it('is not to be had for a while after many wrong passwords', async () => {
    let answer = await signIn('fire.officer');
    for (let tries = 0; tries < 12 && answer.status === 401; tries += 1) answer = await signIn('fire.officer');
    expect([answer.status, answer.body.code]).toEqual([429, 'identity/wait']);
  });
});
