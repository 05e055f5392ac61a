import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ApiHost } from '../../support/api-host.js';
import { entriesOf, newestFacts } from '../../support/people.js';

const AUDITOR = 'council.auditor';
const PLAN = { from: '2020-01-01', to: '2030-01-01', strata: 'none', size: 2, seed: 'drawn-by-lot' };
const SAID = { severity: 'medium', words: 'The record names no legal power.', followUpOn: '2030-01-02' };

interface Item {
  position: number;
  recordId: string;
  agency: string;
  result: string | null;
}

let host: ApiHost;
beforeAll(async () => {
  host = await ApiHost.start();
});
afterAll(() => host?.stop());

const drawn = async (): Promise<{ id: string; items: Item[] }> => {
  const { id } = (await host.post(AUDITOR, '/samples', PLAN)).body as { id: string };
  return { id, items: (await host.get(AUDITOR, `/samples/${id}`)).body.items as Item[] };
};

describe('a sample', () => {
  it('is drawn once, however often it is sent, and listed', async () => {
    const before = await entriesOf(host.app, 'SampleDrawn');
    const key = randomUUID();
    const first = await host.post(AUDITOR, '/samples', PLAN, key);
    const again = await host.post(AUDITOR, '/samples', PLAN, key);
    const { id } = first.body as { id: string };
    expect([first.status, first.body]).toEqual([201, { id, href: `/api/v1/samples/${id}` }]);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    expect(await entriesOf(host.app, 'SampleDrawn')).toBe(before + 1);

    const { items } = (await host.get(AUDITOR, '/samples')).body as { items: object[] };
    expect(items[0]).toMatchObject({ id, drawn: 2, reviewed: 0, findings: 0, from: PLAN.from, seed: PLAN.seed });
    const page = (await host.get(AUDITOR, '/samples?limit=1')).body as { items: object[]; next: string };
    expect([page.items.length, page.next]).toEqual([1, '/api/v1/samples?limit=1&offset=1']);
  });

  it('is drawn again the same, and gone through', async () => {
    const { id, items } = await drawn();
    const again = await host.post(AUDITOR, `/samples/${id}/drawing-again`);
    expect([again.status, again.body.isSame]).toEqual([200, true]);
    const done = await host.post(AUDITOR, `/samples/${id}/records/${items[0]!.position}/in-order`);
    expect([done.status, done.body]).toEqual([200, { id, href: `/api/v1/samples/${id}` }]);
    const { body } = await host.get(AUDITOR, `/samples/${id}`);
    expect((body.items as Item[]).map(({ result }) => result)).toEqual(['in-order', null]);
  });

  it.each([
    [{ size: 0 }, 422, 'audit/sample-size'],
    [{ size: 1.5 }, 400, 'api/invalid-request'],
    [{ seed: '' }, 422, 'audit/sample-seed'],
    [{ to: '2019-01-01' }, 422, 'audit/sample-period'],
    [{ from: '2001-01-01', to: '2001-01-02' }, 422, 'audit/nothing-to-draw'],
    [{ strata: 'everything' }, 400, 'api/invalid-request'],
  ])('is refused with %j', async (wrong, status, code) => {
    const before = await entriesOf(host.app, 'SampleDrawn');
    const answer = await host.post(AUDITOR, '/samples', { ...PLAN, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await entriesOf(host.app, 'SampleDrawn')).toBe(before);
  });

  it('is nobody’s who does not audit, and not there for another partnership', async () => {
    const { id } = await drawn();
    expect((await host.post('police.officer', '/samples', PLAN)).status).toBe(403);
    expect((await host.get('council.manager', `/samples/${id}`)).status).toBe(200);
    for (const [who, path] of [
      ['northmoor-council.auditor', `/samples/${id}/drawing-again`],
      [AUDITOR, `/samples/${randomUUID()}/drawing-again`],
      [AUDITOR, `/samples/${id}/records/99/in-order`],
      [AUDITOR, `/samples/${id}/records/nonsense/in-order`],
    ] as const) {
      const answer = await host.post(who, path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'audit/no-such-sample']);
    }
  });
});

describe('a finding', () => {
  const officerOf = (agency: string) => (agency.includes('Constabulary') ? 'police.officer' : 'council.officer');
  const found = async (): Promise<{ id: string; agency: string }> => {
    const { items } = await drawn();
    const item = items.find(({ agency }) => /Constabulary|City Council/.test(agency))!;
    const { id } = (await host.post(AUDITOR, '/findings', { recordId: item.recordId, ...SAID })).body as { id: string };
    return { id, agency: item.agency };
  };
  const stateOf = async (id: string) => (await host.get(AUDITOR, `/findings/${id}`)).body.state as string;

  it('is recorded at a place of a sample, which is gone through by it', async () => {
    const { id: sampleId, items } = await drawn();
    const { position, recordId } = items[1]!;
    const recorded = await host.post(AUDITOR, '/findings', { sampleId, position, rule: 'no-grounds', ...SAID });
    const { id } = recorded.body as { id: string };
    expect([recorded.status, recorded.body.href]).toEqual([201, `/api/v1/findings/${id}`]);
    expect((await host.get(AUDITOR, `/findings/${id}`)).body).toMatchObject({ recordId, rule: 'no-grounds', ...SAID });
    const sample = (await host.get(AUDITOR, `/samples/${sampleId}`)).body as { items: Item[] };
    expect(sample.items[1]!.result).toBe('finding');
    expect(await newestFacts(host.app, 'FindingRecorded')).toMatchObject({ recordId, sampleId, severity: 'medium' });
  });

  it('is answered by its agency, asked again, answered again and closed', async () => {
    const { id, agency } = await found();
    const officer = officerOf(agency);
    const step = async (who: string, name: string, body: object) => {
      const answer = await host.post(who, `/findings/${id}/${name}`, body);
      expect([name, answer.status, answer.body]).toEqual([name, 200, { id, href: `/api/v1/findings/${id}` }]);
      return stateOf(id);
    };
    expect(await step(officer, 'answer', { words: 'Corrected.' })).toBe('answered');
    expect(await step(AUDITOR, 'reopening', { words: 'Which one?', followUpOn: '2030-03-01' })).toBe('open');
    expect(await step(officer, 'answer', { words: 'Both.' })).toBe('answered');
    expect(await step(AUDITOR, 'closing', { words: 'Seen.' })).toBe('closed');
    const late = await host.post(AUDITOR, `/findings/${id}/closing`, { words: 'Again.' });
    expect([late.status, late.body.code, late.body.clause]).toEqual([409, 'audit/finding-not-now', 'ISA-22']);
  });

  it('is the business of its agency and of auditors alone', async () => {
    const { id, agency } = await found();
    const foreign = officerOf(agency) === 'police.officer' ? 'council.officer' : 'police.officer';
    const answer = await host.post(foreign, `/findings/${id}/answer`, { words: 'Not ours.' });
    expect([answer.status, answer.body.code]).toEqual([404, 'audit/no-such-finding']);
    expect((await host.get(foreign, `/findings/${id}`)).status).toBe(404);
    expect((await host.post(officerOf(agency), `/findings/${id}/closing`, { words: 'Done.' })).status).toBe(403);
    expect(await stateOf(id)).toBe('open');
  });

  it.each([
    [{}, 404, 'audit/no-such-record'],
    [{ recordId: randomUUID() }, 404, 'audit/no-such-record'],
    [{ sampleId: randomUUID(), position: 1 }, 404, 'audit/no-such-sample'],
    [{ recordId: randomUUID(), severity: 'grave' }, 400, 'api/invalid-request'],
    [{ recordId: randomUUID(), words: ' ' }, 422, 'audit/finding-words'],
    [{ recordId: randomUUID(), followUpOn: '2020-01-01' }, 422, 'audit/finding-follow-up'],
  ])('is refused with %j', async (wrong, status, code) => {
    const before = await entriesOf(host.app, 'FindingRecorded');
    const answer = await host.post(AUDITOR, '/findings', { ...SAID, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await entriesOf(host.app, 'FindingRecorded')).toBe(before);
  });
});
