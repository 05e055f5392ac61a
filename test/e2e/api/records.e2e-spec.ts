import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ApiHost } from '../../support/api-host.js';
import { WHOLE } from '../../support/disclosure-road.js';
import { as, entriesOf } from '../../support/people.js';

const { fullName, ...ANSWERS } = WHOLE;

let host: ApiHost;
let agencyId: string;

beforeAll(async () => {
  host = await ApiHost.start();
  ({ agencyId } = await as(host.app, 'council.officer'));
});
afterAll(() => host?.stop());

const contact = (given: object = {}) => ({
  agencyId,
  direction: 'given',
  otherOfficer: 'An officer',
  person: { fullName },
  ...given,
});
const read = async (id: string) => (await host.get('police.officer', `/records/${id}`)).body;

describe('a contact', () => {
  it('is logged quickly, and completed later', async () => {
    const logged = await host.post('police.officer', '/records/quick', contact({ channel: 'telephone' }));
    const { id, reference } = logged.body as { id: string; reference: string };
    expect([logged.status, logged.body.state]).toEqual([201, 'incomplete']);
    expect((await read(id)).missing.length).toBeGreaterThan(0);

    const early = await host.post('police.officer', `/records/${id}/completion`, { summary: 'Where he lives' });
    expect([early.status, early.body.code, early.body.clause]).toEqual([422, 'records/incomplete', 'ISA-24']);

    const saved = await host.post('police.officer', `/records/${id}/answers`, { summary: 'Where he lives' });
    expect(saved.body).toEqual({ id, href: `/api/v1/records/${id}`, reference, state: 'incomplete' });
    expect(await read(id)).toMatchObject({ summary: 'Where he lives', person: { fullName } });

    const completed = await host.post('police.officer', `/records/${id}/completion`, ANSWERS);
    expect([completed.status, completed.body.state]).toEqual([200, 'final']);
    expect(await read(id)).toMatchObject({ state: 'final', missing: [], summary: ANSWERS.summary });

    const late = await host.post('police.officer', `/records/${id}/answers`, { summary: 'Another' });
    expect([late.status, late.body.code]).toEqual([409, 'records/final']);
  });

  it('is logged once, however often it is sent', async () => {
    const before = await entriesOf(host.app, 'RecordStarted');
    const key = randomUUID();
    const first = await host.post('police.officer', '/records/quick', contact(), key);
    const again = await host.post('police.officer', '/records/quick', contact(), key);
    expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.body, 'true']);
    expect(await entriesOf(host.app, 'RecordStarted')).toBe(before + 1);
  });

  it.each([
    ['of nobody', { person: {} }, 422, 'records/nobody-named'],
    ['with one’s own agency', { agencyId: '' }, 422, 'records/not-a-partner'],
    ['through the broker', { channel: 'system' }, 400, 'api/invalid-request'],
    ['tomorrow', { date: '2999-01-01' }, 422, 'records/in-the-future'],
  ])('%s is refused', async (_, given, status, code) => {
    const own = 'agencyId' in given ? { agencyId: (await as(host.app, 'police.officer')).agencyId } : given;
    const answer = await host.post('police.officer', '/records/quick', contact(own));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.text).not.toContain(fullName);
  });
});

describe('a disclosure outside the broker', () => {
  it('is recorded whole, or not at all', async () => {
    const part = await host.post('police.officer', '/records/outside', contact({ channel: 'post' }));
    expect([part.status, part.body.code]).toEqual([422, 'records/incomplete']);
    const whole = await host.post('police.officer', '/records/outside', contact(ANSWERS));
    expect([whole.status, whole.body.state]).toEqual([201, 'final']);
  });

  it('is corrected by a record that supersedes, and never edited', async () => {
    const date = { person: { fullName, dateOfBirth: '1990-03-27' } };
    const { id } = (await host.post('police.officer', '/records/outside', contact({ ...ANSWERS, ...date }))).body;
    const correct = (given: object) => host.post('police.officer', `/records/${id}/correction`, given);
    expect((await correct({ reason: 'It was wrong.' })).body.code).toBe('records/nothing-corrected');
    const corrected = await correct({ reason: 'Nobody knows the date.', person: { dateOfBirth: null } });
    expect([corrected.status, corrected.body.state]).toEqual([200, 'final']);
    expect(corrected.body.id).not.toBe(id);
    expect(await read(id)).toMatchObject({ state: 'superseded', person: { dateOfBirth: '1990-03-27' } });
    const { person, summary } = await read(corrected.body.id);
    expect([person.fullName, person.dateOfBirth, summary]).toEqual([fullName, null, ANSWERS.summary]);
    const again = await correct({ reason: 'Once more.', summary: 'Another' });
    expect([again.status, again.body.code]).toEqual([409, 'records/superseded']);
  });

  it('is taken up by the other agency, and by no third', async () => {
    const { id } = (await host.post('police.officer', '/records/outside', contact(ANSWERS))).body;
    const own = await host.post('council.officer', `/records/${id}/own-side`);
    expect([own.status, own.body.state]).toEqual([200, 'incomplete']);
    const before = await entriesOf(host.app, 'AccessRefused');
    for (const step of ['own-side', 'answers', 'completion'])
      expect((await host.post('fire.officer', `/records/${id}/${step}`)).status).toBe(404);
    const others = await host.post('council.officer', `/records/${id}/correction`, { reason: 'Wrong.', summary: 'No' });
    expect([others.status, others.body.code]).toEqual([404, 'records/no-such-record']);
    expect(await entriesOf(host.app, 'AccessRefused')).toBe(before + 4);
  });
});
