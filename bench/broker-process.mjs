// Starts the product as a person does, with a data folder of its own, and tells how much memory its processes took.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '..');

const freePort = () =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Starts `broker up` and resolves when it is ready. */
export async function startBroker() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'broker-bench-'));
  const port = await freePort();
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port) };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [path.join(ROOT, 'apps/cli/broker.mjs'), 'up'], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (tries > 600 || child.exitCode !== null) throw new Error('the broker did not become ready');
    await sleep(100);
  }
  const { databaseUrl } = JSON.parse(readFileSync(path.join(dataDir, 'connection.json'), 'utf8'));
  const stop = async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { address, databaseUrl, pid: child.pid, stop };
}

/** Peak resident memory in MB of the launcher (pages and API) and of the worker; Linux only, null elsewhere. */
export function peakMemory(launcherPid) {
  try {
    const peak = (pid) =>
      Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
    const worker = readdirSync('/proc').find((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      const parent = /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return Number(parent) === launcherPid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker');
    });
    return { pagesAndApiMb: peak(launcherPid), workerMb: worker ? peak(worker) : null };
  } catch {
    return null;
  }
}

/** Signs in as an invented officer of the demonstration. @returns a function that calls the API with that officer's token. */
export async function signIn(address, email) {
  const { DEMONSTRATION_PASSWORD } = await import('../dist/apps/cli/demonstration/sign-ins.js');
  const answer = await fetch(`${address}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMONSTRATION_PASSWORD }),
  });
  const { token } = await answer.json();
  return async (method, route, body, headers = {}) => {
    const json = body && !body.pipe && !body.getReader;
    const response = await fetch(`${address}/api/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: json ? JSON.stringify(body) : body, duplex: 'half' }),
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response;
  };
}
