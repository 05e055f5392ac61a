import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { ApiModule } from '../../apps/api/api.module.js';
import { configureApi } from '../../apps/api/configure-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let app: NestExpressApplication;
let spool: string;

beforeAll(async () => {
  database = await createTestDatabase();
  spool = mkdtempSync(path.join(os.tmpdir(), 'broker-spool-'));
  process.env.DATABASE_URL = database.url;
  process.env.BROKER_SECRET = randomBytes(32).toString('hex');
  process.env.SPOOL_DIR = spool;
  const module = await Test.createTestingModule({ imports: [ApiModule] }).compile();
  app = module.createNestApplication<NestExpressApplication>();
  configureApi(app);
  await app.init();
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(spool, { recursive: true, force: true });
});

const api = () => request(app.getHttpServer());

describe('tokens', () => {
  it('refuses', async () => {
    const a = await api().post('/api/v1/tokens').send({ email: 'a@b.example', password: 'x' });
    expect([a.status, a.headers, a.body]).toEqual(0);
  });
  it('x', async () => {
    const a = await api().post('/api/v1/tokens').send({ email: 'a', passwords: 'x' });
    expect([a.status, a.body]).toEqual(0);
  });
  it('y', async () => {
    const a = await api().post('/api/v1/tokens').set('content-type','application/json').send('{');
    expect([a.status, a.headers, a.body]).toEqual(0);
  });
  it('z', async () => {
    const a = await api().post('/api/v1/nothing/here').set('content-type','text/csv').send('{');
    const b = await api().get('/api/v1');
    expect([a.status, a.body, b.status]).toEqual(0);
  });
});
