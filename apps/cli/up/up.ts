import path from 'node:path';
import {
  asStartFault,
  type LaunchSettings,
  migrateDatabase,
  readLaunchSettings,
  startEmbeddedPostgres,
  StartFault,
} from '@broker/platform';
import { demonstrationWelcome } from '../demonstration/sign-ins.js';
import { explain } from '../explain.js';
import { Closing } from './closing.js';
import { ensureSecrets, recordConnection } from './data-folder.js';
import { assertPortFree } from './free-port.js';
import { assertRedisAnswers } from './redis-answers.js';
import { keepWorkerRunning } from './worker-process.js';

const WORKER = path.resolve(import.meta.dirname, '../../worker/main.js');

/**
 * Starts everything in the order in which each part needs the one before, and keeps it running until a signal comes.
 * Whatever fails, what was started by then is ended again; throws a StartFault for what lies outside the program.
 * @param empty true: no demonstration, but a partnership and an administrator of one's own.
 */
export async function up({ empty }: { empty: boolean }): Promise<void> {
  const beganAt = performance.now();
  const settings = readLaunchSettings();
  const closing = new Closing();
  closing.listenToSignals();
  if (settings.startedByNpm) closing.endWithParent();
  // A signal in the middle of the start pulls the ground from under it: what fails then is no fault.
  const fail = (error: unknown) => (closing.hasBegun ? undefined : failed(error, settings, closing));
  process.on('uncaughtException', (error) => void fail(error));
  try {
    await assertPortFree(settings.port, settings.host);
    if (settings.redisUrl) await assertRedisAnswers(settings.redisUrl);
    const databaseUrl = await provideDatabase(settings, closing);
    const done = await migrateDatabase(databaseUrl);
    console.log(done.length > 0 ? `Schema: ${done.length} migrations done` : 'Schema: current');
    const isDemonstration = await provideContents(settings, empty, closing);
    closing.add(keepWorkerRunning(WORKER));
    const { startHost } = await import('./host.js');
    const host = await startHost(settings.port, settings.host);
    closing.add(() => host.close());
    console.log(`\nReady after ${secondsSince(beganAt)} s: ${host.address}\n`);
    if (isDemonstration) console.log(demonstrationWelcome(host.address));
  } catch (error) {
    await fail(error);
  }
}

const secondsSince = (instant: number): string => ((performance.now() - instant) / 1000).toFixed(1);

/** Tells whether the installation shows the demonstration. */
async function provideContents(settings: LaunchSettings, empty: boolean, closing: Closing): Promise<boolean> {
  const beganAt = performance.now();
  const [{ fillWhenEmpty }, { collectAnswers, terminalAsk }, { attendWitnesses }] = await Promise.all([
    import('./first-contents.js'),
    import('./first-administrator.js'),
    import('./attend-witnesses.js'),
  ]);
  const askFirst = () => collectAnswers(settings.firstAdministrator, terminalAsk());
  const { isDemonstration, isNew } = await fillWhenEmpty(empty ? askFirst : null, async (app) =>
    closing.add(await attendWitnesses(app, settings.dataDir)),
  );
  if (isNew)
    console.log(isDemonstration ? `Demonstration: loaded in ${secondsSince(beganAt)} s` : 'Partnership: founded');
  return isDemonstration;
}

/** The address of the database: the operator's own, or the embedded one, which is started. Recorded for the other programs. */
async function provideDatabase(settings: LaunchSettings, closing: Closing): Promise<string> {
  const { dataDir } = settings;
  const secrets = ensureSecrets(dataDir);
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(dataDir, secrets.databasePassword, closing));
  closing.add(recordConnection(dataDir, { databaseUrl, tokenSecret: settings.tokenSecret ?? secrets.tokenSecret }));
  return databaseUrl;
}

async function startDatabase(dataDir: string, password: string, closing: Closing): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), password });
  closing.add(() => server.stop());
  console.log(`Database: PostgreSQL ${server.isNew ? 'made and started' : 'started'}, data in ${server.dataDir}`);
  void server.ended.then(() => {
    if (closing.hasBegun) return;
    console.error(`PostgreSQL ended unexpectedly; the reason stands in ${path.join(server.dataDir, 'server.log')}.`);
    void closing.end(1);
  });
  return server.url;
}

async function failed(error: unknown, settings: LaunchSettings, closing: Closing): Promise<void> {
  const fault = settings.databaseUrl ? asDatabaseFault(error) : error;
  console.error(explain(asStartFault(fault, settings.dataDir)).lines.join('\n'));
  await closing.end(1);
}

/** What keeps us from a database of the operator's own: node's codes, and PostgreSQL's for "who are you" and "no such database". */
function asDatabaseFault(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (!['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code)) return error;
  return new StartFault(
    `The PostgreSQL server that DATABASE_URL names does not let us in (${code}).`,
    'Check its address, account, password and database name; or leave DATABASE_URL out to use the one that comes along.',
  );
}
