import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ConnectionFault } from './connection-fault.js';

const noPassword = new ConnectionFault('No password was given.', 'Run the command again.');

/** Asks for a password, or for what stands for one, on the terminal without showing it. Throws a ConnectionFault when there is no terminal or no answer. */
export async function askPassword(question = 'Password'): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new ConnectionFault('There is no terminal to ask for the password on.', 'Pipe it in, with --password-stdin.');
  }
  process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('');
  } catch {
    // Ctrl-C or Ctrl-D.
    throw noPassword;
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** Reads a password from a stream, without the line end that `echo` adds. */
export async function passwordFrom(input: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
