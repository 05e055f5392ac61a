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
      redisUrl: null,
      tokenSecret: null,
      startedByNpm: false,
      firstAdministrator: {},
    });
  });

  it.each(['http', '-1', '65536', '80.5'])('refuses %s as a port, with a mend', (PORT) => {
    expect(() => readLaunchSettings({ PORT })).toThrow('PORT is not a port number');
  });

  it('takes answers for the first administrator, as far as they are given', () => {
    const env = { BROKER_ADMIN_PARTNERSHIP: 'Anytown', BROKER_ADMIN_EMAIL: 'sam@example.org', BROKER_ADMIN_NAME: '' };
    expect(readLaunchSettings(env).firstAdministrator).toEqual({ partnership: 'Anytown', email: 'sam@example.org' });
  });
});
