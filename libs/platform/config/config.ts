import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '@broker/kernel';

/** Everything that the surroundings decide, read once at start. */
export interface Config {
  /** True when the product runs for real people: cookies travel over TLS only. */
  production: boolean;
  /** TCP port and address of the web server. */
  port: number;
  host: string;
  /** PostgreSQL connection string. */
  databaseUrl: string;
  /** Redis connection string, or null: BullMQ then runs on PostgreSQL. */
  redisUrl: string | null;
  /** Folder where uploads wait, encrypted, until a worker has checked them. */
  spoolDir: string;
  /** File with the keys that open the vault: kept outside the database, backed up apart from it. */
  keyFile: string;
  /** Address at which people reach the pages, without a slash at the end: what links in e-mails and feeds begin with. */
  publicUrl: string;
  /** Mail server, `smtp://` or `smtps://`, or null: no e-mail leaves. Holds a password: never shown. */
  smtpUrl: string | null;
  /** Sender of every e-mail; empty when none leaves. */
  mailFrom: string;
  /** Virus scanner (clamd), `tcp://` host and port, or null: files are then looked at by shape alone. */
  clamdUrl: string | null;
  /** Seals what the database keeps secret, such as the keys that sign tokens; at least 32 characters. */
  tokenSecret: string;
  /** File that holds the log's private key (PKCS 8, PEM), or null: it is kept in the database, sealed. */
  logKeyFile: string | null;
  /** Hosts that witnesses of the log may run on although they lie in the partners' own network, lower case. */
  witnessHosts: readonly string[];
  /** Uploads above this size are refused, in bytes. */
  uploadBytesMax: number;
}

type Environment = Record<string, string | undefined>;

/** Folder of the data of an installation that carries its own PostgreSQL. */
export const dataDirOf = (env: Environment = process.env): string => path.resolve(env['DATA_DIR'] || '.data');

/** The running installation's database as the launcher wrote it down, or undefined when none was started here. */
function recordedConnection(env: Environment): { databaseUrl?: string; tokenSecret?: string } {
  try {
    return JSON.parse(readFileSync(path.join(dataDirOf(env), 'connection.json'), 'utf8')) as { databaseUrl?: string };
  } catch {
    return {};
  }
}

/** Address of the database that is set up: the environment's, or that of the broker that runs here; null when there is none. */
export const configuredDatabase = (env: Environment = process.env): string | null =>
  env['DATABASE_URL'] || recordedConnection(env).databaseUrl || null;

function integer(env: Environment, name: string, fallback: number, faults: string[]): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  faults.push(`${name} must be a whole number, 0 or more`);
  return fallback;
}

function publicUrl(env: Environment, fallback: string, faults: string[]): string {
  const text = env['PUBLIC_URL'];
  if (!text) return fallback;
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address && /^https?:$/.test(address.protocol) && !address.username && !address.search && !address.hash)
    return address.href.replace(/\/+$/, '');
  faults.push('PUBLIC_URL must be the https:// address of the pages');
  return fallback;
}

/** An address and nothing around it: what could break out of a header line is no address. */
const MAIL_ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

function mail(env: Environment, faults: string[]): Pick<Config, 'smtpUrl' | 'mailFrom'> {
  const smtpUrl = env['SMTP_URL'] || null;
  const mailFrom = env['MAIL_FROM'] ?? '';
  if (!smtpUrl) return { smtpUrl: null, mailFrom: '' };
  if (!/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl))
    faults.push('SMTP_URL must be an smtp:// or smtps:// address');
  if (!MAIL_ADDRESS.test(mailFrom)) faults.push('MAIL_FROM must be the e-mail address that mail is sent from');
  return { smtpUrl, mailFrom };
}

function clamd(env: Environment, faults: string[]): string | null {
  const text = env['CLAMD_URL'];
  if (!text) return null;
  if (/^tcp:\/\/[^/]+$/.test(text) && URL.canParse(text)) return text;
  faults.push('CLAMD_URL must be the tcp:// address of a virus scanner (clamd), such as tcp://clamav:3310');
  return null;
}

/**
 * Reads the configuration from environment variables.
 * @throws DomainError naming every fault at once, never a value.
 */
export function loadConfig(env: Environment = process.env): Config {
  const faults: string[] = [];
  const recorded = recordedConnection(env);
  const databaseUrl = configuredDatabase(env) ?? '';
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must be a postgres:// address (or start the broker once with `npm start`)');
  }
  const tokenSecret = (env['BROKER_SECRET'] || recorded.tokenSecret) ?? '';
  if (tokenSecret.length < 32) faults.push('BROKER_SECRET must hold at least 32 characters');
  const port = integer(env, 'PORT', 3000, faults);
  const host = env['HOST'] || '127.0.0.1';
  const config: Config = {
    production: env['NODE_ENV'] === 'production',
    port,
    host,
    publicUrl: publicUrl(env, `http://${host}:${port}`, faults),
    ...mail(env, faults),
    databaseUrl,
    redisUrl: env['REDIS_URL'] || null,
    spoolDir: path.resolve(env['SPOOL_DIR'] || path.join(dataDirOf(env), 'spool')),
    keyFile: path.resolve(env['KEY_FILE'] || path.join(dataDirOf(env), 'vault-keys.json')),
    clamdUrl: clamd(env, faults),
    tokenSecret,
    logKeyFile: env['LOG_KEY_FILE'] ? path.resolve(env['LOG_KEY_FILE']) : null,
    witnessHosts: (env['WITNESS_HOSTS'] ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    uploadBytesMax: integer(env, 'UPLOAD_BYTES_MAX', 2_000_000_000, faults),
  };
  if (faults.length > 0) throw new DomainError(`The configuration is not complete: ${faults.join('; ')}.`);
  return config;
}

/** Name under which the configuration is injected. */
export const CONFIG = Symbol('Config');
