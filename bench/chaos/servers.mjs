// PostgreSQL (settings as delivered: durable) and Redis of one drill, and the ways in which they are hurt.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrateDatabase, startEmbeddedPostgres } from '../../dist/libs/platform/index.js';

/** Starts PostgreSQL on a folder of its own and brings it to the newest schema. */
export async function startPostgres() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-chaos-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), password: 'chaos' });
  await migrateDatabase(server.url);
  const pidNow = () => Number(readFileSync(path.join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const argv = readFileSync(`/proc/${pidNow()}/cmdline`, 'utf8').split('\0').slice(0, -1);
  const uid = Number(/Uid:\s+(\d+)/.exec(readFileSync(`/proc/${pidNow()}/status`, 'utf8'))[1]);
  const gid = Number(/Gid:\s+(\d+)/.exec(readFileSync(`/proc/${pidNow()}/status`, 'utf8'))[1]);
  const isAlive = (pid) => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  const end = async (signal) => {
    const pid = pidNow();
    process.kill(pid, signal);
    while (isAlive(pid)) await sleep(20);
  };
  return {
    url: server.url,
    /** What `pg_ctl -m immediate restart` does: no checkpoint, recovery from the log. @returns how long it was away, in ms. */
    async crash() {
      const from = performance.now();
      await end('SIGQUIT');
      spawn(argv[0], argv.slice(1), { uid, gid, cwd: server.dataDir, stdio: 'ignore', detached: true }).unref();
      while (!(await answers(server.url))) await sleep(50);
      return performance.now() - from;
    },
    async stop() {
      await end('SIGINT').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One connection's worth of questions, asked again when the server was away. */
export async function ask(url, text, values = []) {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(text, values)).rows;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Starts Redis on a free port; nothing is kept on disk. */
export async function startRedis() {
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.on('data', (said) => String(said).includes('Ready to accept') && resolve());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async flush() {
      const socket = net.connect(port, '127.0.0.1');
      socket.write('FLUSHALL\r\n');
      await once(socket, 'data');
      socket.destroy();
    },
    stop: () => child.kill('SIGKILL'),
  };
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
