import type { Command } from 'commander';
import type { KeptSignIn } from '../client/kept-sign-in.js';
import { asking, serverOption } from '../client/connect.js';
import { say } from '../client/shown.js';

interface Options {
  server?: string;
  email?: string;
  passwordStdin?: boolean;
  refreshTokenStdin?: boolean;
  scope?: string[];
  days?: string;
}

type Tokens = Omit<KeptSignIn, 'server'>;

interface Credentials {
  email: string;
  password: string;
  code?: string;
}

/** Adds `broker sign-in` and `broker sign-out`: tokens for this computer's commands, and their end. */
export function register(program: Command): void {
  program
    .command('sign-in')
    .description('sign in at a broker; the commands that follow act as you')
    .addOption(serverOption())
    .option('--email <address>', 'your email address')
    .option('--password-stdin', 'read the password (and on a second line the code of your app) from the standard input')
    .option('--refresh-token-stdin', 'read a refresh token of the page “Programs” from the standard input instead')
    .option('--scope <scope...>', 'what the commands may do, for example exchange:read; otherwise all that you may do')
    .option('--days <number>', 'for how many days, at most 180')
    .action((options: Options, command: Command) => asking(command, () => signIn(options, command)));
  program
    .command('sign-out')
    .description('end the sign-in of this computer’s commands, here and at the broker')
    .action((_: object, command: Command) => asking(command, signOut));
}

async function signIn(options: Options, command: Command): Promise<void> {
  const [{ BrokerClient }, { LOCAL_SERVER, serverAddress }, { keepSignIn, signInFile }] = await Promise.all([
    import('../client/broker-client.js'),
    import('../client/server-address.js'),
    import('../client/kept-sign-in.js'),
  ]);
  const server = serverAddress(options.server || LOCAL_SERVER);
  const client = new BrokerClient(server, null);
  const tokens = options.refreshTokenStdin
    ? await client.send<Tokens>('/tokens/refresh', { refreshToken: await secretFromStdin() })
    : await withSecondProof(await credentials(options, command), (who) => client.send<Tokens>('/tokens', who));
  await keepSignIn({ ...tokens, server });
  const until = new Date(tokens.refreshExpiresAt).toLocaleDateString('en-GB', { timeZone: 'Europe/London' });
  say(`Signed in at ${server} until ${until}, longer if it is used. The tokens are kept in ${signInFile()}.`);
}

async function credentials({ email, passwordStdin, scope, days }: Options, command: Command): Promise<Credentials> {
  if (!email)
    return command.error('Give your email address with --email, or a refresh token with --refresh-token-stdin.');
  const { askPassword } = await import('../client/ask-password.js');
  const [password = '', code] = passwordStdin ? (await secretFromStdin()).split(/\r?\n/) : [await askPassword()];
  const wishes = { name: 'Command line', ...(scope && { scopes: scope }), ...(days && { days: Number(days) }) };
  return { email, password, ...(code && { code }), ...wishes };
}

/** Asks for the code of the authenticator app only where the account has one. */
async function withSecondProof<T>(who: Credentials, send: (who: Credentials) => Promise<T>): Promise<T> {
  try {
    return await send(who);
  } catch (error) {
    const { RefusedError } = await import('@broker/kernel');
    const isAsked = error instanceof RefusedError && error.refusal.code === 'identity/second-factor-needed';
    if (!isAsked || !process.stdin.isTTY) throw error;
    const { askPassword } = await import('../client/ask-password.js');
    return send({ ...who, code: await askPassword('Code of your authenticator app') });
  }
}

async function secretFromStdin(): Promise<string> {
  const { passwordFrom } = await import('../client/ask-password.js');
  return passwordFrom(process.stdin);
}

async function signOut(): Promise<void> {
  const [{ BrokerClient }, { forgetSignIn, keptSignIn }, { RefusedError }] = await Promise.all([
    import('../client/broker-client.js'),
    import('../client/kept-sign-in.js'),
    import('@broker/kernel'),
  ]);
  const kept = await keptSignIn();
  if (!kept) return say('Nobody is signed in.');
  const { server, refreshToken } = kept;
  await new BrokerClient(server, null).send('/tokens/end', { refreshToken }).catch((error: unknown) => {
    if (!(error instanceof RefusedError)) throw error; // what the broker does not let in needs no ending there
  });
  await forgetSignIn();
  say(`Signed out at ${server}.`);
}
