import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

const complete = {
  DATABASE_URL: 'postgres://localhost/broker',
  BROKER_SECRET: 'x'.repeat(32),
  DATA_DIR: '/nonexistent',
};

describe('loadConfig', () => {
  it('fills in what may be left out', () => {
    expect(loadConfig(complete)).toMatchObject({ port: 3000, host: '127.0.0.1', redisUrl: null, production: false });
  });

  it('names every fault at once and no value', () => {
    const faulty = { DATA_DIR: '/nonexistent', PORT: 'a lot', BROKER_SECRET: 'short-secret' };
    expect(() => loadConfig(faulty)).toThrow(/DATABASE_URL.*BROKER_SECRET.*PORT/);
    expect(() => loadConfig(faulty)).not.toThrow(/short-secret/);
  });
});
