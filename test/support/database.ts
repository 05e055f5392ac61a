import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrateDatabase } from '@broker/platform';
import { Client } from 'pg';

/** A database of one test's own. */
export interface TestDatabase {
  url: string;
  /** Removes the database, ending any connection that is still open. */
  drop(): Promise<void>;
}

const MIGRATIONS = path.resolve(__dirname, '../../libs/platform/database/migrations');
const TEMPLATE_LOCK = 1831;

/** A new database with every migration done: a copy of a template that is made once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return onServer(async (server) => createDatabase(server, await ensureTemplate(server)));
}

/** A new database with nothing in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return onServer((server) => createDatabase(server, 'template0'));
}

function addressOf(database: string): string {
  const server = process.env.BROKER_TEST_SERVER_URL;
  if (!server)
    throw new Error('Database tests run in the Jest projects "integration" and "e2e", which start a server.');
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.toString();
}

async function onServer<T>(work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: addressOf('postgres') });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

async function createDatabase(server: Client, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await server.query(`create database ${name} template ${template}`);
  const drop = (): Promise<void> =>
    onServer(async (again) => {
      await again.query(`drop database if exists ${name} with (force)`);
    });
  return { url: addressOf(name), drop };
}

/** Named after the text of the migrations, so that a changed migration never meets an old template on a lasting server. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(path.join(MIGRATIONS, file)));
  return `template_${hash.digest('hex').slice(0, 12)}`;
}

/** One worker makes the template, the others wait. It gets its name only when it is whole. */
async function ensureTemplate(server: Client): Promise<string> {
  const name = templateName();
  await server.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const unfinished = `${name}_unfinished`;
    await server.query(`drop database if exists ${unfinished} with (force)`);
    await server.query(`create database ${unfinished} template template0`);
    await migrateDatabase(addressOf(unfinished));
    await server.query(`alter database ${unfinished} rename to ${name}`);
    return name;
  } finally {
    await server.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}
