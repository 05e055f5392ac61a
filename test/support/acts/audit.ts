import { randomUUID } from 'node:crypto';
import { FindingService, RevealService, SampleService } from '@broker/audit';
import { RecordWriting } from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { WHOLE } from '../disclosure-road.js';
import type { Host } from '../host.js';
import { as } from '../people.js';

type Act = () => PromiseLike<{ status: number }>;

const ASKS = 'council.auditor';
const AGREES = 'probation.auditor';
const REASON = 'The complaint says that it was about somebody else.';
const FINDING = { severity: 'low', words: 'Not in order.', rule: '', followUpOn: '2030-01-02' };
const PLAN = { from: '2020-01-01', to: '2030-01-01', strata: 'agency', size: 3, seed: 'drawn-by-lot' };

/** The acts of those who review the disclosure log: what each needs, and then a request that succeeds. */
export function auditActs(host: () => Host): Record<string, () => Promise<Act>> {
  const send = (cookie: string, path: string, form: object) =>
    host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  /** A call of the interface at `path` about a thing that is made first. */
  const call = (path: string, made: () => Promise<string>, body: (id: string) => object, who = ASKS) => ({
    [`POST /api/v1${path}`]: async () => {
      const [token, id] = [await host().tokenOf(who), await made()];
      const address = `/api/v1${path.replace(':id', id).replace(':position', '1')}`;
      return () =>
        host()
          .request()
          .post(address)
          .auth(token, { type: 'bearer' })
          .set('idempotency-key', randomUUID())
          .send(body(id));
    },
  });
  const recorded = async (): Promise<string> => {
    const { agencyId } = await as(host().app, 'council.officer');
    const entry = { agencyId, direction: 'given' as const, person: 'B. Invented', answers: WHOLE };
    return orThrow(
      await host()
        .app.get(RecordWriting)
        .recordOutside(await as(host().app, 'police.officer'), entry),
    ).id;
  };
  const asked = async (): Promise<string> => {
    const reveals = host().app.get(RevealService);
    return orThrow(await reveals.ask(await as(host().app, ASKS), await recorded(), 'complaint', REASON)).id;
  };
  const drawn = async (): Promise<string> => {
    await recorded();
    return orThrow(
      await host()
        .app.get(SampleService)
        .draw(await as(host().app, ASKS), PLAN),
    ).id;
  };
  const found = async (isAnswered = false): Promise<string> => {
    const findings = host().app.get(FindingService);
    const recordId = await recorded();
    const { id } = orThrow(await findings.record(await as(host().app, ASKS), { recordId }, FINDING));
    if (isAnswered) orThrow(await findings.answer(await as(host().app, 'police.officer'), id, 'Done.'));
    return id;
  };
  const dated = (name: string, year: string) => ({
    [`${name}-day`]: '1',
    [`${name}-month`]: '2',
    [`${name}-year`]: year,
  });
  const { rule: _none, ...said } = FINDING;
  return {
    ...call('/samples', recorded, () => PLAN),
    ...call('/samples/:id/drawing-again', drawn, () => ({})),
    ...call('/samples/:id/records/:position/in-order', drawn, () => ({})),
    ...call('/findings', recorded, (recordId) => ({ recordId, ...said })),
    ...call('/findings/:id/answer', found, () => ({ words: 'We have put it right.' }), 'police.officer'),
    ...call(
      '/findings/:id/reopening',
      () => found(true),
      () => ({ words: 'Not enough.', followUpOn: '2030-02-01' }),
    ),
    ...call(
      '/findings/:id/closing',
      () => found(true),
      () => ({ words: 'Seen.' }),
    ),
    'POST /disclosure-log/:id/reveal': async () => {
      const id = await recorded();
      const cookie = await host().steppedUpCookieOf(ASKS);
      return () => send(cookie, `/disclosure-log/${id}/reveal`, { purpose: 'complaint', reason: REASON });
    },
    'POST /disclosure-log/:id/finding': async () => {
      const id = await recorded();
      const cookie = await host().cookieOf(ASKS);
      return () => send(cookie, `/disclosure-log/${id}/finding`, { ...FINDING, ...dated('followUpOn', '2030') });
    },
    'POST /reveals/:id/answer': async () => {
      const id = await asked();
      const cookie = await host().steppedUpCookieOf(AGREES);
      return () => send(cookie, `/reveals/${id}/answer`, { step: 'agree', words: '' });
    },
    'POST /reveals/:id/end': async () => {
      const id = await asked();
      const cookie = await host().cookieOf(ASKS);
      return () => send(cookie, `/reveals/${id}/end`, {});
    },
    'POST /samples/new': async () => {
      await recorded();
      const cookie = await host().cookieOf(ASKS);
      const { strata, size, seed } = PLAN;
      return () =>
        send(cookie, '/samples/new', { ...dated('from', '2020'), ...dated('to', '2030'), strata, size, seed });
    },
    'POST /samples/:id/draw-again': async () => {
      const id = await drawn();
      const cookie = await host().cookieOf(ASKS);
      return () => send(cookie, `/samples/${id}/draw-again`, {});
    },
    'POST /samples/:id/records/:position': async () => {
      const id = await drawn();
      const cookie = await host().cookieOf(ASKS);
      return () => send(cookie, `/samples/${id}/records/1`, {});
    },
    'POST /findings/:id/answer': async () => {
      const id = await found();
      const cookie = await host().cookieOf('police.officer');
      return () => send(cookie, `/findings/${id}/answer`, { words: 'We have put it right.' });
    },
    'POST /findings/:id/follow-up': async () => {
      const id = await found(true);
      const cookie = await host().cookieOf(ASKS);
      return () =>
        send(cookie, `/findings/${id}/follow-up`, { step: 'reopen', words: 'Which?', ...dated('followUpOn', '2030') });
    },
  };
}
