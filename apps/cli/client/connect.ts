import { Option, type Command } from 'commander';
import { checkedSignIn, givenAccess, keptAccess } from './access.js';
import { BrokerClient } from './broker-client.js';
import { ConnectionFault } from './connection-fault.js';
import { keptSignIn, type KeptSignIn } from './kept-sign-in.js';
import { LOCAL_SERVER, serverAddress } from './server-address.js';

/** Whom to ask and as whom, as options and environment say it. */
export interface ConnectionOptions {
  server?: string;
  token?: string;
}

/** The option that names the server. */
export const serverOption = (): Option =>
  new Option('--server <url>', `the broker to ask; otherwise that of the last sign-in, or ${LOCAL_SERVER}`).env(
    'BROKER_SERVER',
  );

/** Gives a command what it needs to ask a broker. */
export const withConnection = (command: Command): Command => withToken(command.addOption(serverOption()));

/** Lets a command take the token of a program from the environment. */
export const withToken = (command: Command): Command =>
  command.addOption(new Option('--token <token>').env('BROKER_TOKEN').hideHelp()).hook('preAction', (_, acting) => {
    // Other people on this computer see the arguments of every program.
    if (acting.getOptionValueSource('token') === 'cli')
      acting.error('Give the token in the environment variable BROKER_TOKEN, not among the arguments.');
  });

/** Decides which server is asked: the one named, that of the last sign-in, or the one on this computer. */
export const serverOf = (options: ConnectionOptions, kept: KeptSignIn | null): string =>
  serverAddress(options.server ?? kept?.server ?? LOCAL_SERVER);

/**
 * A client for the server and the sign-in that the options name. A kept token goes to no server but the one that issued it.
 * Throws a ConnectionFault when there is no token for the server.
 */
export async function connect(options: ConnectionOptions): Promise<BrokerClient> {
  const kept = await keptSignIn();
  const server = serverOf(options, kept);
  if (options.token) return new BrokerClient(server, givenAccess(options.token));
  checkedSignIn(server, kept, new Date());
  return new BrokerClient(server, keptAccess(server));
}

/** Runs what a command does; that there is no broker to ask is said plainly, with how to mend it. Refusals pass. */
export async function asking(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConnectionFault) command.error(`${error.message}\n${error.mend}`);
    throw error;
  }
}
