import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadEmbeddedPostgres } from './embedded-server.mjs';

const PREFIX = 'broker-test-database-';
// Speed before durability: a test database is thrown away.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts one PostgreSQL for all tests, unless TEST_DATABASE_URL names one. Leaves its address in BROKER_TEST_SERVER_URL. */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) {
    process.env.BROKER_TEST_SERVER_URL = process.env.TEST_DATABASE_URL;
    return;
  }
  const embedded = await loadEmbeddedPostgres();
  await clearLeftovers(embedded);
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  chmodSync(folder, 0o755);
  const dataDir = path.join(folder, 'postgres');
  const server = await embedded.startEmbeddedPostgres({ dataDir, password: 'test', settings, ownProcessGroup: false });
  globalThis.brokerTestServer = { server, folder };
  process.env.BROKER_TEST_SERVER_URL = server.url;
}

/** A test run that was killed leaves its server and folder behind: starting on the folder ends that server. */
async function clearLeftovers({ lockHolder, startEmbeddedPostgres }) {
  for (const name of readdirSync(os.tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const dataDir = path.join(folder, 'postgres');
    const lock = `${dataDir}.lock`;
    try {
      if (!readdirSync(folder).includes('postgres.lock') || lockHolder(lock) !== null) continue;
      await (await startEmbeddedPostgres({ dataDir, password: 'test', settings })).stop();
    } catch {
      // Not ours, or already gone: what matters is only that the folder goes when it can.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
