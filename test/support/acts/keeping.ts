import { randomUUID } from 'node:crypto';
import {
  FoiService,
  OnwardService,
  RetentionQueries,
  RetentionService,
  SubjectAccessQueries,
  SubjectAccessSearch,
  SubjectAccessService,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { londonDate, orThrow } from '@broker/kernel';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import type { Host } from '../host.js';
import { plantDisclosure, plantFound } from '../keeping-road.js';
import { as } from '../people.js';

type Act = () => PromiseLike<{ status: number }>;

const today = (): string => londonDate(new Date());

/** A day as the three fields of a form. */
const dayFields = (name: string) => {
  const [year, month, day] = today().split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

const WHOM = { recipientAgencyId: '', recipientName: 'Harbour Housing', what: 'The address', why: 'It lets the flat' };
const FOI = { applicant: 'A. Invented', contact: '', asked: 'How many' };
const PERSON = { fullName: 'Leonora Invented', dateOfBirth: '', otherNames: [], asked: '' };

/** The acts on information after it was disclosed: what is needed beforehand, and then a request that succeeds. */
export function keepingActs(host: () => Host): Record<string, () => Promise<Act>> {
  const app = () => host().app;
  const council = () => as(app(), 'council.officer');
  const police = () => as(app(), 'police.officer');
  const inScope = async <T>(actor: Actor, work: (actor: Actor) => Promise<T>): Promise<T> =>
    withinScope(actor, () => work(actor));
  const page = async (path: string, form: object = {}, who = 'council.officer') => {
    const cookie = await host().steppedUpCookieOf(who);
    return () =>
      host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  };
  const call = (path: string, id: () => Promise<string>, body: (id: string) => object, who = 'council.officer') => ({
    [`POST /api/v1${path}`]: async () => {
      const [token, one] = [await host().tokenOf(who), await id()];
      return () =>
        host()
          .request()
          .post(`/api/v1${path.replace(':id', one)}`)
          .auth(token, { type: 'bearer' })
          .set('idempotency-key', randomUUID())
          .send(body(one));
    },
  });
  const none = async () => '';
  const disclosure = async () => plantDisclosure(app(), { from: await police(), to: await council(), at: new Date() });
  const asked = async () => {
    const id = await disclosure();
    return inScope(await council(), async (one) => orThrow(await app().get(OnwardService).ask(one, id, WHOM)).id);
  };
  const agreed = async () => {
    const id = await asked();
    await inScope(await police(), async (one) =>
      orThrow(await app().get(OnwardService).decide(one, id, 'agreed', 'By post')),
    );
    return id;
  };
  const kept = async () => {
    const record = await disclosure();
    const [row] = await app()
      .get(DataSource)
      .query<[{ id: string }]>('SELECT id FROM retention WHERE record_id = $1', [record]);
    return (await inScope(await council(), () => app().get(RetentionQueries).one(row.id)))!.id;
  };
  const access = async () =>
    inScope(await council(), async (one) => {
      const request = { ...PERSON, receivedOn: today() };
      return orThrow(await app().get(SubjectAccessService).log(one, request)).id;
    });
  const sorted = async () => {
    const id = await access();
    await inScope(await council(), async (one) => orThrow(await app().get(SubjectAccessSearch).sort(one, id, [])));
    return id;
  };
  const question = async () => {
    const id = await access();
    const record = await plantFound(app(), await council(), id, await police());
    return inScope(await council(), async (one) => {
      orThrow(await app().get(SubjectAccessSearch).sort(one, id, [record]));
      return (await app().get(SubjectAccessQueries).one(id))!.consultations[0]!.id;
    });
  };
  const foi = async () =>
    inScope(
      await council(),
      async (one) =>
        orThrow(
          await app()
            .get(FoiService)
            .log(one, { ...FOI, receivedOn: today() }),
        ).id,
    );
  const paused = async () => {
    const id = await sorted();
    const pause = (one: Actor) => app().get(SubjectAccessService).pause(one, id, 'identity', today());
    await inScope(await council(), async (one) => orThrow(await pause(one)));
    return id;
  };
  const onAccess = (step: string, form: object) => async () => page(`/subject-access/${await sorted()}/${step}`, form);
  return {
    'POST /disclosures/:id/onward': async () => page(`/disclosures/${await disclosure()}/onward`, WHOM),
    'POST /onward/:id/decision': async () =>
      page(`/onward/${await asked()}/decision`, { decision: 'refused', words: 'No need' }, 'police.officer'),
    'POST /onward/:id/passing-on': async () =>
      page(`/onward/${await agreed()}/passing-on`, { ...dayFields('on'), words: 'By post' }),
    'POST /retention/:id/hold': async () => page(`/retention/${await kept()}/hold`, { reason: 'Proceedings' }),
    'POST /retention/:id/lift': async () => {
      const id = await kept();
      await inScope(await council(), async (one) =>
        orThrow(await app().get(RetentionService).hold(one, id, 'Proceedings')),
      );
      return page(`/retention/${id}/lift`, { reason: 'They ended' });
    },
    'POST /subject-access/new': () =>
      page('/subject-access/new', { ...dayFields('receivedOn'), fullName: PERSON.fullName }),
    'POST /subject-access/consultations/:id': async () =>
      page(`/subject-access/consultations/${await question()}`, { view: 'no-objection' }, 'police.officer'),
    'POST /subject-access/:id/search': onAccess('search', {}),
    'POST /subject-access/:id/records': onAccess('records', {}),
    'POST /subject-access/:id/pause': onAccess('pause', { reason: 'identity', ...dayFields('on') }),
    'POST /subject-access/:id/resumption': async () =>
      page(`/subject-access/${await paused()}/resumption`, dayFields('on')),
    'POST /subject-access/:id/extension': onAccess('extension', { reason: 'complex' }),
    'POST /subject-access/:id/answer': onAccess('answer', {
      outcome: 'nothing-held',
      ...dayFields('on'),
      words: 'Nothing',
    }),
    'POST /subject-access/:id/withdrawal': onAccess('withdrawal', {}),
    'POST /foi/new': () => page('/foi/new', { ...dayFields('receivedOn'), ...FOI }),
    'POST /foi/:id/answer': async () =>
      page(`/foi/${await foi()}/answer`, { outcome: 'disclosed', ...dayFields('answeredOn') }),
    'POST /foi/:id/answer/exemptions': async () =>
      page(`/foi/${await foi()}/answer/exemptions?outcome=refused&answeredOn=${today()}&considered=40`, {
        'reliedOn-40': 'yes',
        'why-40': 'It tells who they are',
      }),
    'POST /foi/:id/withdrawal': async () => page(`/foi/${await foi()}/withdrawal`),
    ...call('/onward', disclosure, (disclosureId) => ({
      disclosureId,
      recipientName: WHOM.recipientName,
      what: WHOM.what,
      why: WHOM.why,
    })),
    ...call('/onward/:id/passing-on', agreed, () => ({ passedOn: today(), words: 'By post' })),
    ...call('/subject-access', none, () => ({ receivedOn: today(), fullName: PERSON.fullName })),
    ...call('/subject-access/:id/search', access, () => ({})),
    ...call('/subject-access/:id/records', access, () => ({ theirs: [] })),
    ...call('/subject-access/:id/pause', access, () => ({ reason: 'identity', pausedOn: today() })),
    ...call('/subject-access/:id/resumption', paused, () => ({ resumedOn: today() })),
    ...call('/subject-access/:id/extension', access, () => ({ reason: 'complex' })),
    ...call('/subject-access/:id/answer', sorted, () => ({
      outcome: 'nothing-held',
      answeredOn: today(),
      words: 'Nothing',
    })),
    ...call('/subject-access/:id/withdrawal', access, () => ({})),
    ...call('/consultations/:id/view', question, () => ({ view: 'no-objection' }), 'police.officer'),
    ...call('/foi', none, () => ({ ...FOI, receivedOn: today() })),
    ...call('/foi/:id/answer', foi, () => ({ outcome: 'disclosed', answeredOn: today(), exemptions: [] })),
    ...call('/foi/:id/withdrawal', foi, () => ({})),
  };
}
