import { CLOCK, type Clock } from '@broker/kernel';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { configureApi } from '../../apps/api/configure-api.js';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { HostModule } from '../../apps/cli/up/host.module.js';
import { configureWeb } from '../../apps/web/configure-web.js';
import { surroundings } from './application.js';

/** One route of pages or interface. */
export interface Route {
  method: string;
  path: string;
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** A net takes every method. */
const isNet = ({ methods }: NonNullable<Layer['route']>): boolean =>
  '_all' in methods || Object.keys(methods).length > 5;

/** Pages and interface together, as `broker up` hosts them, over a database of a test's own with the demonstration in it. */
export class Host {
  private constructor(
    readonly app: NestExpressApplication,
    private readonly clear: () => Promise<void>,
  ) {}

  static async start(clock?: Clock): Promise<Host> {
    const { clear } = await surroundings();
    const builder = Test.createTestingModule({ imports: [HostModule] });
    if (clock) builder.overrideProvider(CLOCK).useValue(clock);
    const module = await builder.compile();
    const app = module.createNestApplication<NestExpressApplication>({ logger: ['fatal'] });
    configureApi(app);
    configureWeb(app);
    await app.listen(0, '127.0.0.1');
    await loadDemonstration(app);
    return new Host(app, clear);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.clear();
  }

  /** Every route that the router knows, but the nets that catch whatever no route takes. */
  get routes(): Route[] {
    const { router } = this.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    return router.stack.flatMap(({ route }) =>
      route && !isNet(route)
        ? Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path }))
        : [],
    );
  }

  get address(): string {
    return `http://127.0.0.1:${(this.app.getHttpServer().address() as { port: number }).port}`;
  }

  request() {
    return request(this.app.getHttpServer());
  }

  /** The session cookie of a demonstration officer. */
  async cookieOf(who: string): Promise<string> {
    const answer = await this.request()
      .post('/sign-in')
      .set('sec-fetch-site', 'same-origin')
      .type('form')
      .send({ email: `${who}@demo.example`, password: DEMONSTRATION_PASSWORD });
    return (answer.get('set-cookie')?.[0] ?? '').split(';')[0]!;
  }

  /** The session cookie of a demonstration officer who has just shown who they are. */
  async steppedUpCookieOf(who: string): Promise<string> {
    const answer = await this.request()
      .post('/confirm-it-is-you')
      .set('cookie', await this.cookieOf(who))
      .set('sec-fetch-site', 'same-origin')
      .type('form')
      .send({ password: DEMONSTRATION_PASSWORD });
    return (answer.get('set-cookie')?.[0] ?? '').split(';')[0]!;
  }

  /** The access token of a demonstration officer. */
  async tokenOf(who: string): Promise<string> {
    return (await this.tokensOf(who)).token;
  }

  /** A new program of a demonstration officer, with its tokens. */
  async tokensOf(who: string): Promise<{ id: string; token: string; refreshToken: string }> {
    const credentials = { email: `${who}@demo.example`, password: DEMONSTRATION_PASSWORD };
    const answer = await this.request().post('/api/v1/tokens').send(credentials);
    return answer.body as { id: string; token: string; refreshToken: string };
  }
}
