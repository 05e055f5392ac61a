import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureSecrets, recordConnection } from './data-folder.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'broker-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(path.join(dataDir, file)).mode & 0o777;

describe('ensureSecrets', () => {
  it('makes them once, for the owner alone', () => {
    const first = ensureSecrets(dataDir);
    expect(first.tokenSecret.length).toBeGreaterThanOrEqual(32);
    expect(first.databasePassword).not.toBe(first.tokenSecret);
    expect(modeOf('secrets.json')).toBe(0o600);
    expect(ensureSecrets(dataDir)).toEqual(first);
  });

  it.each([
    ['lost', () => {}],
    ['spoilt', () => writeFileSync(path.join(dataDir, 'secrets.json'), '{"databasePassword": "x')],
  ])('never makes new ones for a database whose secrets are %s', (_case, spoil) => {
    mkdirSync(path.join(dataDir, 'postgres'));
    writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    spoil();
    expect(() => ensureSecrets(dataDir)).toThrow('is missing or spoilt');
  });
});

describe('recordConnection', () => {
  it('is readable by the owner alone, and gone after the end', () => {
    const connection = { databaseUrl: 'postgres://127.0.0.1/x', tokenSecret: 'secret' };
    const forget = recordConnection(dataDir, connection);
    expect(modeOf('connection.json')).toBe(0o600);
    expect(JSON.parse(readFileSync(path.join(dataDir, 'connection.json'), 'utf8'))).toEqual(connection);
    forget();
    expect(existsSync(path.join(dataDir, 'connection.json'))).toBe(false);
  });
});
