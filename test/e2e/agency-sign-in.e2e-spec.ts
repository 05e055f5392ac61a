import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ProviderService } from '@broker/identity';
import { Host } from '../support/host.js';
import { as, entriesOf, newestFacts } from '../support/people.js';

interface SignsIn {
  id: string;
  claims: { email?: string; email_verified?: boolean };
  amr?: string[];
}

let host: Host;
let provider: ChildProcess;
let issuer = '';
let agencyId = '';

const tell = async (message: object): Promise<void> => {
  const answered = once(provider, 'message');
  provider.send(message);
  await answered;
};

beforeAll(async () => {
  host = await Host.start();
  const signer = await as(host.app, 'police.signer');
  agencyId = signer.agencyId;
  provider = fork(path.resolve(__dirname, '../support/agency-provider.mjs'), { execArgv: [], stdio: 'ignore' });
  [{ issuer }] = (await once(provider, 'message')) as [{ issuer: string }];
  await tell({ redirectUri: `${host.address}/sign-in/through/${agencyId}/answer` });
  const settings = { issuer, clientId: 'broker', clientSecret: 'a secret of the broker alone' };
  const set = await host.app.get(ProviderService).set(signer, settings);
  if (!set.ok) throw new Error(set.refusal.message);
});
afterAll(async () => {
  provider?.kill();
  await host?.stop();
});

/** A browser without pages: it keeps cookies for each site and follows where it is sent. */
class Follower {
  private readonly jars = new Map<string, Map<string, string>>();

  /** Follows redirects as far as `until` says. @returns the last answer, and where it would lead. */
  async go(
    from: string,
    until: (next: URL) => boolean = () => false,
  ): Promise<{ status: number; next: URL | null; text: string }> {
    let at = new URL(from, host.address);
    for (let steps = 0; steps < 12; steps += 1) {
      const jar = this.jars.get(at.host) ?? new Map<string, string>();
      this.jars.set(at.host, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} });
      for (const one of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = one.split(';')[0]!.split(/=(.*)/s);
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      const location = answer.headers.get('location');
      const next = location ? new URL(location, at) : null;
      if (!next || until(next)) return { status: answer.status, next, text: await answer.text() };
      at = next;
    }
    throw new Error('sent round in circles');
  }
}

const begin = () => `/sign-in/through/${agencyId}?next=/releases`;
const isAnswer = (next: URL): boolean => next.pathname.endsWith('/answer');
const isReleases = (next: URL): boolean => next.pathname === '/releases';
const STEWARD: SignsIn = { id: 'steward-1', claims: { email: 'police.steward@demo.example', email_verified: true } };

describe('ISA-26: an officer comes in through their agency’s own sign-in', () => {
  it('by a verified address the first time, by the subject from then on', async () => {
    await tell({ signsIn: STEWARD });
    expect((await new Follower().go(begin(), isReleases)).next?.pathname).toBe('/releases');
    expect(await entriesOf(host.app, 'ProviderSubjectLinked')).toBe(1);
    expect(await newestFacts(host.app, 'SignedIn')).toEqual({ method: 'provider' });
    await tell({ signsIn: { ...STEWARD, claims: { email: 'changed@demo.example', email_verified: false } } });
    expect((await new Follower().go(begin(), isReleases)).next?.pathname).toBe('/releases');
    expect(await entriesOf(host.app, 'ProviderSubjectLinked')).toBe(1);
  });

  it.each<[string, SignsIn, string]>([
    [
      'an address that is not verified',
      { id: 'x1', claims: { email: 'police.officer@demo.example' } },
      'does not vouch',
    ],
    [
      'nobody’s address',
      { id: 'x2', claims: { email: 'nobody@demo.example', email_verified: true } },
      'not one of that agency',
    ],
    [
      'an officer of another agency',
      { id: 'x3', claims: { email: 'council.officer@demo.example', email_verified: true } },
      'not one of that agency',
    ],
    ['an officer who is known by another subject', { id: 'x4', claims: STEWARD.claims }, 'not one of that agency'],
  ])('%s is refused', async (_, signsIn, words) => {
    await tell({ signsIn });
    const answer = await new Follower().go(begin());
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining(words)]);
  });
});

describe('ISA-26: what comes back is held against what was asked', () => {
  const tampered = async (change: (answer: URL) => void): Promise<number> => {
    await tell({ signsIn: STEWARD });
    const follower = new Follower();
    const { next } = await follower.go(begin(), isAnswer);
    change(next!);
    return (await follower.go(next!.href, isReleases)).status;
  };

  it.each<[string, (answer: URL) => void]>([
    ['another state', (answer) => answer.searchParams.set('state', 'forged')],
    ['no state', (answer) => answer.searchParams.delete('state')],
    ['another issuer', (answer) => answer.searchParams.set('iss', 'https://evil.example')],
    ['no issuer', (answer) => answer.searchParams.delete('iss')],
    ['another code', (answer) => answer.searchParams.set('code', 'forged')],
    ['an error', (answer) => answer.searchParams.set('error', 'access_denied')],
  ])('%s is refused', async (_, change) => expect(await tampered(change)).toBe(403));

  it('the untouched answer is taken (the attacks’ tool itself works), and once', async () => {
    await tell({ signsIn: STEWARD });
    const follower = new Follower();
    const { next } = await follower.go(begin(), isAnswer);
    expect((await follower.go(next!.href, isReleases)).status).toBe(303);
    expect((await follower.go(next!.href, isReleases)).status).toBe(403);
  });

  it('an answer that another browser asked for is refused: nobody is signed in as somebody else by a link', async () => {
    const { next } = await new Follower().go(begin(), isAnswer);
    expect((await new Follower().go(next!.href, isReleases)).status).toBe(403);
  });

  it('a provider that calls itself otherwise is not set up', async () => {
    const signer = await as(host.app, 'council.signer');
    const settings = { issuer: issuer.replace('127.0.0.1', 'localhost'), clientId: 'broker', clientSecret: 'x' };
    expect(await host.app.get(ProviderService).set(signer, settings)).toMatchObject({
      refusal: { code: 'identity/provider-silent', clause: 'ISA-26' },
    });
  });
});
