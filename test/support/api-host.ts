import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { ApiModule } from '../../apps/api/api.module.js';
import { configureApi } from '../../apps/api/configure-api.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { generatedMonth, GENERATED_MONTH } from '../../apps/cli/demonstration/generated-month.js';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { createTestDatabase } from './database.js';

/** Uploads above this size are refused by the host of a test, in bytes. */
export const UPLOAD_BYTES_MAX = 3_000_000;

/** The interface on a database of a test's own, with the demonstration in it. */
export class ApiHost {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly secret: string,
    private readonly remove: () => Promise<void>,
  ) {}

  static async start(): Promise<ApiHost> {
    const database = await createTestDatabase();
    const spool = mkdtempSync(path.join(os.tmpdir(), 'broker-spool-'));
    const secret = randomBytes(32).toString('hex');
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      BROKER_SECRET: secret,
      SPOOL_DIR: spool,
      KEY_FILE: `${spool}.vault-keys.json`,
      UPLOAD_BYTES_MAX: String(UPLOAD_BYTES_MAX),
    });
    const module = await Test.createTestingModule({ imports: [ApiModule] }).compile();
    const app = module.createNestApplication<NestExpressApplication>({ logger: ['fatal'] });
    configureApi(app);
    await app.listen(0, '127.0.0.1');
    await loadDemonstration(app);
    return new ApiHost(app, secret, async () => {
      await app.close();
      await database.drop();
      rmSync(spool, { recursive: true, force: true });
      rmSync(`${spool}.vault-keys.json`, { force: true });
    });
  }

  stop(): Promise<void> {
    return this.remove();
  }

  /** Address of the host, for clients that are not supertest. */
  get address(): string {
    return `http://127.0.0.1:${(this.app.getHttpServer().address() as { port: number }).port}`;
  }

  /** A request without a token. */
  get anonymous() {
    return request(this.app.getHttpServer());
  }

  /** The token of a demonstration officer, `police.steward` for example. */
  async tokenOf(officer: string): Promise<string> {
    const known = this.tokens.get(officer);
    if (known) return known;
    const credentials = { email: `${officer}@demo.example`, password: DEMONSTRATION_PASSWORD };
    const answer = await this.anonymous.post('/api/v1/tokens').send(credentials).expect(201);
    const { token } = answer.body as { token: string };
    this.tokens.set(officer, token);
    return token;
  }

  async get(officer: string, address: string) {
    return this.anonymous.get(`/api/v1${address}`).auth(await this.tokenOf(officer), { type: 'bearer' });
  }

  async post(officer: string, address: string, body: object = {}, key: string = randomUUID()) {
    return this.anonymous
      .post(`/api/v1${address}`)
      .auth(await this.tokenOf(officer), { type: 'bearer' })
      .set('Idempotency-Key', key)
      .send(body);
  }

  async upload(officer: string, csv: string, { key, dataset }: { key?: string; dataset?: string } = {}) {
    return this.anonymous
      .post(`/api/v1/submissions?dataset=${dataset ?? 'POL-2'}&fileName=month.csv`)
      .auth(await this.tokenOf(officer), { type: 'bearer' })
      .set('Idempotency-Key', key ?? randomUUID())
      .set('Content-Type', 'text/csv')
      .send(csv);
  }
}

/** A generated month of Southampton under another date, `2019-04` for example. */
export const csvOf = (month: string, rows = 2000): string =>
  generatedMonth('Southampton', 17_136, rows).replaceAll(GENERATED_MONTH, month);
