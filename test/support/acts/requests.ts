import { randomUUID } from 'node:crypto';
import { GatewayRegister, RequestService } from '@broker/disclosure';
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
}

const post = (host: Host, path: string, cookie: string, form: object) =>
  host.request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);

const call = (host: Host, path: string, token: string, body: object) =>
  host.request().post(`/api/v1${path}`).auth(token, { type: 'bearer' }).set('idempotency-key', randomUUID()).send(body);

/** The same acts by programs. */
export function requestCalls(host: () => Host) {
  const scene = () => new RequestScene(host());
  const act = (pattern: string, who: string, before: () => Promise<string>, body: (id: string) => Promise<object>) => ({
    [`POST /api/v1${pattern}`]: async () => {
      const id = await before();
      const [token, sent] = [await host().tokenOf(who), await body(id)];
      return () => call(host(), pattern.replace(/:(id|gateway)/, id), token, sent);
    },
  });
  const nothing = async () => ({});
  const none = async () => '';
  const [council, police] = ['council.officer', 'police.officer'];
  return {
    ...act('/requests', council, none, async () => ({ ...(await scene().answers()), send: true })),
    ...act(
      '/requests/:id/answers',
      council,
      () => scene().drafted(),
      async () => ({ whyAsked: 'For a notice.' }),
    ),
    ...act('/requests/:id/sending', council, () => scene().drafted(), nothing),
    ...act(
      '/requests/:id/question',
      police,
      () => scene().sent(),
      async () => ({ question: 'Which years?' }),
    ),
    ...act(
      '/requests/:id/reply',
      council,
      () => scene().questioned(),
      async () => ({ reply: 'The last two.' }),
    ),
    ...act('/requests/:id/withdrawal', council, () => scene().sent(), nothing),
    ...act(
      '/requests/:id/second',
      'police.signer',
      () => scene().proposed(),
      async () => ({ agrees: true }),
    ),
    ...act(
      '/requests/:id/decision',
      police,
      () => scene().sent(),
      async (id) => {
        const { items, ...rest } = await scene().decision(id);
        return { ...rest, items: Object.entries(items).map(([itemId, one]) => ({ itemId, ...one })) };
      },
    ),
    ...act('/gateways/standard', 'council.manager', none, async () => ({
      routineDays: 10,
      urgentDays: 1,
      replyDays: 5,
    })),
    ...act('/gateways/four-eyes', 'police.signer', none, async () => ({ rule: 'conviction-and-victims' })),
    ...act(
      '/gateways/:gateway/corrections',
      'council.manager',
      async () => 'cda-115',
      async () => {
        const { partnershipId } = await as(host().app, 'council.manager');
        const rules = await host().app.get(GatewayRegister).rules(partnershipId);
        const {
          gateway: _,
          ground: __,
          isCorrected: ___,
          ...rule
        } = rules.find(({ gateway }) => gateway === 'cda-115')!;
        return { ...rule, reason: 'Looked up once more.' };
      },
    ),
  };
}

/** The acts of requests and gateways on the pages: what each needs, and then a request that succeeds. */
export function requestActs(host: () => Host) {
  const scene = () => new RequestScene(host());
  const act = (pattern: string, who: string, before: () => Promise<string>, form: (id: string) => Promise<object>) => ({
    [`POST ${pattern}`]: async () => {
      const id = await before();
      const [cookie, sent] = [await host().cookieOf(who), await form(id)];
      return () => post(host(), pattern.replace(':id', id).replace(':question', 'use'), cookie, sent);
    },
  });
  const nothing = async () => ({});
  const [council, police] = ['council.officer', 'police.officer'];
  return {
    ...act(
      '/requests/new',
      council,
      async () => '',
      async () => ({ would: 'no', why: 'One person is to be visited.' }),
    ),
    ...act(
      '/requests/:id/questions/:question',
      council,
      () => scene().drafted(),
      async () => ({ use: 'For a notice.' }),
    ),
    ...act('/requests/:id/check', council, () => scene().drafted(), nothing),
    ...act(
      '/requests/:id/question',
      police,
      () => scene().sent(),
      async () => ({ question: 'Which years?' }),
    ),
    ...act(
      '/requests/:id/reply',
      council,
      () => scene().questioned(),
      async () => ({ reply: 'The last two.' }),
    ),
    ...act('/requests/:id/withdraw', council, () => scene().sent(), nothing),
    ...act(
      '/requests/:id/second',
      'police.signer',
      () => scene().proposed(),
      async () => ({ agree: 'yes', note: '' }),
    ),
    ...act(
      '/requests/:id/decide',
      police,
      () => scene().sent(),
      async (id) => {
        const { items, ...rest } = await scene().decision(id);
        const each = Object.keys(items).flatMap((itemId) => [
          [`decision-${itemId}`, 'authorised'],
          [`reason-${itemId}`, ''],
        ]);
        return { ...rest, ...Object.fromEntries(each), confirm: 'yes' };
      },
    ),
    ...act(
      '/requests/standard',
      'council.manager',
      async () => '',
      async () => ({ routine: '10', urgent: '1', reply: '5' }),
    ),
    ...act(
      '/requests/four-eyes',
      'police.signer',
      async () => '',
      async () => ({ rule: 'conviction-and-victims' }),
    ),
    ...act(
      '/gateways/:id',
      'council.manager',
      async () => 'cda-115',
      async () => {
        const { partnershipId } = await as(host().app, 'council.manager');
        const rules = await host().app.get(GatewayRegister).rules(partnershipId);
        const rule = rules.find(({ gateway }) => gateway === 'cda-115')!;
        const [year, month, day] = rule.fromOn.split('-');
        return {
          'from-day': day,
          'from-month': month,
          'from-year': year,
          personal: 'yes',
          receivers: rule.receivers,
          source: rule.source,
          reason: 'Looked up once more.',
        };
      },
    ),
  };
}
