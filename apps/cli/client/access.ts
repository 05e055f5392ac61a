import { BrokerClient, type Access } from './broker-client.js';
import { ConnectionFault } from './connection-fault.js';
import { alone } from './alone.js';
import { keepSignIn, keptSignIn, signInFile, type KeptSignIn } from './kept-sign-in.js';

/** An access token is renewed when it is good for less than this. */
const RENEW_BEFORE_MS = 30_000;

/** A token that was given from outside and cannot be renewed. */
export const givenAccess = (token: string): Access => ({ token: async () => token, insteadOf: async () => null });

/** The kept sign-in at a server, renewed as it is needed, by one command at a time: a refresh token is good once. */
export function keptAccess(server: string): Access {
  return {
    token: async () => {
      const kept = checkedSignIn(server, await keptSignIn(), new Date());
      return isGoodFor(RENEW_BEFORE_MS, kept) ? kept.token : renew(server, kept.token);
    },
    insteadOf: (refused) => renew(server, refused),
  };
}

/** What `broker sign-in` and the renewal are answered with. */
export type Tokens = Omit<KeptSignIn, 'server'>;

/** The sign-in at a server. Throws a ConnectionFault when there is none, or it was not used for so long that it has expired. */
export function checkedSignIn(server: string, kept: KeptSignIn | null, now: Date): KeptSignIn {
  const mend = `Sign in: broker sign-in --server ${server} --email …`;
  if (kept?.server !== server) throw new ConnectionFault(`You are not signed in at ${server}.`, mend);
  if (new Date(kept.refreshExpiresAt) <= now) throw new ConnectionFault('Your sign-in has expired.', mend);
  return kept;
}

const isGoodFor = (ms: number, { expiresAt }: KeptSignIn): boolean => new Date(expiresAt).getTime() - Date.now() > ms;

/** Another command may have renewed it in the meantime: what is kept is then newer than the token that was seen. */
const renew = (server: string, seen: string): Promise<string> =>
  alone(`${signInFile()}.lock`, async () => {
    const { refreshToken, token } = checkedSignIn(server, await keptSignIn(), new Date());
    if (token !== seen) return token;
    const renewed = await new BrokerClient(server, null).send<Tokens>('/tokens/refresh', { refreshToken });
    await keepSignIn({ ...renewed, server });
    return renewed.token;
  });
