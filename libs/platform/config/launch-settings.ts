import { StartFault } from '../embedded-postgres/start-fault.js';
import { dataDirOf } from './config.js';

/** What is asked of somebody who starts without the demonstration. */
const FIRST_ADMINISTRATOR = ['partnership', 'district', 'agency', 'kind', 'name', 'email', 'password'] as const;

/** What `broker up` has to know before there is a database. */
export interface LaunchSettings {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Folder of the embedded database, the secrets and the waiting uploads. */
  dataDir: string;
  /** A PostgreSQL of the operator's own, or null: the embedded one. */
  databaseUrl: string | null;
  /** A Redis for the queues, or null: they run on PostgreSQL. */
  redisUrl: string | null;
  /** Secret given from outside, or null: one is made and kept in the data folder. */
  tokenSecret: string | null;
  /** Whether npm started us: a signal for npm then ends the shell between us and it, but never reaches us. */
  startedByNpm: boolean;
  /** Answers given beforehand, for where there is no terminal: `BROKER_ADMIN_EMAIL` and so on. */
  firstAdministrator: Partial<Record<(typeof FIRST_ADMINISTRATOR)[number], string>>;
}

const PORT_MAX = 65_535;

/** Reads the launcher's settings from environment variables. Throws a StartFault when PORT is not a port. */
export function readLaunchSettings(env: Record<string, string | undefined> = process.env): LaunchSettings {
  const port = Number(env['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > PORT_MAX)
    throw new StartFault('PORT is not a port number.', `Set PORT to a whole number from 0 to ${PORT_MAX}.`);
  return {
    port,
    host: env['HOST'] || '127.0.0.1',
    dataDir: dataDirOf(env),
    databaseUrl: env['DATABASE_URL'] || null,
    redisUrl: env['REDIS_URL'] || null,
    tokenSecret: env['BROKER_SECRET'] || null,
    startedByNpm: env['npm_lifecycle_event'] !== undefined,
    firstAdministrator: Object.fromEntries(
      FIRST_ADMINISTRATOR.flatMap((field) => {
        const given = env[`BROKER_ADMIN_${field.toUpperCase()}`];
        return given ? [[field, given]] : [];
      }),
    ),
  };
}
