import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NoticeQueries, NoticeService, WebhookService } from '@broker/notices';
import { DataSource } from 'typeorm';
import { as } from '../people.js';

type Request = () => PromiseLike<{ status: number }>;

/** What the acts on notices need of a running host. */
interface Doors {
  app: INestApplicationContext;
  cookieOf(who: string): Promise<string>;
  send(path: string, cookie: string, form: object): PromiseLike<{ status: number }>;
  /** As the police's data steward's program. */
  machine(path: string, body: object): PromiseLike<{ status: number }>;
  /** As somebody's program. */
  call(who: string, verb: 'post' | 'delete', path: string, body: object): PromiseLike<{ status: number }>;
}

/** Puts a notice into somebody's inbox. @returns its id. */
export async function aNoticeTo(app: INestApplicationContext, who: string): Promise<string> {
  const actor = await as(app, who);
  await app.get(DataSource).transaction((manager) =>
    app.get(NoticeService).send(manager, {
      key: randomUUID(),
      partnershipId: actor.partnershipId,
      officerIds: [actor.officerId],
      kind: 'webhook-off',
      clause: 'ISA-22',
      subject: { kind: 'webhook', id: randomUUID() },
      facts: {},
      at: new Date(),
    }),
  );
  const [newest] = await app.get(NoticeQueries).inbox(actor, { limit: 1, offset: 0 });
  return newest!.id;
}

/** An address of this computer that nothing else has. */
async function address(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}/hook`;
}

/** For each route that changes something about notices: what is needed beforehand, and then a request that succeeds. */
export function noticeActs(doors: () => Doors): Record<string, () => Promise<Request>> {
  const sent =
    (path: string, who: string, form: object = {}) =>
    async (): Promise<Request> => {
      const cookie = await doors().cookieOf(who);
      return () => doors().send(path, cookie, form);
    };
  const toNotice = async (): Promise<Request> => {
    const id = await aNoticeTo(doors().app, 'police.officer');
    const cookie = await doors().cookieOf('police.officer');
    return () => doors().send(`/notices/${id}/read`, cookie, {});
  };
  const registered = async (who: string): Promise<string> => {
    const webhook = await doors()
      .app.get(WebhookService)
      .register(await as(doors().app, who), await address());
    if (!webhook.ok) throw new Error(webhook.refusal.message);
    return webhook.value.id;
  };
  const toWebhook = (verb: string) => async (): Promise<Request> => {
    const id = await registered('fire.signer');
    const cookie = await doors().cookieOf('fire.signer');
    return () => doors().send(`/notices/webhooks/${id}/${verb}`, cookie, {});
  };
  const callOfWebhook =
    (verb: 'post' | 'delete', end = '') =>
    async (): Promise<Request> => {
      const id = await registered('police.signer');
      return () => doors().call('police.signer', verb, `/webhooks/${id}${end}`, {});
    };
  return {
    'POST /notices/:id/read': toNotice,
    'POST /notices/read': async () => {
      await aNoticeTo(doors().app, 'police.officer');
      return sent('/notices/read', 'police.officer')();
    },
    'POST /notices/preferences': sent('/notices/preferences', 'police.officer', { email: 'daily' }),
    'POST /notices/calendar': sent('/notices/calendar', 'police.officer'),
    'POST /notices/calendar/end': sent('/notices/calendar/end', 'police.officer'),
    'POST /notices/webhooks': async () => sent('/notices/webhooks', 'health.signer', { address: await address() })(),
    'POST /notices/webhooks/:id/test': toWebhook('test'),
    'POST /notices/webhooks/:id/on': toWebhook('on'),
    'POST /notices/webhooks/:id/remove': toWebhook('remove'),
    'POST /system/test-email': sent('/system/test-email', 'council.operator'),
    'POST /system/retry': sent('/system/retry', 'council.operator'),
    'POST /api/v1/notices/read': async () => {
      const id = await aNoticeTo(doors().app, 'police.steward');
      return () => doors().machine('/notices/read', { ids: [id] });
    },
    'POST /api/v1/webhooks': async () => {
      const body = { address: await address() };
      return () => doors().call('probation.signer', 'post', '/webhooks', body);
    },
    'POST /api/v1/webhooks/:id/test': callOfWebhook('post', '/test'),
    'POST /api/v1/webhooks/:id/on': callOfWebhook('post', '/on'),
    'DELETE /api/v1/webhooks/:id': callOfWebhook('delete'),
  };
}
