import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CLOCK, type Clock } from '@broker/kernel';
import { createTestDatabase } from './database.js';

/** A running part of the product over a database and a spool of its own. */
export interface TestApplication {
  app: INestApplicationContext;
  databaseUrl: string;
  spoolDir: string;
  close(): Promise<void>;
}

/** Sets the surroundings that the configuration reads: a database and a spool of the test's own. */
export async function surroundings(): Promise<{ databaseUrl: string; spoolDir: string; clear: () => Promise<void> }> {
  const database = await createTestDatabase();
  const spoolDir = mkdtempSync(path.join(tmpdir(), 'broker-spool-'));
  process.env['DATABASE_URL'] = database.url;
  const keyFile = `${spoolDir}.vault-keys.json`;
  process.env['SPOOL_DIR'] = spoolDir;
  process.env['KEY_FILE'] = keyFile;
  process.env['BROKER_SECRET'] = randomBytes(32).toString('base64url');
  const clear = async (): Promise<void> => {
    rmSync(spoolDir, { recursive: true, force: true });
    rmSync(keyFile, { force: true });
    await database.drop();
  };
  return { databaseUrl: database.url, spoolDir, clear };
}

/** Starts a module without a server. @param clock stands in for the system's clock when given. */
export async function startModule(module: Type, clock?: Clock): Promise<TestApplication> {
  const { databaseUrl, spoolDir, clear } = await surroundings();
  const builder = Test.createTestingModule({ imports: [module] });
  if (clock) builder.overrideProvider(CLOCK).useValue(clock);
  const app = await builder.compile();
  await app.init();
  const close = async (): Promise<void> => {
    await app.close();
    await clear();
  };
  return { app, databaseUrl, spoolDir, close };
}
