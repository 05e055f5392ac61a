import { randomUUID } from 'node:crypto';
import { BreachService, type Breach, type BreachCommand } from '@broker/breach';
import { londonDate } from '@broker/kernel';
import type { Host } from '../host.js';
import { as } from '../people.js';
import { COMMISSIONER, REPORT } from '../breaches.js';

const today = (): string => londonDate(new Date());

/** Breaches brought as far as an act needs them, against the council; where a meeting is needed, disputed by nobody. */
export class BreachScene {
  constructor(private readonly host: Host) {}

  private async step(id: string, who: string, command: BreachCommand, at?: Date): Promise<Breach> {
    const done = await this.host.app.get(BreachService).carryOut(await as(this.host.app, who), id, command, at);
    if (!done.ok) throw new Error(`${command.step}: ${done.refusal.message}`);
    return done.value;
  }

  async agencyId(slug = 'council'): Promise<string> {
    return (await as(this.host.app, `${slug}.officer`)).agencyId;
  }

  async drafted(): Promise<string> {
    const police = await as(this.host.app, 'police.officer');
    const noticed = await this.host.app.get(BreachService).notice(police, today());
    if (!noticed.ok) throw new Error(noticed.refusal.message);
    await this.step(noticed.value.id, 'police.officer', REPORT([await this.agencyId()]));
    return noticed.value.id;
  }

  async reported(): Promise<string> {
    const id = await this.drafted();
    await this.step(id, 'police.officer', { step: 'report' });
    return id;
  }

  async answered(): Promise<string> {
    const id = await this.reported();
    await this.step(id, 'council.officer', { step: 'answer', position: 'accepted', text: 'It was so.' });
    await this.step(id, 'council.officer', COMMISSIONER);
    return id;
  }

  async called(): Promise<string> {
    const id = await this.answered();
    // Called two minutes ago for a minute ago: now it can be recorded.
    const [calledAt, meetsAt] = [2, 1].map((minutes) => new Date(Date.now() - minutes * 60_000));
    const call = { step: 'call-meeting', at: meetsAt!.toISOString(), place: 'Room 2' } as const;
    await this.step(id, 'council.manager', call, calledAt);
    return id;
  }

  async held(): Promise<string> {
    const id = await this.called();
    const attended = [await this.agencyId()];
    await this.step(id, 'council.manager', { step: 'hold-meeting', on: today(), attended });
    return id;
  }

  async minuted(actions: 0 | 1 = 1): Promise<string> {
    const id = await this.held();
    const action = {
      kind: 'action',
      text: 'Check twice.',
      ownerAgencyId: await this.agencyId(),
      dueOn: today(),
    } as const;
    await this.step(id, 'council.manager', { step: 'minute', text: 'Agreed.', actions: actions ? [action] : [] });
    return id;
  }

  async circulated(actions: 0 | 1 = 1): Promise<{ id: string; actionId: string }> {
    const id = await this.minuted(actions);
    const { actions: agreed } = await this.step(id, 'council.manager', { step: 'circulate' });
    return { id, actionId: agreed[0]?.id ?? '' };
  }
}

/** Day, month and year of a date as the forms send them. */
const dated = (name: string, on = today()): Record<string, string> => {
  const [year = '', month = '', day = ''] = on.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** The acts of breaches on the pages: what each needs, and then a request that succeeds. */
export function breachActs(host: () => Host) {
  const scene = () => new BreachScene(host());
  const act = (
    name: string,
    who: string,
    before: () => Promise<string>,
    form: () => Promise<object> = async () => ({}),
  ) => ({
    [`POST /breaches/:id/${name}`]: async () => {
      const id = await before();
      const [cookie, sent] = [await host().cookieOf(who), await form()];
      return () => post(host(), `/breaches/${id}/${name}`, cookie, sent);
    },
  });
  const police = 'police.officer';
  const council = 'council.officer';
  const manager = 'council.manager';
  return {
    'POST /breaches/new': async () => {
      const cookie = await host().cookieOf(police);
      return () => post(host(), '/breaches/new', cookie, dated('aware'));
    },
    ...act(
      'aware',
      police,
      () => scene().drafted(),
      async () => dated('aware'),
    ),
    ...act(
      'partners',
      police,
      () => scene().drafted(),
      async () => ({ accused: await scene().agencyId('fire') }),
    ),
    ...act(
      'happened',
      police,
      () => scene().drafted(),
      async () => ({ happened: 'A list went astray.' }),
    ),
    ...act(
      'information',
      police,
      () => scene().drafted(),
      async () => ({ information: 'contact' }),
    ),
    ...act(
      'people',
      police,
      () => scene().drafted(),
      async () => ({ people: '12' }),
    ),
    ...act('report', police, () => scene().drafted()),
    ...act('receipt', 'fire.officer', () => scene().reported()),
    ...act(
      'answer',
      council,
      () => scene().reported(),
      async () => ({ position: 'disputed', answer: 'It was not so.' }),
    ),
    ...act(
      'commissioner',
      council,
      () => scene().reported(),
      async () => ({ notify: 'no', why: 'No risk.' }),
    ),
    ...act(
      'individuals',
      council,
      () => scene().reported(),
      async () => ({ tell: 'no', why: 'No risk.' }),
    ),
    ...act(
      'meeting',
      manager,
      () => scene().answered(),
      async () => ({ ...dated('meets', '2099-01-05'), time: '14:30', place: 'Room 2' }),
    ),
    ...act(
      'attendance',
      manager,
      () => scene().called(),
      async () => ({ ...dated('met'), attended: await scene().agencyId() }),
    ),
    ...act(
      'minutes',
      manager,
      () => scene().held(),
      async () => ({ minutes: 'Agreed.' }),
    ),
    ...act('circulate', manager, () => scene().minuted()),
    ...act('minutes-receipt', 'fire.officer', async () => (await scene().circulated()).id),
    'POST /breaches/:id/done': async () => {
      const { id, actionId } = await scene().circulated();
      const cookie = await host().cookieOf(council);
      return () => post(host(), `/breaches/${id}/done`, cookie, { action: actionId, note: 'Done.' });
    },
    ...act('close', manager, async () => (await scene().circulated(0)).id),
    ...act(
      'withdraw',
      police,
      () => scene().reported(),
      async () => ({ reason: 'A mistake.' }),
    ),
    ...apiActs(host, scene),
    'POST /breaches/:id/merge': async () => {
      const [id, into] = [await scene().reported(), await scene().reported()];
      const cookie = await host().cookieOf(police);
      return () => post(host(), `/breaches/${id}/merge`, cookie, { into });
    },
  };
}

const post = (host: Host, path: string, cookie: string, form: object) =>
  host.request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);

/** The same acts through the interface. */
function apiActs(host: () => Host, scene: () => BreachScene) {
  const act = (
    name: string,
    who: string,
    before: () => Promise<string>,
    body: (id: string) => Promise<object> = async () => ({}),
  ) => ({
    [`POST /api/v1/breaches/:id/${name}`]: async () => {
      const id = await before();
      const [token, sent] = [await host().tokenOf(who), await body(id)];
      return () => send(host(), `/breaches/${id}/${name}`, token, sent);
    },
  });
  const manager = 'council.manager';
  const council = 'council.officer';
  const done: { actionId?: string } = {};
  return {
    'POST /api/v1/breaches': async () => {
      const token = await host().tokenOf('police.officer');
      const accused = [await scene().agencyId()];
      const report = { awareOn: today(), accused, whatHappened: 'A list went astray.', information: ['contact'] };
      return () => send(host(), '/breaches', token, report);
    },
    ...act('receipt', 'fire.officer', () => scene().reported()),
    ...act(
      'answer',
      council,
      () => scene().reported(),
      async () => ({ position: 'accepted', text: 'It was so.' }),
    ),
    ...act(
      'commissioner',
      council,
      () => scene().reported(),
      async () => ({ notify: false, reason: 'No risk.' }),
    ),
    ...act(
      'individuals',
      council,
      () => scene().reported(),
      async () => ({ tell: false, reason: 'No risk.' }),
    ),
    ...act(
      'meeting',
      manager,
      () => scene().answered(),
      async () => ({ at: '2099-01-05T14:30:00.000Z', place: 'Room 2' }),
    ),
    ...act(
      'attendance',
      manager,
      () => scene().called(),
      async () => ({ on: today(), attended: [await scene().agencyId()] }),
    ),
    ...act(
      'minutes',
      manager,
      () => scene().held(),
      async () => ({ text: 'Agreed.', actions: [] }),
    ),
    ...act('circulation', manager, () => scene().minuted()),
    ...act('minutes-receipt', 'fire.officer', async () => (await scene().circulated()).id),
    ...act(
      'actions',
      council,
      async () => {
        const { id, actionId } = await scene().circulated();
        done.actionId = actionId;
        return id;
      },
      async () => ({ actionId: done.actionId, note: 'Done.' }),
    ),
    ...act('closing', manager, async () => (await scene().circulated(0)).id),
    ...act(
      'withdrawal',
      'police.officer',
      () => scene().reported(),
      async () => ({ reason: 'A mistake.' }),
    ),
    ...act(
      'merger',
      'police.officer',
      () => scene().reported(),
      async () => ({ into: await scene().reported() }),
    ),
  };
}

const send = (host: Host, path: string, token: string, body: object) =>
  host.request().post(`/api/v1${path}`).auth(token, { type: 'bearer' }).set('idempotency-key', randomUUID()).send(body);
