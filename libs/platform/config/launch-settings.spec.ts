import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readLaunchSettings } from './launch-settings.js';

describe('readLaunchSettings', () => {
  it('needs nothing: loopback, port 3000, a data folder and a database of its own', () => {
    expect(readLaunchSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: path.resolve('.data'),
      databaseUrl: null,
      tokenSecret: null,
      startedByNpm: false,
      administrator: null,
    });
  });

  it.each(['http', '-1', '65536', '80.5'])('refuses %s as a port, with a mend', (PORT) => {
    expect(() => readLaunchSettings({ PORT })).toThrow('PORT is not a port number');
  });

  it('takes the first administrator only when all three parts are given', () => {
    const all = {
      BROKER_PARTNERSHIP: 'Anytown',
      BROKER_ADMIN_EMAIL: 'a@example.org',
      BROKER_ADMIN_PASSWORD: 'long words',
    };
    expect(readLaunchSettings(all).administrator?.partnership).toBe('Anytown');
    expect(readLaunchSettings({ ...all, BROKER_ADMIN_PASSWORD: '' }).administrator).toBeNull();
  });
});
