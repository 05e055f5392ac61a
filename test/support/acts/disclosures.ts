import { randomUUID } from 'node:crypto';
import {
  DisclosurePreparation,
  DisclosureQueries,
  DisclosureService,
  RecordWriting,
  RequestQueries,
  RequestService,
  type RequestAnswers,
} from '@broker/disclosure';
import { WHOLE } from '../disclosure-road.js';
import type { ApiHost } from '../api-host.js';
import type { Host } from '../host.js';
import { as } from '../people.js';
import { must } from '../request-road.js';
import { ANSWERS } from '../requests.js';

type Act = () => PromiseLike<{ status: number }>;
/** Whoever runs the application. */
type Runs = Pick<Host | ApiHost, 'app'>;

/** A request of the council that the police have authorised in full. @returns its id and those of its items. */
export async function authorisedRequest(
  host: Runs,
  answers: RequestAnswers = {},
): Promise<{ id: string; itemIds: string[] }> {
  const [council, police] = [await as(host.app, 'council.officer'), await as(host.app, 'police.officer')];
  const service = host.app.get(RequestService);
  const { id } = must(await service.sendAtOnce(council, { ...ANSWERS(police.agencyId), ...answers }));
  const itemIds = (await host.app.get(RequestQueries).one(police, id))!.items.map(({ itemId }) => itemId);
  const reason = 'It is needed for what is to be done.';
  must(
    await service.decide(police, id, {
      items: Object.fromEntries(itemIds.map((itemId) => [itemId, { decision: 'authorised', reason }])),
      reasons: reason,
      balance: reason,
      interest: 'crime-disorder',
    }),
  );
  return { id, itemIds };
}

const answersTo = (itemIds: readonly string[]) =>
  itemIds.map((itemId) => ({ itemId, information: 'Told', isHeld: true }));

/** A disclosure of the police to the council. @returns its id. */
export async function madeDisclosure(host: Runs): Promise<string> {
  const { id, itemIds } = await authorisedRequest(host);
  const content = { items: answersTo(itemIds), files: [], conditions: '', convictionData: false };
  const police = await as(host.app, 'police.officer');
  return must(await host.app.get(DisclosureService).discloseAtOnce(police, id, content)).id;
}

/** A record of the police: of a call that was logged quickly, or of a letter that was recorded whole. @returns its id. */
export async function policeRecord(host: Runs, isWhole: boolean): Promise<string> {
  const [council, police] = [await as(host.app, 'council.officer'), await as(host.app, 'police.officer')];
  const entry = { agencyId: council.agencyId, direction: 'given' as const, person: 'An officer', answers: WHOLE };
  const writing = host.app.get(RecordWriting);
  return must(await (isWhole ? writing.recordOutside(police, entry) : writing.quickLog(police, entry))).id;
}

/** The acts of disclosing and of disclosure records: what each needs, and then a request that succeeds. */
export function disclosureActs(host: () => Host): Record<string, () => Promise<Act>> {
  const page = async (who: string, path: string, form: object = {}) => {
    const cookie = await host().cookieOf(who);
    return () =>
      host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  };
  const contact = async () => {
    const { agencyId } = await as(host().app, 'council.officer');
    return { ...WHOLE, agencyId, direction: 'given', person: 'An officer', convictionData: 'no' };
  };
  const prepared = async () => {
    const { id, itemIds } = await authorisedRequest(host());
    const police = await as(host().app, 'police.officer');
    for (const answer of answersTo(itemIds))
      must(await host().app.get(DisclosurePreparation).saveItem(police, id, answer));
    return { id, itemIds, police };
  };
  return {
    'POST /requests/:id/disclose': async () =>
      page('police.officer', `/requests/${(await prepared()).id}/disclose`, { convictionData: 'no' }),
    'POST /requests/:id/disclose/items/:itemId': async () => {
      const { id, itemIds } = await authorisedRequest(host());
      const cookie = await host().cookieOf('police.officer');
      return () =>
        host()
          .request()
          .post(`/requests/${id}/disclose/items/${itemIds[0]}`)
          .set('cookie', cookie)
          .set('sec-fetch-site', 'same-origin')
          .field('held', 'yes')
          .field('information', 'Told')
          .attach('file', Buffer.from('a note'), 'note.txt');
    },
    'POST /requests/:id/disclose/files/:fileId/removal': async () => {
      const { id, itemIds, police } = await prepared();
      const preparation = host().app.get(DisclosurePreparation);
      must(
        await preparation.addFile(police, id, {
          itemId: itemIds[0]!,
          fileName: 'note.txt',
          content: Buffer.from('a note'),
        }),
      );
      const fileId = must(await preparation.open(police, id)).prepared.files[0]!.id;
      return page('police.officer', `/requests/${id}/disclose/files/${fileId}/removal`);
    },
    'POST /requests/:id/disclose/conditions': async () =>
      page('police.officer', `/requests/${(await authorisedRequest(host())).id}/disclose/conditions`, {
        conditions: 'For two officers.',
      }),
    'POST /disclosures/:id/acknowledge': async () =>
      page('council.officer', `/disclosures/${await madeDisclosure(host())}/acknowledge`),
    'POST /records/quick': async () => page('police.officer', '/records/quick', await contact()),
    'POST /records/outside': async () => page('police.officer', '/records/outside', await contact()),
    'POST /records/:id/complete': async () =>
      page('police.officer', `/records/${await policeRecord(host(), false)}/complete`, {
        ...WHOLE,
        convictionData: 'no',
      }),
    'POST /records/:id/correct': async () =>
      page('police.officer', `/records/${await policeRecord(host(), true)}/correct`, {
        summary: 'Another',
        reason: 'It was wrong.',
      }),
    'POST /records/:id/own-side': async () =>
      page('council.officer', `/records/${await policeRecord(host(), true)}/own-side`),
  };
}

/** The same acts by programs. */
export function disclosureCalls(host: () => Host): Record<string, () => Promise<Act>> {
  const call = async (who: string, path: string, body: object = {}) => {
    const token = await host().tokenOf(who);
    const key = randomUUID();
    return () =>
      host().request().post(`/api/v1${path}`).auth(token, { type: 'bearer' }).set('idempotency-key', key).send(body);
  };
  const contact = async () => {
    const { agencyId } = await as(host().app, 'council.officer');
    const { fullName, ...answers } = WHOLE;
    return { ...answers, person: { fullName }, agencyId, direction: 'given', otherOfficer: 'An officer' };
  };
  return {
    'POST /api/v1/disclosures': async () => {
      const { id: requestId, itemIds } = await authorisedRequest(host());
      return call('police.officer', '/disclosures', { requestId, items: answersTo(itemIds), convictionData: false });
    },
    'POST /api/v1/disclosures/:id/items/:itemId/opening': async () => {
      const id = await madeDisclosure(host());
      const council = await as(host().app, 'council.officer');
      const { items } = (await host().app.get(DisclosureQueries).find(council, id))!;
      return call('council.officer', `/disclosures/${id}/items/${items[0]!.itemId}/opening`);
    },
    'POST /api/v1/disclosures/:id/acknowledgement': async () =>
      call('council.officer', `/disclosures/${await madeDisclosure(host())}/acknowledgement`),
    'POST /api/v1/records/quick': async () => call('police.officer', '/records/quick', await contact()),
    'POST /api/v1/records/outside': async () => call('police.officer', '/records/outside', await contact()),
    'POST /api/v1/records/:id/answers': async () =>
      call('police.officer', `/records/${await policeRecord(host(), false)}/answers`, { summary: 'Another' }),
    'POST /api/v1/records/:id/completion': async () =>
      call('police.officer', `/records/${await policeRecord(host(), false)}/completion`, { summary: 'Another' }),
    'POST /api/v1/records/:id/correction': async () =>
      call('police.officer', `/records/${await policeRecord(host(), true)}/correction`, {
        summary: 'Another',
        reason: 'It was wrong.',
      }),
    'POST /api/v1/records/:id/own-side': async () =>
      call('council.officer', `/records/${await policeRecord(host(), true)}/own-side`),
  };
}
