import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import {
  CollectionService,
  ExchangeQueries,
  ReleaseService,
  SubmissionCheckService,
  SubmissionService,
  SubmissionWaker,
} from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { SettableClock } from '../support/clock.js';
import { arriving, as, entriesOf, newestFacts } from '../support/people.js';
import { CANARIES, streetMonth, type StreetRows } from '../support/street-month.js';

let started: TestApplication;
let police: Actor;
let council: Actor;
const clock = new SettableClock('2026-11-20T09:00:00Z');

const upload = async (text: string, datasetId = 'POL-2', actor = police) =>
  started.app.get(SubmissionService).receive(actor, { datasetId, fileName: 'month.csv', body: arriving(text) });

async function checked(groups: StreetRows[]): Promise<string> {
  const received = await upload(streetMonth(groups));
  if (!received.ok) throw new Error(received.refusal.message);
  await started.app.get(SubmissionCheckService).check(received.value.id);
  return received.value.id;
}

const view = (id: string, actor = police) =>
  started.app.get(ExchangeQueries).submission(actor.partnershipId, actor.agencyId, id);

beforeAll(async () => {
  started = await startModule(DemonstrationModule, clock);
  await loadDemonstration(started.app);
  police = await as(started.app, 'police.steward');
  council = await as(started.app, 'council.officer');
});
afterAll(() => started.close());

describe('ISA-9: a file becomes a release only by way of the gate', () => {
  it('is checked, released and collected, and every step leaves its entry', async () => {
    const before = await entriesOf(started.app);
    const id = await checked([{ rows: 40 }, { area: '2A', rows: 30 }]);
    expect(await view(id)).toMatchObject({ state: 'checked', rowsRead: 70, report: { rowsReleasable: 70 } });
    const released = await started.app.get(ReleaseService).release(police, id, 'identifying-areas');
    if (!released.ok) throw new Error(released.refusal.message);
    const handover = await started.app.get(CollectionService).collect(council, released.value.id, 'csv', {});
    if (!handover.ok) throw new Error(handover.refusal.message);
    const text = [...handover.value.content].join('');
    expect(text.trim().split('\n')).toHaveLength(71);
    expect(text).toContain('POL-2,2019-03,month,E01017011,lsoa,burglary,identifying-areas,1');
    expect(await entriesOf(started.app)).toBe(before + 4);
    expect(await newestFacts(started.app, 'ReleaseMade')).toMatchObject({
      contentSha256: createHash('sha256').update(text).digest('hex'),
    });
    expect(await newestFacts(started.app, 'ReleaseCollected')).toMatchObject({
      purpose: 'identifying-areas',
      rows: 70,
    });
  });

  it('keeps nothing of a file whose rows cannot be depersonalised, and says so with the clause', async () => {
    const id = await checked([{ month: '2019-06', rows: 3 }]);
    const found = await view(id);
    expect(found).toMatchObject({ state: 'refused', refusal: { clause: 'ISA-9' }, report: null });
    const cells = await started.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 });
    expect(cells.cells).toEqual([]);
  });

  it('does not release what has not passed', async () => {
    const id = await checked([{ month: '2019-07', rows: 3 }]);
    expect(await started.app.get(ReleaseService).release(police, id, 'strategic-planning')).toMatchObject({
      refusal: { code: 'exchange/not-now', clause: 'ISA-9' },
    });
  });

  it('refuses at release when the stored cells no longer are what the gate passed', async () => {
    const id = await checked([
      { month: '2019-08', rows: 20 },
      { month: '2019-08', area: '2A', rows: 30 },
    ]);
    await started.app
      .get(DataSource)
      .query(`UPDATE depersonalised_cell SET row_count = 19 WHERE submission_id = $1 AND row_count = 20`, [id]);
    expect(await started.app.get(ReleaseService).release(police, id, 'strategic-planning')).toMatchObject({
      refusal: { code: 'depersonalisation/gate-mismatch', clause: 'ISA-9' },
    });
    expect(await newestFacts(started.app, 'ReleaseRefused')).toMatchObject({ code: 'depersonalisation/gate-mismatch' });
    expect((await view(id))?.state).toBe('checked');
  });

  it('refuses a corrected file that would reveal a row by subtraction', async () => {
    const first = await checked([
      { month: '2019-09', rows: 20 },
      { month: '2019-09', area: '2A', rows: 30 },
    ]);
    expect((await started.app.get(ReleaseService).release(police, first, 'strategic-planning')).ok).toBe(true);
    const second = await checked([
      { month: '2019-09', rows: 19 },
      { month: '2019-09', area: '2A', rows: 30 },
    ]);
    expect(await started.app.get(ReleaseService).release(police, second, 'strategic-planning')).toMatchObject({
      refusal: { code: 'depersonalisation/differencing-cell', clause: 'ISA-9' },
    });
  });

  it('marks a suppressed cell as such: not 0 and not missing', async () => {
    const id = await checked([
      { month: '2019-10', rows: 100 },
      { month: '2019-10', area: '2A', rows: 100 },
      { month: '2019-10', area: '3A', rows: 4 },
      { month: '2019-10', area: '4A', rows: 4 },
    ]);
    const page = await started.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 });
    expect(page.totals).toEqual({ rows: 200, cells: 4, suppressedCells: 2 });
    expect(page.cells.map(({ rows }) => rows)).toEqual([100, 100, null, null]);
  });
});

describe('what a dataset may not hold is never at rest', () => {
  it('is in no table and not in the spool, neither before nor after the check', async () => {
    const received = await upload(streetMonth([{ month: '2019-11', rows: 50 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    const canaries = [CANARIES.crimeId + '0', CANARIES.street, CANARIES.longitude];
    expect(await tablesHolding(started.app.get(DataSource), canaries)).toEqual([]);
    expect(readdirSync(started.spoolDir)).toContain(received.value.id);
    await started.app.get(SubmissionCheckService).check(received.value.id);
    expect(await tablesHolding(started.app.get(DataSource), canaries)).toEqual([]);
    expect(readdirSync(started.spoolDir)).not.toContain(received.value.id);
  });

  it('the search itself finds a canary that is there', async () => {
    await started.app
      .get(DataSource)
      .query(`UPDATE officer SET name = 'Canary Wharf Lane' WHERE email = 'ferries.officer@demo.example'`);
    expect(await tablesHolding(started.app.get(DataSource), [CANARIES.street])).toEqual(['public.officer']);
  });
});

describe('ISA-11: the same file is taken once', () => {
  it('refuses it the second time, and takes it again once the first was withdrawn', async () => {
    const text = streetMonth([{ month: '2019-12', rows: 60 }]);
    const first = await upload(text);
    if (!first.ok) throw new Error(first.refusal.message);
    expect(await upload(text)).toMatchObject({ refusal: { code: 'exchange/same-file-twice', clause: 'ISA-11' } });
    await started.app.get(SubmissionCheckService).check(first.value.id);
    expect(await started.app.get(ReleaseService).withdraw(police, first.value.id, '')).toMatchObject({
      refusal: { code: 'exchange/reason-missing' },
    });
    expect((await started.app.get(ReleaseService).withdraw(police, first.value.id, 'wrong month')).ok).toBe(true);
    expect((await upload(text)).ok).toBe(true);
  });

  it('takes it once when it arrives twice at the same moment', async () => {
    const text = streetMonth([{ month: '2020-01', rows: 60 }]);
    const answers = await Promise.all([upload(text), upload(text), upload(text)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('ISA-19: an agency gives in the datasets that it holds', () => {
  it('refuses another agency’s dataset, citing its paragraph', async () => {
    const steward = await as(started.app, 'council.steward');
    expect(await upload(streetMonth([{ rows: 20 }]), 'POL-2', steward)).toMatchObject({
      refusal: { code: 'exchange/not-your-dataset', clause: 'SI-2' },
    });
    expect(await newestFacts(started.app, 'UploadRefused')).toMatchObject({ code: 'exchange/not-your-dataset' });
  });

  it('leaves out rows that lie outside the partnership’s area', async () => {
    const id = await checked([
      { month: '2020-02', rows: 30 },
      { month: '2020-02', district: 'Winchester', area: '9A', rows: 7 },
    ]);
    expect(await view(id)).toMatchObject({ report: { rowsIn: 37, rowsOutsideArea: 7, rowsReleasable: 30 } });
  });
});

describe('partnerships never see each other', () => {
  it('answers as if the other’s submissions and releases did not exist', async () => {
    const stranger = await as(started.app, 'northmoor-police.steward');
    const queries = started.app.get(ExchangeQueries);
    const [ours] = await queries.releases(police.partnershipId);
    expect(await queries.release(stranger.partnershipId, ours!.id)).toBeNull();
    expect(await queries.releases(stranger.partnershipId)).toHaveLength(1);
    expect(await view(ours!.submissionId, stranger)).toBeNull();
    expect(await started.app.get(ReleaseService).withdraw(stranger, ours!.submissionId, 'mine')).toMatchObject({
      refusal: { code: 'exchange/no-such-submission', clause: 'ISA-26' },
    });
    expect(await started.app.get(CollectionService).collect(stranger, ours!.id, 'csv', {})).toMatchObject({
      refusal: { code: 'exchange/no-such-release', clause: 'ISA-26' },
    });
  });
});

describe('a worker that dies', () => {
  it('loses its file to the next one, which finishes it once', async () => {
    const received = await upload(streetMonth([{ month: '2020-03', rows: 80 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    const { id } = received.value;
    await started.app
      .get(DataSource)
      .query(`UPDATE submission SET state = 'checking', attempts = 1, lease_until = $2 WHERE id = $1`, [
        id,
        new Date(clock.now().getTime() + 10_000),
      ]);
    const checks = started.app.get(SubmissionCheckService);
    expect(await checks.check(id)).toBe('not-mine');
    clock.advance({ seconds: 11 });
    expect(await started.app.get(SubmissionWaker).sweep()).toBeGreaterThanOrEqual(1);
    const outcomes = await Promise.all([checks.check(id), checks.check(id), checks.check(id)]);
    expect(outcomes.sort()).toEqual(['checked', 'not-mine', 'not-mine']);
    expect(await view(id)).toMatchObject({ state: 'checked' });
  });

  it('is not followed for ever: a file that stops every worker is refused', async () => {
    const received = await upload(streetMonth([{ month: '2020-04', rows: 80 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    await started.app.get(DataSource).query(`UPDATE submission SET attempts = 5 WHERE id = $1`, [received.value.id]);
    expect(await started.app.get(SubmissionCheckService).check(received.value.id)).toBe('refused');
    expect(await view(received.value.id)).toMatchObject({ refusal: { code: 'exchange/could-not-be-checked' } });
  });
});

/** The tables of every schema, the queue’s included, that hold one of some texts anywhere. */
async function tablesHolding(dataSource: DataSource, texts: string[]): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const [row] = await dataSource.query<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text LIKE ANY ($1) OR convert_from(convert_to(t::text, 'UTF8'), 'LATIN1') LIKE ANY ($1)`,
      [texts.map((text) => `%${text}%`)],
    );
    if (row.n > 0) holding.push(name);
  }
  return holding;
}
