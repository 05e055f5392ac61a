import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SubmissionCheckService } from '@broker/exchange';
import { CheckpointService, faultOfProof, LedgerService, openProof, ProofFilesService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { asOwner } from '../../support/as-owner.js';
import { ApiHost, csvOf, UPLOAD_BYTES_MAX } from '../../support/api-host.js';

const STEWARD = 'police.steward';
const COUNCIL = 'council.officer';

let host: ApiHost;
const count = async (sql: string, parameters: unknown[] = []): Promise<number> => {
  const [row] = await host.app.get(DataSource).query<{ count: string }[]>(`SELECT count(*) ${sql}`, parameters);
  return Number(row?.count);
};
const check = (id: string) => host.app.get(SubmissionCheckService).check(id);

/** Asks for a token with a body of any kind. */
const askToken = (type: string, body: string) =>
  host.anonymous.post('/api/v1/tokens').set('Content-Type', type).send(body);

/** Uploads and checks a month as the police. */
async function checkedMonth(month: string): Promise<string> {
  const { id } = (await host.upload(STEWARD, csvOf(month))).body as { id: string };
  expect(await check(id)).toBe('checked');
  return id;
}

beforeAll(async () => {
  host = await ApiHost.start();
});
afterAll(() => host?.stop());

describe('from a file to a proof, by machines alone', () => {
  let submission: string;
  let release: string;

  it('takes a file in and says where to look', async () => {
    const answer = await host.upload(STEWARD, csvOf('2019-04'));
    expect(answer.status).toBe(202);
    submission = (answer.body as { id: string }).id;
    expect(answer.body).toEqual({ id: submission, href: `/api/v1/submissions/${submission}` });
    const waiting = await host.get(STEWARD, `/submissions/${submission}`);
    expect(waiting.body).toMatchObject({ state: 'received', fileName: 'month.csv', report: null, releaseId: null });
  });

  it('tells the steward what the check found', async () => {
    await check(submission);
    const { body } = await host.get(STEWARD, `/submissions/${submission}`);
    expect(body).toMatchObject({ state: 'checked', periodFrom: '2019-04', progress: { rowsRead: 2000 } });
    expect(body.report.rowsIn).toBe(2000);
  });

  it('releases it for a purpose of the agreement', async () => {
    const agreement = await host.get(STEWARD, '/agreement');
    expect(agreement.body.signatories.length).toBeGreaterThan(1);
    const purpose = agreement.body.purposes[0].id as string;
    const answer = await host.post(STEWARD, `/submissions/${submission}/release`, { purpose });
    expect(answer.status).toBe(201);
    release = (answer.body as { id: string }).id;
  });

  it('tells a partner nothing but what may be told', async () => {
    const { body } = await host.get(COUNCIL, `/releases/${release}`);
    expect(body.report.suppressedRowsRounded % 10).toBe(0);
    for (const secret of [
      'sample',
      'refusals',
      'rowsIn',
      'rowsSuppressed',
      'rowsOutsideArea',
      'stepsTried',
      'before',
    ]) {
      expect(JSON.stringify(body)).not.toContain(`"${secret}"`);
    }
  });

  it('pages through the cells, marks the suppressed ones and adds up', async () => {
    const cells: { rows: number | string }[] = [];
    let next: string | null = `/releases/${release}/cells?limit=50`;
    let totals = { rows: 0, cells: 0, suppressedCells: 0 };
    while (next) {
      const { body }: { body: { items: typeof cells; next: string | null; totals: typeof totals } } = await host.get(
        COUNCIL,
        next,
      );
      cells.push(...body.items);
      totals = body.totals;
      next = body.next?.replace('/api/v1', '') ?? null;
    }
    expect(cells).toHaveLength(totals.cells);
    expect(cells.filter(({ rows }) => rows === '[c]')).toHaveLength(totals.suppressedCells);
    expect(totals.suppressedCells).toBeGreaterThan(0);
    expect(cells.reduce((sum, { rows }) => sum + (typeof rows === 'number' ? rows : 0), 0)).toBe(totals.rows);
    const some = await host.get(COUNCIL, `/releases/${release}/cells?category=burglary&limit=1`);
    expect(some.body.totals.cells).toBeLessThan(totals.cells);
    expect(some.body.next).toContain('category=burglary');
  });

  it('hands the file over with its purpose, and remembers who has it', async () => {
    const answer = await host.post(COUNCIL, `/releases/${release}/collections`, { format: 'csv' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'broker-agreement-version': '1',
      'content-type': expect.stringContaining('text/csv'),
    });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="POL-2_2019-04_2019-04_.*\.csv"$/);
    const { body } = await host.get(COUNCIL, `/releases/${release}`);
    expect(answer.text.trimEnd().split('\n')).toHaveLength(body.rows + 1);
    expect(answer.headers['broker-purpose']).toBe(body.purpose.id);
    const collections = await host.get(STEWARD, `/releases/${release}/collections`);
    expect(collections.body.items).toMatchObject([{ id: answer.headers['broker-collection-id'], rows: body.rows }]);
  });

  it('ISA-9: certifies the release: the file that partners hold, and the entry of the ledger, bear it out', async () => {
    const { body } = await host.get(COUNCIL, `/releases/${release}/certificate`);
    const file = await host.post(COUNCIL, `/releases/${release}/collections`, { format: 'csv' });
    expect(body).toMatchObject({
      clause: 'ISA-9',
      release: { id: release },
      evidence: { event: 'ReleaseMade', contentSha256: createHash('sha256').update(file.text).digest('hex') },
      risk: { smallestGroup: body.smallestGroup, rows: body.release.rows, prosecutor: { rowsAtRiskShare: 0 } },
    });
    expect(JSON.stringify(body)).not.toMatch(/"(before|meanRelativeError|rowsSuppressed|discernibility|finerStep)"/);
    const entries = await host.get(COUNCIL, `/releases/${release}/entries`);
    const made = (entries.body.items as { event: string; eventId: string }[]).find(
      ({ event }) => event === 'ReleaseMade',
    );
    expect(body.evidence.eventId).toBe(made?.eventId);
    expect((await host.get('northmoor-police.steward', `/releases/${release}/certificate`)).status).toBe(404);
  });

  it('hands over a part as NDJSON', async () => {
    const answer = await host.post(COUNCIL, `/releases/${release}/collections`, {
      format: 'ndjson',
      category: 'burglary',
    });
    const rows = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { category: string });
    expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(['burglary']));
  });

  it('proves each of these acts, once the log has placed them', async () => {
    const { body } = await host.get(COUNCIL, `/releases/${release}/entries`);
    const [newest] = body.items as { eventId: string; event: string; proofHref: string }[];
    expect(newest?.event).toBe('ReleaseCollected');
    const early = await host.get(COUNCIL, `/ledger/entries/${newest?.eventId}/proof`);
    expect([early.status, early.body.code]).toEqual([409, 'ledger/not-yet']);
    await host.app.get(LedgerService).sequencePending();
    const proof = await host.get(COUNCIL, `/ledger/entries/${newest?.eventId}/proof`);
    expect(faultOfProof(proof.body)).toBeNull();
    expect((await host.get(COUNCIL, '/ledger/head')).body.rootHash).toBe(proof.body.rootHash);
    const unsigned = await host.get(COUNCIL, `/ledger/entries/${newest?.eventId}/proof-file`);
    expect([unsigned.status, unsigned.body.code]).toEqual([409, 'ledger/not-yet']);
    await host.app.get(CheckpointService).signNewest();
    const file = await host.get(COUNCIL, `/ledger/entries/${newest?.eventId}/proof-file`);
    const policy = await host.app.get(ProofFilesService).policyOf(null);
    expect(openProof(file.text, policy!)).toMatchObject({ checkpoint: { origin: policy!.logKeys[0]!.name } });
    const hidden = await host.get('northmoor-police.steward', `/ledger/entries/${newest?.eventId}/proof-file`);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'ledger/no-such-entry']);
    const foreign = await host.get('northmoor-police.steward', `/ledger/entries/${newest?.eventId}/proof`);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'ledger/no-such-entry']);
    const own = await host.get(STEWARD, `/submissions/${submission}/entries`);
    expect(own.body.items.map(({ event }: { event: string }) => event)).toEqual([
      'SubmissionChecked',
      'SubmissionReceived',
    ]);
    const address = own.body.items[0].proofHref.replace('/api/v1', '') as string;
    const partner = await host.get(COUNCIL, address);
    expect([partner.status, partner.body.code]).toEqual([404, 'ledger/no-such-entry']);
    expect((await host.get(STEWARD, address)).status).toBe(200);
  });

  it('withdraws what is not to be released', async () => {
    const id = await checkedMonth('2019-05');
    const answer = await host.post(STEWARD, `/submissions/${id}/withdrawal`, { reason: 'The wrong month.' });
    expect([answer.status, answer.body]).toEqual([200, { id, href: `/api/v1/submissions/${id}` }]);
    const { body } = await host.get(STEWARD, `/submissions/${id}`);
    expect(body).toMatchObject({ state: 'withdrawn', decisionReason: 'The wrong month.' });
  });

  it('lists pages with the way to the next', async () => {
    const first = await host.get(STEWARD, '/submissions?limit=1');
    expect(first.body.items).toHaveLength(1);
    expect(first.body.next).toBe('/api/v1/submissions?limit=1&offset=1');
    const last = await host.get(STEWARD, '/submissions?limit=200');
    expect(last.body.next).toBeNull();
    expect((await host.get(COUNCIL, '/releases?limit=1')).body.next).toBe('/api/v1/releases?limit=1&offset=1');
    const datasets = await host.get(COUNCIL, '/datasets');
    expect(datasets.body.items.map(({ id }: { id: string }) => id)).toContain('POL-2');
    expect((await host.get(COUNCIL, '/datasets/POL-2')).body.policy.k).toBe(5);
  });
});

describe('a repeated request', () => {
  it('gets the same answer and uploads nothing', async () => {
    const key = randomUUID();
    const first = await host.upload(STEWARD, csvOf('2019-06'), { key });
    const before = await count('FROM submission');
    const again = await host.upload(STEWARD, csvOf('2019-06'), { key });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await count('FROM submission')).toBe(before);
  });

  it('gets the same refusal', async () => {
    const id = await checkedMonth('2019-07');
    const key = randomUUID();
    const body = { purpose: 'curiosity' };
    const first = await host.post(STEWARD, `/submissions/${id}/release`, body, key);
    const again = await host.post(STEWARD, `/submissions/${id}/release`, body, key);
    expect([first.status, first.body.code]).toEqual([422, 'exchange/no-such-purpose']);
    expect([again.status, again.body, again.type]).toEqual([422, first.body, 'application/problem+json']);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('gets the same file, which is recorded once', async () => {
    const { body } = await host.get(COUNCIL, '/releases?limit=1');
    const address = `/releases/${body.items[0].id}/collections`;
    const key = randomUUID();
    const first = await host.post(COUNCIL, address, { format: 'csv' }, key);
    const before = await count('FROM collection');
    const again = await host.post(COUNCIL, address, { format: 'csv' }, key);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers['broker-collection-id']).toBe(first.headers['broker-collection-id']);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await count('FROM collection')).toBe(before);
    expect((await host.post(COUNCIL, address, { format: 'ndjson' }, key)).status).toBe(422);
  });

  it('is known by its sender: another officer’s key is another key', async () => {
    const { body } = await host.get(COUNCIL, '/releases?limit=1');
    const address = `/releases/${body.items[0].id}/collections`;
    const key = randomUUID();
    await host.post(COUNCIL, address, { format: 'csv' }, key);
    const other = await host.post('health.officer', address, { format: 'csv' }, key);
    expect([other.status, other.headers['idempotency-replayed']]).toEqual([200, undefined]);
  });

  it('waits while the first is under way; one that died with its process is taken over after an hour', async () => {
    const id = await checkedMonth('2019-08');
    const [key, body] = [randomUUID(), { reason: 'The wrong month.' }];
    const address = `/submissions/${id}/withdrawal`;
    await host.post(STEWARD, address, body, key);
    const under = 'UPDATE idempotent_answer SET status = NULL, body = NULL';
    await host.app.get(DataSource).query(`${under} WHERE key = $1`, [key]);
    const early = await host.post(STEWARD, address, body, key);
    expect([early.status, early.body.code]).toEqual([409, 'api/still-under-way']);
    await host.app.get(DataSource).query(`${under}, created_at = now() - interval '2 hours' WHERE key = $1`, [key]);
    const later = await host.post(STEWARD, address, body, key);
    expect([later.status, later.body.code]).toEqual([409, 'exchange/not-now']);
  });

  it('is free again when the first was not understood', async () => {
    const id = await checkedMonth('2019-09');
    const key = randomUUID();
    expect((await host.post(STEWARD, `/submissions/${id}/withdrawal`, { why: 'x' }, key)).status).toBe(400);
    expect((await host.post(STEWARD, `/submissions/${id}/withdrawal`, { reason: 'Wrong.' }, key)).status).toBe(200);
  });

  it('is free again when the first met a fault of the broker, of which nothing is told', async () => {
    const id = await checkedMonth('2019-10');
    const key = randomUUID();
    const dataSource = host.app.get(DataSource);
    await asOwner(dataSource, 'ALTER TABLE submission RENAME COLUMN decision_reason TO hidden');
    const fault = await host.post(STEWARD, `/submissions/${id}/withdrawal`, { reason: 'Wrong.' }, key);
    await asOwner(dataSource, 'ALTER TABLE submission RENAME COLUMN hidden TO decision_reason');
    expect([fault.status, fault.body.code]).toEqual([500, 'api/fault']);
    expect(JSON.stringify(fault.body)).not.toMatch(/column|decision/);
    expect((await host.post(STEWARD, `/submissions/${id}/withdrawal`, { reason: 'Wrong.' }, key)).status).toBe(200);
  });

  it('of two at once only one does the work', async () => {
    const id = await checkedMonth('2019-11');
    const key = randomUUID();
    const send = () => host.post(STEWARD, `/submissions/${id}/release`, { purpose: 'strategic-planning' }, key);
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(await count('FROM release WHERE submission_id = $1', [id])).toBe(1);
  });
});

describe('a refusal', () => {
  it('is a problem with its clause and mend', async () => {
    const answer = await host.get(COUNCIL, `/releases/${randomUUID()}`);
    expect([answer.status, answer.type]).toEqual([404, 'application/problem+json']);
    expect(answer.body).toMatchObject({
      type: '/problems/exchange/no-such-release',
      title: 'No such release',
      status: 404,
      code: 'exchange/no-such-release',
      clause: 'ISA-26',
      mend: expect.any(String),
      instance: expect.stringMatching(/^\/api\/v1\/releases\//),
    });
  });

  it('of what is another’s stands in the log', async () => {
    const before = await count(`FROM ledger_entry WHERE event = 'AccessRefused'`);
    const { body } = await host.get(COUNCIL, '/releases?limit=1');
    const id = body.items[0].id as string;
    expect((await host.get('northmoor-police.steward', `/releases/${id}`)).status).toBe(404);
    expect((await host.get('northmoor-police.steward', `/releases/${id}/cells`)).status).toBe(404);
    expect((await host.post('northmoor-police.steward', `/releases/${id}/collections`, { format: 'csv' })).status).toBe(
      404,
    );
    expect(await count(`FROM ledger_entry WHERE event = 'AccessRefused'`)).toBe(before + 3);
  });

  it.each([
    ['council.auditor', 'GET', '/submissions', 403, 'identity/not-your-role'],
    ['voluntary.officer', 'GET', '/releases', 403, 'agreement/not-signed'],
    ['ferries.officer', 'GET', '/releases', 403, 'agreement/not-a-signatory'],
    [COUNCIL, 'GET', '/submissions/not-a-uuid', 404, 'exchange/no-such-submission'],
    [COUNCIL, 'GET', '/datasets/XYZ-9', 404, 'exchange/no-such-dataset'],
    [COUNCIL, 'GET', '/releases?limit=0', 400, 'api/invalid-request'],
    [COUNCIL, 'GET', '/releases?colour=red', 400, 'api/invalid-request'],
    [COUNCIL, 'GET', '/nothing', 404, 'api/no-such-address'],
    [COUNCIL, 'GET', '/releases/%E0%A4%A', 404, 'api/no-such-address'],
    [STEWARD, 'POST', '/submissions/not-a-uuid/release', 404, 'exchange/no-such-submission'],
    [STEWARD, 'POST', '/submissions', 415, 'api/wrong-content-type'],
  ])('%s %s %s: %i %s', async (officer, method, address, status, code) => {
    const body = { purpose: 'strategic-planning' };
    const answer = method === 'GET' ? await host.get(officer, address) : await host.post(officer, address, body);
    expect([answer.status, answer.body.code, answer.type]).toEqual([status, code, 'application/problem+json']);
  });

  it('names each field that is wrong, and no value', async () => {
    const wrong = { email: 'nobody-at-all', passwrd: 'geheim' };
    const { status, body } = await host.anonymous.post('/api/v1/tokens').send(wrong);
    expect(status).toBe(400);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['email', 'password', 'passwrd']);
    expect(JSON.stringify(body)).not.toMatch(/nobody-at-all|geheim/);
  });

  it('meets a body that cannot be read', async () => {
    const answers = [
      await askToken('application/json', '{"email":'),
      await askToken('application/json', JSON.stringify({ email: 'x'.repeat(200_000) })),
      await askToken('application/x-www-form-urlencoded', 'email=a'),
    ];
    expect(answers.map(({ status, type }) => `${status} ${type}`)).toEqual(
      [400, 413, 415].map((status) => `${status} application/problem+json`),
    );
  });

  it.each([undefined, '', 'ein Schlüssel', 'with blank', 'x'.repeat(201)])('asks for a key: %s', async (key) => {
    const address = `/api/v1/submissions/${randomUUID()}/release`;
    let sent = host.anonymous.post(address).auth(await host.tokenOf(STEWARD), { type: 'bearer' });
    if (key !== undefined) sent = sent.set('Idempotency-Key', Buffer.from(key).toString('latin1'));
    const answer = await sent.send({ purpose: 'strategic-planning' });
    expect([answer.status, answer.body.code]).toEqual([400, 'api/idempotency-key-missing']);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['of another layout', 'a,b\n1,2\n', 'POL-2', 422],
    ['that is empty', '', 'POL-2', 422],
    ['of no dataset', csvOf('2019-12'), 'XYZ-9', 404],
    ['too large', `${csvOf('2019-12', 20)}${'x'.repeat(4 * UPLOAD_BYTES_MAX)}`, 'POL-2', 413],
  ])('%s', async (_, csv, dataset, status) => {
    const answer = await host.upload(STEWARD, csv, { dataset });
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
  });

  it('the second time, and by an agency that does not hold the dataset', async () => {
    const first = await host.upload(STEWARD, csvOf('2020-01'));
    expect(first.status).toBe(202);
    const second = await host.upload(STEWARD, csvOf('2020-01'));
    expect([second.status, second.body.code]).toEqual([409, 'exchange/same-file-twice']);
    const other = await host.upload('health.steward', csvOf('2020-01'));
    expect([other.status, other.body.code]).toEqual([403, 'exchange/not-your-dataset']);
  });

  it('in its middle leaves the connection as good as it was', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (method: string, address: string, body = '') => {
      const headers = {
        Authorization: `Bearer ${await host.tokenOf(STEWARD)}`,
        'Idempotency-Key': randomUUID(),
        'Content-Type': 'text/csv',
      };
      const sending = http.request(`${host.address}/api/v1${address}`, { method, headers, agent });
      sending.end(body);
      const closed = once(sending, 'close');
      const [answer] = (await once(sending, 'response')) as [http.IncomingMessage];
      answer.resume();
      await closed;
      return [answer.statusCode, sending.reusedSocket];
    };
    const large = `${csvOf('2019-12', 20)}${'x'.repeat(4 * UPLOAD_BYTES_MAX)}`;
    expect(await ask('POST', '/submissions?dataset=POL-2&fileName=large.csv', large)).toEqual([413, false]);
    expect(await ask('GET', '/agreement')).toEqual([200, true]);
    agent.destroy();
  });

  it('because it broke off leaves nothing behind, and its key free', async () => {
    const key = randomUUID();
    const before = await count('FROM submission');
    const headers = {
      Authorization: `Bearer ${await host.tokenOf(STEWARD)}`,
      'Idempotency-Key': key,
      'Content-Type': 'text/csv',
      'Content-Length': '1000000',
    };
    const address = `${host.address}/api/v1/submissions?dataset=POL-2&fileName=month.csv`;
    const sending = http.request(address, { method: 'POST', headers });
    const ended = once(sending, 'error');
    sending.write(csvOf('2020-03'));
    while ((await count('FROM idempotent_answer WHERE key = $1', [key])) === 0) continue;
    sending.destroy();
    await ended;
    let again = await host.upload(STEWARD, csvOf('2020-03'), { key });
    while (again.body.code === 'api/still-under-way') again = await host.upload(STEWARD, csvOf('2020-03'), { key });
    expect(again.status).toBe(202);
    expect(await count('FROM submission')).toBe(before + 1);
  });

  it('by its check, tells why at its address', async () => {
    const csv = csvOf('2020-02').replace(',Burglary,', ',QQ123456C,');
    const { body } = await host.upload(STEWARD, csv);
    await check(body.id as string);
    const found = await host.get(STEWARD, `/submissions/${body.id}`);
    expect(found.body.state === 'refused' ? found.body.refusal : found.body.report.refusals).toBeTruthy();
  });
});
