import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SubmissionCheckService } from '@broker/exchange';
import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { givenAccess, keptAccess } from '../../../apps/cli/client/access.js';
import { BrokerClient } from '../../../apps/cli/client/broker-client.js';
import { register as registerDownload } from '../../../apps/cli/commands/download.command.js';
import { register as registerLists } from '../../../apps/cli/commands/lists.command.js';
import { register as registerRelease } from '../../../apps/cli/commands/release.command.js';
import { register as registerSignIn } from '../../../apps/cli/commands/sign-in.command.js';
import { register as registerUpload } from '../../../apps/cli/commands/upload.command.js';
import { DEMONSTRATION_PASSWORD } from '../../../apps/cli/demonstration/sign-ins.js';
import { explain } from '../../../apps/cli/explain.js';
import { withApp } from '../../support/acts/sign-in.js';
import { ApiHost, csvOf, UPLOAD_BYTES_MAX } from '../../support/api-host.js';

interface Run {
  out: string;
  errors: string;
  exitCode: number;
}

let host: ApiHost;
let home: string;

/** Runs `broker <args>` in this process, as apps/cli/main.ts does. */
async function broker(...args: string[]): Promise<Run> {
  const run: Run = { out: '', errors: '', exitCode: 0 };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((run.out += String(text))));
  const errors = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => Boolean((run.errors += String(text))));
  const program = new Command('broker');
  for (const register of [registerSignIn, registerUpload, registerRelease, registerDownload, registerLists])
    register(program);
  for (const command of program.commands) command.exitOverride();
  process.exitCode = 0;
  try {
    await program.exitOverride().parseAsync(args, { from: 'user' });
    run.exitCode = process.exitCode;
  } catch (error) {
    if ((error as { code?: string }).code === 'commander.error') run.exitCode = 1;
    else {
      const { lines, exitCode } = explain(error);
      run.errors += lines.join('\n');
      run.exitCode = exitCode;
    }
  } finally {
    process.exitCode = 0;
    out.mockRestore();
    errors.mockRestore();
  }
  return run;
}

/** Does something while a text stands on the standard input. */
async function withStdin<T>(text: string, work: () => Promise<T>): Promise<T> {
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  Object.defineProperty(process, 'stdin', { value: Readable.from([text]), configurable: true });
  try {
    return await work();
  } finally {
    Object.defineProperty(process, 'stdin', stdin);
  }
}

/** Signs in as a demonstration officer. */
const signIn = (officer: string, password = DEMONSTRATION_PASSWORD, ...more: string[]): Promise<Run> =>
  withStdin(`${password}\n`, () =>
    broker('sign-in', '--server', host.address, '--email', `${officer}@demo.example`, '--password-stdin', ...more),
  );

/** Does the worker's part until a command has ended. */
async function withWorker(command: Promise<Run>): Promise<Run> {
  const state = { ended: false };
  void command.finally(() => (state.ended = true));
  while (!state.ended) {
    const waiting = await host.app
      .get(DataSource)
      .query<{ id: string }[]>(`SELECT id FROM submission WHERE state = 'received'`);
    for (const { id } of waiting) await host.app.get(SubmissionCheckService).check(id);
  }
  return command;
}

/** A server that answers everything in one way. */
async function answering(handler: http.RequestListener): Promise<{ address: string; close(): void }> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const file = (name: string): string => path.join(home, name);
const csvFile = (name: string, csv: string): string => {
  writeFileSync(file(name), csv);
  return file(name);
};

beforeAll(async () => {
  host = await ApiHost.start();
  home = mkdtempSync(path.join(os.tmpdir(), 'broker-home-'));
  jest.spyOn(os, 'homedir').mockReturnValue(home);
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await host?.stop();
});
afterEach(() => {
  delete process.env.BROKER_TOKEN;
  delete process.env.BROKER_SERVER;
});

describe('from the command line alone', () => {
  let submission: string;
  let release: string;

  it('asks to sign in first', async () => {
    const { errors, exitCode } = await broker('releases', '--server', host.address);
    expect(exitCode).toBe(1);
    expect(errors).toContain(`Sign in: broker sign-in --server ${host.address}`);
  });

  it('signs in, and keeps the token for its owner alone', async () => {
    const { out, exitCode } = await signIn('police.steward');
    const kept = path.join(home, '.config/safe-city-broker/token.json');
    expect([exitCode, out]).toEqual([0, expect.stringContaining(kept)]);
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(out).not.toContain((JSON.parse(readFileSync(kept, 'utf8')) as { token: string }).token);
  });

  it('uploads a file, waits and prints what was found', async () => {
    const csv = csvFile('april.csv', csvOf('2019-04'));
    const { out, exitCode } = await withWorker(broker('upload', '--dataset', 'POL-2', '--in', csv, '--wait'));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/2,000 {2}rows in the file/);
    submission = /broker release (\S+)/.exec(out)?.[1] ?? '';
  });

  it('releases it', async () => {
    const { out, exitCode } = await broker('release', submission, '--purpose', 'strategic-planning');
    expect(exitCode).toBe(0);
    release = /Released as ([0-9a-f-]{36})/.exec(out)?.[1] ?? '';
    const { errors, exitCode: again } = await broker('release', submission, '--purpose', 'strategic-planning');
    expect([again, errors]).toEqual([2, expect.stringMatching(/^Refused \(ISA-9\): .*released already\.\n.+/)]);
  });

  it('lists both', async () => {
    const submissions = await broker('submissions');
    expect(submissions.out).toMatch(new RegExp(`^released +POL-2 +2019-04 +april.csv +${submission}$`, 'm'));
    const releases = JSON.parse((await broker('releases', '--json')).out) as { id: string }[];
    expect(releases.map(({ id }) => id)).toContain(release);
    expect((await broker('releases', '--limit', '1')).errors).toContain('There are more');
  });

  it('downloads it as a partner, whole or in part', async () => {
    await signIn('council.officer');
    const { out, exitCode } = await broker('download', release, '--out', file('whole.csv'));
    expect([exitCode, out]).toEqual([0, expect.stringContaining('Use it for “strategic-planning”')]);
    const part = await broker(
      'download',
      release,
      '--format',
      'ndjson',
      '--category',
      'burglary',
      '--out',
      file('part.ndjson'),
      '--json',
    );
    expect(JSON.parse(part.out)).toMatchObject({ purpose: 'strategic-planning', agreementVersion: 1 });
    const [whole, some] = [readFileSync(file('whole.csv'), 'utf8'), readFileSync(file('part.ndjson'), 'utf8')];
    expect(some.split('\n').length).toBe(whole.split('\n').filter((line) => line.includes(',burglary,')).length + 1);
  });

  it('leaves the older file as it was when the download is refused', async () => {
    writeFileSync(file('older.csv'), 'older');
    const { errors, exitCode } = await broker('download', 'not-a-release', '--out', file('older.csv'));
    expect([exitCode, errors]).toEqual([2, expect.stringContaining('Refused (ISA-26)')]);
    expect(readFileSync(file('older.csv'), 'utf8')).toBe('older');
  });
});

describe('what is refused', () => {
  beforeAll(async () => {
    await signIn('police.steward');
  });

  it('tells a wrong password as the broker does, with exit code 2', async () => {
    const { errors, exitCode } = await signIn('health.officer', 'not this');
    expect([exitCode, errors]).toEqual([2, expect.stringContaining('Refused (ISA-26): The email address')]);
  });

  it.each([
    ['of another layout', () => 'a,b\n1,2\n'],
    ['too large, in its middle', () => `${csvOf('2019-05', 20)}${'x\n'.repeat(UPLOAD_BYTES_MAX)}`],
  ])('a file %s', async (_, csv) => {
    const { errors, exitCode } = await broker('upload', '--dataset', 'POL-2', '--in', csvFile('bad.csv', csv()));
    expect([exitCode, errors]).toEqual([2, expect.stringMatching(/^Refused \(/)]);
  });

  it('a file that its check refuses, once it has been waited for', async () => {
    const csv = csvFile('nothing.csv', csvOf('2019-06', 3));
    const run = await withWorker(broker('upload', '--dataset', 'POL-2', '--in', csv, '--wait'));
    expect([run.exitCode, run.errors]).toEqual([2, expect.stringMatching(/Refused \(ISA-9\): /)]);
  });

  it('is said plainly when there is no such file', async () => {
    const { errors, exitCode } = await broker('upload', '--dataset', 'POL-2', '--in', file('absent.csv'));
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('There is no file')]);
  });
});

describe('a token', () => {
  it('may come from the environment, and never from the arguments', async () => {
    process.env.BROKER_TOKEN = await host.tokenOf('council.officer');
    process.env.BROKER_SERVER = host.address;
    expect((await broker('releases')).exitCode).toBe(0);
    const { errors, exitCode } = await broker('releases', '--token', process.env.BROKER_TOKEN);
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('BROKER_TOKEN')]);
    expect(errors).not.toContain(process.env.BROKER_TOKEN);
  });

  it('goes to no other server than the one that issued it, and not unencrypted to another computer', async () => {
    await signIn('council.officer');
    const other = await broker('releases', '--server', 'http://127.0.0.1:9');
    expect([other.exitCode, other.errors]).toEqual([1, expect.stringContaining('You are not signed in')]);
    const open = await broker('releases', '--server', 'http://broker.example');
    expect([open.exitCode, open.errors]).toEqual([1, expect.stringContaining('https://')]);
  });

  it('is not printed when the broker does not take it', async () => {
    process.env.BROKER_TOKEN = 'secret-token';
    const { errors, exitCode } = await broker('releases', '--server', host.address);
    expect([exitCode, errors]).toEqual([2, expect.stringContaining('Refused (ISA-26)')]);
    expect(errors).not.toContain('secret-token');
  });
});

describe('a sign-in that is kept', () => {
  const kept = path.join('.config', 'safe-city-broker', 'token.json');
  const read = () => JSON.parse(readFileSync(file(kept), 'utf8')) as Record<'id' | 'token' | 'refreshToken', string>;
  const change = (changed: object) => writeFileSync(file(kept), JSON.stringify({ ...read(), ...changed }));
  const ended = '2026-01-01T00:00:00Z';

  it('is renewed without a word when its token has ended, and the file stays its owner’s', async () => {
    await signIn('council.officer');
    const before = read();
    change({ expiresAt: ended });
    expect((await broker('releases')).exitCode).toBe(0);
    expect(read().token).not.toBe(before.token);
    expect(read().refreshToken).not.toBe(before.refreshToken);
    expect(read().id).toBe(before.id);
    expect(statSync(file(kept)).mode & 0o777).toBe(0o600);
  });

  it('is renewed when the broker does not take its token, whatever this computer’s clock says', async () => {
    const { token } = read();
    change({ token: `${token.slice(0, -4)}AAAA` });
    expect((await broker('releases')).exitCode).toBe(0);
    expect(read().token).not.toBe(token);
  });

  it('is renewed once by many commands at the same time', async () => {
    change({ expiresAt: ended });
    const refreshed = () =>
      host.app.get(DataSource).query<{ n: number }[]>(`SELECT count(*)::int AS n FROM refresh_token`);
    const [before] = await refreshed();
    const access = keptAccess(host.address);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => access.token()));
    expect(new Set(tokens).size).toBe(1);
    expect((await refreshed())[0]!.n).toBe(before!.n + 1);
    expect(existsSync(`${file(kept)}.lock`)).toBe(false);
  });

  it('is not held up by a command that was killed while it renewed', async () => {
    change({ expiresAt: ended });
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(`${file(kept)}.lock`, String(gone));
    expect((await broker('releases')).exitCode).toBe(0);
  });

  it('that somebody else has copied and used is told to be ended, with how to begin anew', async () => {
    const { refreshToken } = read();
    change({ expiresAt: ended });
    const theft = await host.anonymous.post('/api/v1/tokens/refresh').send({ refreshToken });
    expect(theft.status).toBe(201);
    const first = await broker('releases');
    expect(first.exitCode).toBe(2);
    expect(first.errors).toMatch(
      /^Refused \(ISA-26\): .*used before.*every token of the program has been ended.*Sign in again/is,
    );
    const second = await broker('releases');
    expect([second.exitCode, second.errors]).toEqual([2, expect.stringContaining('no longer let in')]);
    const stolen = await host.anonymous.get('/api/v1/agreement').auth(theft.body.token as string, { type: 'bearer' });
    expect(stolen.status).toBe(401);
  });

  it('holds only what was asked for', async () => {
    await signIn('police.steward', DEMONSTRATION_PASSWORD, '--scope', 'exchange:read');
    expect((await broker('releases')).exitCode).toBe(0);
    const upload = await broker('upload', '--dataset', 'POL-2', '--in', csvFile('scope.csv', csvOf('2019-07', 20)));
    expect([upload.exitCode, upload.errors]).toEqual([2, expect.stringContaining('was not given the right to')]);
  });

  it('may be that of a program, by the refresh token of its page', async () => {
    const { body } = await host.anonymous
      .post('/api/v1/tokens')
      .send({ email: 'council.officer@demo.example', password: DEMONSTRATION_PASSWORD });
    const run = await withStdin(`${body.refreshToken}\n`, () =>
      broker('sign-in', '--server', host.address, '--refresh-token-stdin'),
    );
    expect(run.exitCode).toBe(0);
    expect(run.out).not.toContain('broker_refresh_');
    expect(read().id).toBe(body.id);
    expect((await broker('releases')).exitCode).toBe(0);
  });

  it('needs the second proof of an account that has one, on the line after the password', async () => {
    const { recoveryCodes } = await withApp(host, 'probation.officer');
    const without = await signIn('probation.officer');
    expect([without.exitCode, without.errors]).toEqual([2, expect.stringContaining('second proof')]);
    const wrong = await signIn('probation.officer', `${DEMONSTRATION_PASSWORD}\nno such code`);
    expect([wrong.exitCode, wrong.errors]).toEqual([2, expect.stringContaining('The code is not right')]);
    const right = await signIn('probation.officer', `${DEMONSTRATION_PASSWORD}\n${recoveryCodes[0]}`);
    expect(right.exitCode).toBe(0);
    expect((await broker('releases')).exitCode).toBe(0);
  });

  it('ends here and at the broker when it is signed out', async () => {
    const { token } = read();
    expect((await broker('sign-out')).out).toContain('Signed out');
    expect(existsSync(file(kept))).toBe(false);
    expect((await host.anonymous.get('/api/v1/agreement').auth(token, { type: 'bearer' })).status).toBe(401);
    expect((await broker('sign-out')).out).toContain('Nobody is signed in');
    const { errors, exitCode } = await broker('sign-in', '--server', host.address);
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('--email')]);
  });
});

describe('a server that is not the broker', () => {
  it('is told apart from one that refuses', async () => {
    const server = await answering((_, response) => response.writeHead(502).end('<html>'));
    await expect(new BrokerClient(server.address, givenAccess('x')).read('/releases')).rejects.toThrow(
      'is not the broker (HTTP status 502)',
    );
    server.close();
    await expect(new BrokerClient('http://127.0.0.1:9', givenAccess('x')).read('/releases')).rejects.toThrow(
      'No broker answers',
    );
  });

  it('that breaks off a download leaves no file behind', async () => {
    process.env.BROKER_TOKEN = 'x';
    const server = await answering((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('half');
      setImmediate(() => response.destroy());
    });
    const { errors, exitCode } = await broker('download', 'any', '--server', server.address, '--out', file('half.csv'));
    expect([exitCode, errors]).toEqual([1, expect.stringMatching(/broke off|No broker answers/)]);
    expect(existsSync(file('half.csv'))).toBe(false);
    expect(readdirSync(home).filter((name) => name.endsWith('.partial'))).toEqual([]);
    server.close();
  });
});
