import type { Command } from 'commander';
import { asking, serverOption } from '../client/connect.js';

interface Options {
  server?: string;
  email: string;
  passwordStdin?: boolean;
}

/** Adds `broker sign-in`: gets a token for this computer's commands. */
export function register(program: Command): void {
  program
    .command('sign-in')
    .description('sign in at a broker; the commands that follow act as you')
    .addOption(serverOption())
    .requiredOption('--email <address>', 'your email address')
    .option('--password-stdin', 'read the password from the standard input instead of asking for it')
    .action((options: Options, command: Command) => asking(command, () => signIn(options)));
}

async function signIn({ server = '', email, passwordStdin }: Options): Promise<void> {
  const [{ BrokerClient }, { askPassword, passwordFrom }, { LOCAL_SERVER, serverAddress }, { keepSignIn, signInFile }] =
    await Promise.all([
      import('../client/broker-client.js'),
      import('../client/ask-password.js'),
      import('../client/server-address.js'),
      import('../client/kept-sign-in.js'),
    ]);
  const address = serverAddress(server || LOCAL_SERVER);
  const password = await (passwordStdin ? passwordFrom(process.stdin) : askPassword());
  const client = new BrokerClient(address, null);
  const { token, expiresAt } = await client.send<{ token: string; expiresAt: string }>('/tokens', { email, password });
  await keepSignIn({ server: address, token, expiresAt });
  const until = new Date(expiresAt).toLocaleString('en-GB', { timeZone: 'Europe/London' });
  process.stdout.write(`Signed in at ${address} until ${until}. The token is kept in ${signInFile()}.\n`);
}
