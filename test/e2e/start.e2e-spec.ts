import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'broker-start-'));
  chmodSync(dataDir, 0o755);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Started {
  launcher: ChildProcess;
  /** Everything it has said up to now. */
  said: () => string;
  ended: Promise<number | null>;
}

/** Runs the command as a person would, on a database of its own. */
function broker(args: string[], extra: Record<string, string> = {}): Started {
  const inherited = { ...process.env };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'BROKER_SECRET', 'SPOOL_DIR', 'npm_lifecycle_event'])
    delete inherited[name];
  const env = { ...inherited, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ...extra };
  const launcher = spawn(process.execPath, ['apps/cli/broker.mjs', ...args], { cwd: root, env, stdio: 'pipe' });
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(launcher, 'close').then(([code]) => code as number | null);
  return { launcher, said: () => text, ended };
}

/** Waits until it has said something, and tells what; fails with all it said when it ended instead. */
async function hears({ launcher, said, ended }: Started, words: RegExp): Promise<string> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  for (;;) {
    const found = words.exec(said());
    if (found) return found[1] ?? found[0];
    if (hasEnded) throw new Error(`It ended, and said only: ${said()}`);
    await Promise.race([once(launcher.stdout!, 'data'), ended]);
  }
}

const addressOf = (started: Started): Promise<string> => hears(started, /Ready after .*: (http:\S+)/);

const kept = (name: string): boolean => existsSync(path.join(dataDir, name));

describe('broker up', () => {
  it('starts all from nothing, serves, lets other commands find its database, and leaves nothing behind', async () => {
    const started = broker(['up']);
    const address = await addressOf(started);
    expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    expect((await fetch(`${address}/sign-in`)).status).toBe(200);
    expect(statSync(path.join(dataDir, 'connection.json')).mode & 0o777).toBe(0o600);
    const verify = broker(['ledger', 'verify']);
    expect(await verify.ended).toBe(0);

    started.launcher.kill('SIGINT');
    started.launcher.kill('SIGTERM'); // npm passes on what the terminal has sent already: still one Ctrl-C
    expect(await started.ended).toBe(0);
    expect(kept('connection.json')).toBe(false);
    expect(kept('postgres.lock')).toBe(false);
    expect(kept('postgres/postmaster.pid')).toBe(false);
  });

  it('keeps its data, and starts again after it was killed; the worker of the killed one is gone', async () => {
    const killed = broker(['up']);
    await addressOf(killed);
    killed.launcher.kill('SIGKILL');
    await killed.ended; // closes only when the worker, which shares its output, has ended as well

    const next = broker(['up']);
    await addressOf(next);
    expect(next.said()).not.toContain('Demonstration: loaded');
    next.launcher.kill('SIGTERM');
    expect(await next.ended).toBe(0);
  });

  it('stops what it has started when it is told to stop in the middle of its start', async () => {
    const started = broker(['up']);
    await hears(started, /Database:/);
    started.launcher.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(started.said()).not.toContain('ERROR');
    expect(kept('postgres/postmaster.pid')).toBe(false);
  });
});

/** Starts, expects a refusal, and hands back what it said. */
async function refusal(extra: Record<string, string>): Promise<string> {
  const started = broker(['up'], extra);
  expect(await started.ended).toBe(1);
  expect(started.said()).not.toContain('    at '); // no stack
  return started.said();
}

describe('broker up, when it cannot start, says why and how to mend it', () => {
  it('the port is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    expect(await refusal({ PORT: String(port) })).toMatch(/is taken by another program[^]*PORT=\d+ npm start/);
    other.close();
  });

  it('PORT is no port', async () => {
    expect(await refusal({ PORT: 'eighty' })).toContain('Set PORT to a whole number');
  });

  it('a database of the operator’s own does not answer', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })).toContain('ECONNREFUSED');
  });

  it.each(['redis://127.0.0.1:1', 'redis'])('Redis does not answer at %s', async (REDIS_URL) => {
    expect(await refusal({ REDIS_URL })).toContain('leave REDIS_URL out');
  });

  it('the secrets are gone and the database is not', async () => {
    const secrets = path.join(dataDir, 'secrets.json');
    const text = readFileSync(secrets);
    rmSync(secrets);
    expect(await refusal({})).toContain('Put it back from a copy');
    writeFileSync(secrets, text, { mode: 0o600 });
  });

  it('Node is too old', async () => {
    const fake = path.join(dataDir, 'old-node.cjs');
    writeFileSync(
      fake,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });",
    );
    expect(await refusal({ NODE_OPTIONS: `--require ${fake}` })).toContain('needs Node 20.19 or newer');
  });
});
