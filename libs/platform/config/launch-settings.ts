import { StartFault } from '../embedded-postgres/start-fault.js';
import { dataDirOf } from './config.js';

/** What `broker up` has to know before there is a database. */
export interface LaunchSettings {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Folder of the embedded database, the secrets and the waiting uploads. */
  dataDir: string;
  /** A PostgreSQL of the operator's own, or null: the embedded one. */
  databaseUrl: string | null;
  /** Secret given from outside, or null: one is made and kept in the data folder. */
  tokenSecret: string | null;
  /** Whether npm started us: a signal for npm then ends the shell between us and it, but never reaches us. */
  startedByNpm: boolean;
  /** The first administrator of an installation that starts empty, for when there is no terminal to ask on. */
  administrator: { partnership: string; email: string; password: string } | null;
}

const PORT_MAX = 65_535;

/** Reads the launcher's settings from environment variables. Throws a StartFault when PORT is not a port. */
export function readLaunchSettings(env: Record<string, string | undefined> = process.env): LaunchSettings {
  const port = Number(env['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > PORT_MAX)
    throw new StartFault('PORT is not a port number.', `Set PORT to a whole number from 0 to ${PORT_MAX}.`);
  const partnership = env['BROKER_PARTNERSHIP'];
  const email = env['BROKER_ADMIN_EMAIL'];
  const password = env['BROKER_ADMIN_PASSWORD'];
  return {
    port,
    host: env['HOST'] || '127.0.0.1',
    dataDir: dataDirOf(env),
    databaseUrl: env['DATABASE_URL'] || null,
    tokenSecret: env['BROKER_SECRET'] || null,
    startedByNpm: env['npm_lifecycle_event'] !== undefined,
    administrator: partnership && email && password ? { partnership, email, password } : null,
  };
}
