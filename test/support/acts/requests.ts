import { randomUUID } from 'node:crypto';
import { GatewayRegister, RequestService } from '@broker/disclosure';
import type { Test } from 'supertest';
import type { Host } from '../host.js';
import { as } from '../people.js';
import { must } from '../request-road.js';
import { ABOUT_VICTIM, ANSWERS } from '../requests.js';

/** Requests brought as far as an act needs them: the council asks the police. */
class RequestScene {
  constructor(private readonly host: Host) {}

  private get requests(): RequestService {
    return this.host.app.get(RequestService);
  }

  async answers() {
    return ANSWERS((await as(this.host.app, 'police.officer')).agencyId);
  }

  async drafted(): Promise<string> {
    return must(await this.requests.start(await as(this.host.app, 'council.officer'), await this.answers())).id;
  }

  async sent(given: object = {}): Promise<string> {
    const council = await as(this.host.app, 'council.officer');
    return must(await this.requests.sendAtOnce(council, { ...(await this.answers()), ...given })).id;
  }

  async questioned(): Promise<string> {
    const id = await this.sent();
    must(await this.requests.ask(await as(this.host.app, 'police.officer'), id, 'Which years?'));
    return id;
  }

  async decision(id: string) {
    const police = await as(this.host.app, 'police.officer');
    const { items } = must(await this.requests.ask(police, id, 'Which years?'));
    return {
      items: Object.fromEntries(items.map(({ itemId }) => [itemId, { decision: 'authorised' as const, reason: '' }])),
      reasons: 'Weighed.',
      balance: 'No more than is needed.',
      interest: 'crime-disorder' as const,
    };
  }

  async proposed(): Promise<string> {
    const id = await this.sent(ABOUT_VICTIM);
    must(await this.requests.decide(await as(this.host.app, 'police.officer'), id, await this.decision(id)));
    return id;
  }

  /** The register's rule of section 115, as it stands. */
  async rule() {
    const { partnershipId } = await as(this.host.app, 'council.manager');
    const rules = await this.host.app.get(GatewayRegister).rules(partnershipId);
    return rules.find(({ gateway }) => gateway === 'cda-115')!;
  }
}

/** How far a request is brought before an act; null where the act needs none. */
type Before = 'drafted' | 'sent' | 'questioned' | 'proposed' | null;

/** What an act sends: the same for every request, or made for the one that it is done to. */
type Sent = object | ((scene: RequestScene, id: string) => Promise<object>);

const [COUNCIL, POLICE] = ['council.officer', 'police.officer'];
const QUESTION = { question: 'Which years?' };
const REPLY = { reply: 'The last two.' };
const RULE = { rule: 'conviction-and-victims' };

/** Makes acts: a route, who does it, what has to stand before, and what is sent. @param send does it, at the address that it is given. */
const acting =
  (host: () => Host, prefix: string, send: (path: string, who: string) => Promise<(body: object) => Test>) =>
  (pattern: string, who: string, before: Before, sent: Sent) => ({
    [`POST ${prefix}${pattern}`]: async () => {
      const scene = new RequestScene(host());
      const id = before === null ? '' : await scene[before]();
      const path = pattern.replace(/^(\/requests\/):id/, `$1${id}`).replace(/:(id|gateway)/, 'cda-115');
      const body = typeof sent === 'function' ? await sent(scene, id) : sent;
      const submit = await send(`${prefix}${path.replace(':question', 'use')}`, who);
      return () => submit(body);
    },
  });

/** The same acts by programs. */
export function requestCalls(host: () => Host) {
  const act = acting(host, '/api/v1', async (path, who) => {
    const token = await host().tokenOf(who);
    const call = () => host().request().post(path).auth(token, { type: 'bearer' });
    return (body) => call().set('idempotency-key', randomUUID()).send(body);
  });
  return {
    ...act('/requests', COUNCIL, null, async (scene) => ({ ...(await scene.answers()), send: true })),
    ...act('/requests/:id/answers', COUNCIL, 'drafted', { whyAsked: 'For a notice.' }),
    ...act('/requests/:id/sending', COUNCIL, 'drafted', {}),
    ...act('/requests/:id/question', POLICE, 'sent', QUESTION),
    ...act('/requests/:id/reply', COUNCIL, 'questioned', REPLY),
    ...act('/requests/:id/withdrawal', COUNCIL, 'sent', {}),
    ...act('/requests/:id/second', 'police.signer', 'proposed', { agrees: true }),
    ...act('/requests/:id/decision', POLICE, 'sent', async (scene, id) => {
      const { items, ...rest } = await scene.decision(id);
      return { ...rest, items: Object.entries(items).map(([itemId, one]) => ({ itemId, ...one })) };
    }),
    ...act('/gateways/standard', 'council.manager', null, { routineDays: 10, urgentDays: 1, replyDays: 5 }),
    ...act('/gateways/four-eyes', 'police.signer', null, RULE),
    ...act('/gateways/:gateway/corrections', 'council.manager', null, async (scene) => {
      const { gateway: _, ground: __, isCorrected: ___, ...rule } = await scene.rule();
      return { ...rule, reason: 'Looked up once more.' };
    }),
  };
}

/** The acts of requests and gateways on the pages: what each needs, and then a request that succeeds. */
export function requestActs(host: () => Host) {
  const act = acting(host, '', async (path, who) => {
    const cookie = await host().cookieOf(who);
    const post = () => host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin');
    return (form) => post().type('form').send(form);
  });
  return {
    ...act('/requests/new', COUNCIL, null, { would: 'no', why: 'One person is to be visited.' }),
    ...act('/requests/:id/questions/:question', COUNCIL, 'drafted', { use: 'For a notice.' }),
    ...act('/requests/:id/check', COUNCIL, 'drafted', {}),
    ...act('/requests/:id/question', POLICE, 'sent', QUESTION),
    ...act('/requests/:id/reply', COUNCIL, 'questioned', REPLY),
    ...act('/requests/:id/withdraw', COUNCIL, 'sent', {}),
    ...act('/requests/:id/second', 'police.signer', 'proposed', { agree: 'yes', note: '' }),
    ...act('/requests/:id/decide', POLICE, 'sent', { place: 'reasons', reasons: 'Half weighed.', later: 'yes' }),
    ...act('/requests/standard', 'council.manager', null, { routine: '10', urgent: '1', reply: '5' }),
    ...act('/requests/four-eyes', 'police.signer', null, RULE),
    ...act('/gateways/:id', 'council.manager', null, async (scene) => {
      const { fromOn, receivers, source } = await scene.rule();
      const [year, month, day] = fromOn.split('-');
      const from = { 'from-day': day, 'from-month': month, 'from-year': year };
      return { ...from, personal: 'yes', receivers, source, reason: 'Looked up once more.' };
    }),
  };
}
