import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A Redis server of one test's own. */
export interface TestRedis {
  url: string;
  /** Empties it. */
  flushAll(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a redis-server on a free port; null, after saying so, when none is on PATH. */
export async function startTestRedis(): Promise<TestRedis | null> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-test-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  if (!(await saysReady(child))) {
    console.warn('Not checked on Redis: no redis-server could be started (install it, for example with apt-get).');
    clear();
    return null;
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    clear();
  };
  const flushAll = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
      socket.once('error', reject).once('data', () => {
        socket.destroy();
        resolve();
      });
    });
  return { url: `redis://127.0.0.1:${port}`, flushAll, stop };
}

const saysReady = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    let said = '';
    child.once('error', () => resolve(false));
    child.once('close', () => resolve(false));
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.includes('Ready to accept connections')) resolve(true);
    });
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
