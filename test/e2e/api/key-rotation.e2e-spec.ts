import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SigningKeyService } from '@broker/identity';
import { DEMONSTRATION_PASSWORD } from '../../../apps/cli/demonstration/sign-ins.js';
import { ApiHost } from '../../support/api-host.js';
import { partOf } from '../../support/forged-tokens.js';

let host: ApiHost;
let keys: SigningKeyService;

interface Tokens {
  token: string;
  refreshToken: string;
}

const ROTATIONS = 10;
const SYSTEMS = 8;

const letIn = async (): Promise<Tokens> => {
  const who = { email: 'council.officer@demo.example', password: DEMONSTRATION_PASSWORD };
  return (await host.anonymous.post('/api/v1/tokens').send(who).expect(201)).body as Tokens;
};
const refresh = async ({ refreshToken }: Tokens): Promise<Tokens> =>
  (await host.anonymous.post('/api/v1/tokens/refresh').send({ refreshToken }).expect(201)).body as Tokens;
const ask = async (token: string): Promise<number> =>
  (await host.anonymous.get('/api/v1/agreement').auth(token, { type: 'bearer' })).status;
const keyOf = ({ token }: Tokens): unknown => partOf(token, 0)['kid'];

beforeAll(async () => {
  host = await ApiHost.start();
  keys = host.app.get(SigningKeyService);
});
afterAll(() => host?.stop());

describe('ISA-26: while the keys rotate', () => {
  it('no token is refused: systems that ask and renew all the time notice nothing', async () => {
    const systems: Tokens[] = [];
    // One after the other: many answers for one account at the same time look like guessing.
    while (systems.length < SYSTEMS) systems.push(await letIn());
    const begun = systems.map(({ token }) => token);
    const state = { done: false, asked: 0 };
    const refused: number[] = [];
    const seen = new Set<unknown>();
    const work = async (first: Tokens): Promise<void> => {
      for (let tokens = first; !state.done; tokens = await refresh(tokens)) {
        seen.add(keyOf(tokens));
        for (const token of [tokens.token, ...begun.slice(0, 2)]) {
          const status = await ask(token);
          state.asked += 1;
          if (status !== 200) refused.push(status);
        }
      }
    };
    const working = Promise.all(systems.map(work));
    for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
      const before = state.asked;
      const made = await keys.rotate(false);
      while (!seen.has(made) || state.asked < before + SYSTEMS) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    state.done = true;
    await working;
    expect(refused).toEqual([]);
    expect(seen.size).toBe(ROTATIONS + 1);
    for (const token of begun) expect(await ask(token)).toBe(200);
    const published = await host.anonymous.get('/api/v1/.well-known/jwks.json').expect(200);
    expect((published.body as { keys: unknown[] }).keys).toHaveLength(ROTATIONS + 1);
    expect(published.headers['cache-control']).toBe('public, max-age=300');
  });

  it('what a distrusted key signed is refused at once, and renewing is all that a system has to do', async () => {
    const tokens = await letIn();
    expect(await ask(tokens.token)).toBe(200);
    await keys.rotate(true);
    expect(await ask(tokens.token)).toBe(401);
    const renewed = await refresh(tokens);
    expect(keyOf(renewed)).not.toBe(keyOf(tokens));
    expect(await ask(renewed.token)).toBe(200);
  });
});
