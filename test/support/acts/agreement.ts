import { AgreementQueries, AgreementService, DraftService, SignatoryService } from '@broker/agreement';
import type { Host } from '../host.js';
import { as } from '../people.js';

type Act = () => PromiseLike<{ status: number }>;

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** A day as the three fields of a form. */
const dateFields = (name: string, date: string) => {
  const [year, month, day] = date.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** The acts on the agreement: what is needed beforehand, and then a request that succeeds. */
export function agreementActs(host: () => Host): Record<string, () => Promise<Act>> {
  const page = async (who: string, path: string, form: object = {}) => {
    const cookie = await host().steppedUpCookieOf(who);
    return () =>
      host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  };
  const manager = () => as(host().app, 'council.manager');
  const drafts = () => host().app.get(DraftService);
  const agencyIdOf = async (who: string) => (await as(host().app, who)).agencyId;
  const draft = async () => {
    await drafts().discard(await manager());
    await drafts().start(await manager());
  };
  const wholeDraft = async () => {
    await draft();
    await drafts().edit(await manager(), 'terms', { reviewOn: inDays(400), oldEndsOn: inDays(300) });
  };
  const sent = async () => {
    await wholeDraft();
    await drafts().send(await manager());
    return (await host()
      .app.get(AgreementService)
      .newestSent((await manager()).partnershipId))!;
  };
  const unsigned = async () => {
    const form = { agency: 'Example Landlords', kind: 'housing', class: 'participating' };
    await host()
      .app.get(SignatoryService)
      .name(await manager(), form);
    const lines = await host()
      .app.get(AgreementQueries)
      .signatories((await manager()).partnershipId);
    return lines.find(({ agency }) => agency === form.agency)!.agencyId;
  };
  const inDraft = (path: string, form: object) => async () => {
    await draft();
    return page('council.manager', `/agreement/draft${path}`, form);
  };
  return {
    'POST /agreement/draft': async () => {
      await drafts().discard(await manager());
      return page('council.manager', '/agreement/draft');
    },
    'POST /agreement/draft/clauses/new': inDraft('/clauses/new', { number: '34', heading: '', text: 'One more.' }),
    'POST /agreement/draft/clauses/:clause': inDraft('/clauses/ISA-2', { number: '2', heading: '', text: 'Other.' }),
    'POST /agreement/draft/clauses/:clause/remove': inDraft('/clauses/ISA-2/remove', {}),
    'POST /agreement/draft/purposes': inDraft('/purposes', { 'number-1': '5a', 'text-1': 'To plan' }),
    'POST /agreement/draft/gateways': inDraft('/gateways', { gateway: 'cda-115' }),
    'POST /agreement/draft/retention': inDraft('/retention', { 'kind-1': 'Files', 'amount-1': '7', 'unit-1': 'days' }),
    'POST /agreement/draft/days': inDraft('/days', {
      reading: 'working',
      ...dateFields('reviewOn', inDays(400)),
      ...dateFields('oldEndsOn', inDays(300)),
    }),
    'POST /agreement/draft/send': async () => {
      await wholeDraft();
      return page('council.manager', '/agreement/draft/send');
    },
    'POST /agreement/draft/discard': inDraft('/discard', {}),
    'POST /agreement/versions/:version/sign': async () => {
      const { version, textSha256 } = await sent();
      const signing = { textSha256, postHeld: 'Chief Executive', signedName: 'Example', adopts: 'yes' };
      return page('council.signer', `/agreement/versions/${version}/sign`, signing);
    },
    'POST /agreement/signatories/new': async () =>
      page('council.manager', '/agreement/signatories/new', {
        agency: 'Example Trust',
        kind: 'health',
        class: 'co-operating',
      }),
    'POST /agreement/signatories/:agencyId': async () =>
      page('council.manager', `/agreement/signatories/${await agencyIdOf('council.manager')}`, {
        class: 'responsible',
        position: '2',
      }),
    'POST /agreement/signatories/:agencyId/remove': async () =>
      page('council.manager', `/agreement/signatories/${await unsigned()}/remove`),
    'POST /agreement/signatories/:agencyId/withdraw': async () =>
      page('hospital.signer', `/agreement/signatories/${await agencyIdOf('hospital.signer')}/withdraw`, {
        reason: 'We are merging',
      }),
    'POST /agreement/successions/new': async () =>
      page('council.manager', '/agreement/successions/new', {
        predecessor: await agencyIdOf('thornhill.officer'),
        successor: 'nobody',
        ...dateFields('passedOn', '2020-01-01'),
        note: 'It has closed',
        source: 'Its minutes',
      }),
    'POST /agreement/reviews': async () =>
      page('council.manager', '/agreement/reviews', {
        ...dateFields('heldOn', inDays(-1)),
        outcome: 'keep',
        note: 'All is well',
        ...dateFields('nextReviewOn', inDays(365)),
      }),
  };
}
