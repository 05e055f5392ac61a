import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres, StartFault } from '../../libs/platform/embedded-postgres/embedded-postgres.js';

const settings = { fsync: 'off' };
const support = path.resolve(__dirname, '../support/embedded-server.mjs');
let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'broker-embedded-'));
  chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'postgres');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ dataDir, password: 'a password', settings });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const refusal = (): Promise<unknown> =>
  start().then(
    async (server) => {
      await server.stop();
      return 'started';
    },
    (fault: unknown) => fault,
  );

/** Starts the server from a process of its own, and tells its address. */
async function startElsewhere(): Promise<{ launcher: ChildProcess; url: string }> {
  const program = `
    const { loadEmbeddedPostgres } = await import(${JSON.stringify(support)});
    const { startEmbeddedPostgres } = await loadEmbeddedPostgres();
    const options = { dataDir: ${JSON.stringify(dataDir)}, password: 'a password', settings: { fsync: 'off' } };
    console.log((await startEmbeddedPostgres(options)).url);
    process.on('SIGTERM', () => {});`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(launcher.stdout, 'data')) as [Buffer];
  return { launcher, url: chunk.toString().trim() };
}

async function killHard(launcher: ChildProcess): Promise<void> {
  const gone = once(launcher, 'exit');
  launcher.kill('SIGKILL');
  await gone;
}

describe('the embedded PostgreSQL', () => {
  it('listens on the loopback address alone, and keeps its rows from one start to the next', async () => {
    const first = await start();
    expect(first.isNew).toBe(true);
    await query(first.url, 'create table kept as select 1 as n');
    expect(await query(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(first.url, 'show max_connections')).toEqual([{ max_connections: '200' }]);
    await first.stop();
    const second = await start();
    expect(second.isNew).toBe(false);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('never writes the values of a failing statement to its log', async () => {
    const server = await start();
    await query(server.url, 'create table person (name text primary key)');
    await query(server.url, "insert into person values ('Ann Example')");
    await expect(query(server.url, "insert into person values ('Ann Example')")).rejects.toThrow('duplicate key');
    const log = readFileSync(path.join(server.dataDir, 'server.log'), 'utf8');
    await server.stop();
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('Ann Example');
  });

  it('leaves the server of a live broker alone, and takes over after that broker was killed', async () => {
    const { launcher, url } = await startElsewhere();
    await query(url, 'create table kept as select 1 as n');
    expect(await refusal()).toMatchObject({ name: 'StartFault', message: expect.stringContaining('in use') });
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }]);
    await killHard(launcher);
    const next = await start();
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    await next.stop();
  });

  it('recovers what was committed before launcher and server were both killed', async () => {
    const { launcher, url } = await startElsewhere();
    await query(url, 'create table kept as select 1 as n');
    await killHard(launcher);
    process.kill(Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    const next = await start();
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await next.stop();
  });

  it('takes over when the process id of a killed broker has been given to another program', async () => {
    writeFileSync(`${dataDir}.lock`, JSON.stringify({ pid: process.ppid, birthMark: 'another boot 12345' }));
    const server = await start();
    await server.stop();
    writeFileSync(path.join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    const next = await start();
    await next.stop();
  });
});

describe('a data folder that cannot serve', () => {
  it.each([
    ['of another version', () => writeFileSync(path.join(dataDir, 'PG_VERSION'), '17\n'), 'was made by PostgreSQL 17'],
    ['without its tables', () => rmSync(path.join(dataDir, 'global'), { recursive: true }), 'damaged or incomplete'],
    ['without its version', () => rmSync(path.join(dataDir, 'PG_VERSION')), 'not a whole PostgreSQL database'],
  ])('%s is named in one sentence with its mend', async (_case, damage, sentence) => {
    await (await start()).stop();
    damage();
    const fault = (await refusal()) as StartFault;
    expect(fault).toBeInstanceOf(StartFault);
    expect(fault.message).toContain(sentence);
    expect(fault.mend).not.toBe('');
  });

  it('half made by a start that was killed is made anew', async () => {
    cpSync(__dirname, `${dataDir}.unfinished`, { recursive: true });
    const server = await start();
    expect(server.isNew).toBe(true);
    await server.stop();
  });
});
