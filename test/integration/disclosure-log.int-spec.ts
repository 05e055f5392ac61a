import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EXCEPTION_RULES,
  exceptionsOf,
  LogExportService,
  LogOpeningService,
  LogQueries,
  SampleQueries,
  SampleService,
  drawSample,
  type LogFilter,
  type LogRow,
} from '@broker/audit';
import { RequestService } from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { asOwner } from '../support/as-owner.js';
import { DisclosureRoad } from '../support/disclosure-road.js';
import { entriesOf, newestFacts } from '../support/people.js';
import { ANSWERS } from '../support/requests.js';

let road: DisclosureRoad;
let log: LogQueries;
beforeAll(async () => {
  road = await DisclosureRoad.open();
  log = road.app.get(LogQueries);
});
afterAll(() => road.close());

const AUDITOR = 'council.auditor';
const page = (filter: LogFilter = {}, who = AUDITOR, limit = 100, after = '') =>
  road.as(who, (actor) => log.page(actor, filter, { limit, after }));
const rows = async (filter: LogFilter = {}, who = AUDITOR): Promise<LogRow[]> => (await page(filter, who)).rows;
const references = async (filter: LogFilter): Promise<(string | null)[]> =>
  (await rows(filter)).map(({ reference }) => reference);
const referenceOf = async (id: string): Promise<string> => {
  const [row] = await road.database.query<[{ reference: string }]>(
    'SELECT reference FROM disclosure_record WHERE id = $1',
    [id],
  );
  return row.reference;
};

describe('the disclosure log', () => {
  it('lists every agency’s records, releases and collections of the partnership, newest first, and no other partnership’s', async () => {
    const { id } = await road.recorded();
    const found = await rows();
    expect(found.find((row) => row.id === id)).toMatchObject({
      kind: 'record',
      agency: 'Hampshire Constabulary',
      counterpart: 'Southampton City Council',
      outcome: 'disclosed',
      purpose: 'identifying-areas',
      gateway: 'cda-115',
      subjectRole: 'suspect',
    });
    expect(found.map(({ kind }) => kind)).toContain('release');
    const times = found.map(({ enteredAt }) => enteredAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const foreign = await rows({}, 'northmoor-council.auditor');
    expect(foreign.map(({ agency }) => agency)).not.toContain('Hampshire Constabulary');
    expect(foreign.length).toBeGreaterThan(0);
  });

  it('is wider than what the auditor’s own agency sees, and no wider for anybody who asks outside this room', async () => {
    const [row] = await road.as(AUDITOR, () =>
      road.database.query<[{ n: number }]>(
        `SELECT count(*)::int AS n FROM disclosure_record WHERE state = 'incomplete'`,
      ),
    );
    await road.quickLogged();
    const incomplete = (await rows()).filter(({ state }) => state === 'incomplete');
    expect(incomplete.length).toBeGreaterThan(row.n);
  });

  it('shows the same code for the same person and another for another, and never a name', async () => {
    const one = await road.recorded({ fullName: 'Jo Masked', dateOfBirth: '1990-02-03' });
    const same = await road.recorded({ fullName: 'Jo Masked', dateOfBirth: '1990-02-03' });
    const other = await road.recorded({ fullName: 'Jo Masked', dateOfBirth: '1991-02-03' });
    const found = await rows();
    const codeOf = (id: string) => found.find((row) => row.id === id)?.personCode;
    expect(codeOf(one.id)).toMatch(/^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}$/);
    expect(codeOf(same.id)).toBe(codeOf(one.id));
    expect(codeOf(other.id)).not.toBe(codeOf(one.id));
    expect(JSON.stringify(found)).not.toContain('Masked');
    const alike = (await rows({ samePersonAs: one.id })).map(({ id }) => id);
    expect(alike.toSorted()).toEqual([one.id, same.id].toSorted());
  });

  it('goes on where the page before ended, without a gap or a repetition', async () => {
    const all = (await rows()).map(({ id }) => id);
    const paged: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part: { rows: LogRow[]; next: string | null } = await page({}, AUDITOR, 2, after);
      paged.push(...part.rows.map(({ id }) => id));
      after = part.next;
    }
    expect(paged).toEqual(all);
    expect((await page({}, AUDITOR, 3, 'nonsense')).rows.map(({ id }) => id)).toEqual(all.slice(0, 3));
  });

  it('is narrowed by each part of the filter', async () => {
    const { id } = await road.recorded({ subjectRole: 'complainant', convictionData: true, consent: 'given' });
    const reference = await referenceOf(id);
    const council = await road.actor('council.officer');
    const police = await road.actor('police.officer');
    const hits: LogFilter[] = [
      { subjectRole: 'complainant' },
      { convictionData: true },
      { agency: police.agencyId, subjectRole: 'complainant' },
      { officer: police.officerId, convictionData: true },
      { gateway: 'cda-115', subjectRole: 'complainant' },
      { purpose: 'identifying-areas', subjectRole: 'complainant' },
      { outcome: 'disclosed', subjectRole: 'complainant' },
      { kind: 'record', subjectRole: 'complainant' },
      { late: false, subjectRole: 'complainant' },
      { from: '2026-11-20', to: '2026-11-20', subjectRole: 'complainant' },
    ];
    for (const filter of hits) expect([filter, (await references(filter)).includes(reference)]).toEqual([filter, true]);
    const misses: LogFilter[] = [
      { subjectRole: 'complainant', agency: council.agencyId },
      { subjectRole: 'complainant', officer: council.officerId },
      { subjectRole: 'complainant', gateway: 'consent' },
      { subjectRole: 'complainant', outcome: 'refused' },
      { subjectRole: 'complainant', late: true },
      { subjectRole: 'complainant', from: '2026-11-21' },
      { subjectRole: 'complainant', to: '2026-11-19' },
      { subjectRole: 'complainant', kind: 'release' },
      { subjectRole: 'complainant', dataset: 'POL-2' },
    ];
    for (const filter of misses)
      expect([filter, (await references(filter)).includes(reference)]).toEqual([filter, false]);
    const released = await rows({ dataset: 'POL-2' });
    expect(released.map(({ outcome }) => outcome)).toEqual(['released']);
    expect(await rows({ outcome: 'released' })).toEqual(released);
    expect(await rows({ outcome: 'collected' })).toEqual([]);
  });

  it('counts what a filter finds, and what each rule finds', async () => {
    const auditor = await road.actor(AUDITOR);
    expect(await log.count(auditor, {})).toEqual({ count: (await rows()).length, isMore: false });
    expect(await log.count(auditor, { gateway: 'strategy-protocol' })).toEqual({ count: 0, isMore: false });
    const counts = await log.exceptions(auditor, {});
    expect(counts.map(({ rule }) => rule)).toEqual(EXCEPTION_RULES.map(({ id }) => id));
    for (const { rule, count } of counts)
      expect([rule, (await rows({ exception: rule })).length]).toEqual([rule, count]);
  });
});

describe('the rules of exceptions', () => {
  it('find in the database what they find in code, whatever the facts', async () => {
    const quick = await road.quickLogged();
    const request = orThrow(
      await road.as('council.officer', async (actor) =>
        road.app.get(RequestService).sendAtOnce(actor, ANSWERS((await road.actor('police.officer')).agencyId)),
      ),
    );
    await road.recorded({ subjectRole: 'witness', consent: 'refused' });
    const council = await road.actor('council.officer');
    const disclosed = await road.disclosed();
    // What no screen lets through: as a fault, or somebody with another tool, would leave it.
    await asOwner(
      road.database,
      'ALTER TABLE disclosure_record DISABLE TRIGGER disclosure_record_stands',
      `UPDATE disclosure_record SET complete_by_on = '2026-11-01' WHERE id = '${quick.id}'`,
      `UPDATE disclosure_record SET gateway = NULL, retain_until_on = '2026-01-01' WHERE subject_role = 'witness'`,
      `UPDATE disclosure_record SET started_at = '2019-05-05', occurred_on = '2019-05-05' WHERE subject_role = 'complainant'`,
      `UPDATE information_request SET due_on = '2026-11-02' WHERE id = '${request.id}'`,
      `UPDATE disclosure_record SET finalised_at = '2026-11-01' WHERE subject_role = 'witness'`,
      `UPDATE disclosure_record SET conviction_data = true, article8_interest = NULL, authorised_by = requesting_officer_id
        WHERE request_id = '${disclosed.requestId}' AND side = 'holding'`,
      `UPDATE information_request SET is_decided_late = true WHERE id = '${disclosed.requestId}'`,
      `UPDATE disclosure SET disclosed_at = '2026-11-01' WHERE id = '${disclosed.id}'`,
      `UPDATE training_record SET held_on = '2026-11-20' WHERE officer_id = '${council.officerId}'`,
      `INSERT INTO training_record (partnership_id, agency_id, officer_id, course, held_on, expires_on, recorded_at)
       VALUES ('${council.partnershipId}', '${council.agencyId}', '${council.officerId}', 'Long ago', '2026-01-01', '2026-11-17', '2026-01-01')`,
      'ALTER TABLE disclosure_record ENABLE TRIGGER disclosure_record_stands',
    );
    const auditor = await road.actor(AUDITOR);
    const ids = (await rows()).filter(({ kind }) => kind === 'record').map(({ id }) => id);
    const facts = await log.facts(ids);
    const inCode = EXCEPTION_RULES.map(({ id }) => ({
      rule: id,
      count: [...facts.values()].filter((one) => exceptionsOf(one, '2026-11-20').includes(id)).length,
    }));
    expect(await log.exceptions(auditor, {})).toEqual(inCode);
    expect(inCode.filter(({ count }) => count === 0)).toEqual([]);
    const idsOf = async (filter: LogFilter) =>
      (await rows({ kind: 'record', ...filter })).map(({ id }) => id).toSorted();
    const where = (is: (rules: string[]) => boolean) =>
      [...facts].flatMap(([id, one]) => (is(exceptionsOf(one, '2026-11-20')) ? [id] : [])).toSorted();
    for (const { id } of EXCEPTION_RULES)
      expect([id, await idsOf({ exception: id })]).toEqual([id, where((rules) => rules.includes(id))]);
    const lateness = EXCEPTION_RULES.flatMap(({ id, isLateness }) => (isLateness ? [id as string] : []));
    expect(await idsOf({ late: true })).toEqual(where((rules) => rules.some((rule) => lateness.includes(rule))));
    expect(await idsOf({ late: false })).toEqual(where((rules) => !rules.some((rule) => lateness.includes(rule))));
  });

  it('find an agency’s records from the day on which its signature ended, and none of the days before', async () => {
    const { agencyId } = await road.actor('police.officer');
    const unbound = async () => new Set((await rows({ exception: 'agency-not-bound' })).map(({ id }) => id));
    const before = await unbound();
    const setEnd = (end: string) =>
      asOwner(road.database, `UPDATE signature SET ended_at = ${end} WHERE agency_id = '${agencyId}'`);
    await setEnd(`'2026-11-20T08:00:00Z'`);
    const after = await unbound();
    await setEnd('NULL');
    const ofAgency = (await rows({ agency: agencyId, kind: 'record' })).filter(({ id }) => !before.has(id));
    const sinceThen = ofAgency.filter(({ occurredOn }) => occurredOn! >= '2026-11-20').map(({ id }) => id);
    expect(sinceThen.length).toBeGreaterThan(0);
    expect(sinceThen.length).toBeLessThan(ofAgency.length);
    expect([...after].filter((id) => !before.has(id)).toSorted()).toEqual(sinceThen.toSorted());
  });
});

describe('one record', () => {
  it('is opened masked, with its chain of custody and what was so on the day, and the opening is an entry', async () => {
    const { id } = await road.recorded();
    const before = await entriesOf(road.app, 'LogRecordOpened');
    const opened = orThrow(await road.as(AUDITOR, (actor) => road.app.get(LogOpeningService).open(actor, id)));
    expect(await entriesOf(road.app, 'LogRecordOpened')).toBe(before + 1);
    expect(opened.record.missing).toEqual([]);
    expect(JSON.stringify(opened)).not.toContain('Robin Invented');
    const events = opened.custody.map(({ leaf }) => leaf.event);
    expect(events).toEqual(expect.arrayContaining(['RecordFinalised', 'LogRecordOpened']));
    expect(events).not.toContain('NoticeSent');
    expect(opened.asItWas).toMatchObject([
      {
        moment: 'recorded',
        agency: 'Hampshire Constabulary',
        roles: ['designated officer'],
        trainedUntilOn: '2027-10-21',
        agreement: { version: 1 },
        gateway: { id: 'cda-115', correctedAt: null },
      },
    ]);
  });

  it('is not there for another partnership’s auditor', async () => {
    const { id } = await road.recorded();
    const opening = road.app.get(LogOpeningService);
    for (const wanted of [id, 'nonsense', '0b8f5f0e-0000-4000-8000-000000000000'])
      expect(await road.as('northmoor-council.auditor', (actor) => opening.open(actor, wanted))).toMatchObject({
        refusal: { code: 'audit/no-such-record' },
      });
  });

  it('tells what was so then, not what is so now', async () => {
    const { id } = await road.recorded();
    const officer = await road.actor('police.officer');
    await asOwner(
      road.database,
      // Entered later and dated back: the officer did not have it that day.
      `INSERT INTO training_record (partnership_id, agency_id, officer_id, course, held_on, expires_on, recorded_at)
       VALUES ('${officer.partnershipId}', '${officer.agencyId}', '${officer.officerId}', 'Later', '2026-11-01', '2031-11-01', '2026-12-24')`,
    );
    const opened = orThrow(await road.as(AUDITOR, (actor) => road.app.get(LogOpeningService).open(actor, id)));
    expect(opened.asItWas[0]?.trainedUntilOn).toBe('2027-10-21');
  });
});

describe('the log as a file', () => {
  const text = async (format: 'csv' | 'json', filter: LogFilter = {}): Promise<string> => {
    const pieces: string[] = [];
    await road.as(AUDITOR, async (actor) => {
      for await (const piece of road.app.get(LogExportService).takeOut(actor, filter, format)) pieces.push(piece);
    });
    return pieces.join('');
  };

  it('holds every row, masked, as CSV and as JSON, and its taking is an entry', async () => {
    const expected = await rows();
    const json = JSON.parse(await text('json')) as { id: string; person: string }[];
    expect(json.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(await newestFacts(road.app, 'LogExported')).toMatchObject({ format: 'json', rows: expected.length });
    const csv = await text('csv');
    expect(csv.split('\r\n')).toHaveLength(expected.length + 2);
    expect(csv).not.toMatch(/Robin|Masked/);
    expect(JSON.parse(await text('json', { gateway: 'strategy-protocol' }))).toEqual([]);
  });

  it('starts no formula in a spreadsheet', async () => {
    await asOwner(road.database, `UPDATE agency SET name = '=HYPERLINK("x")' WHERE name = 'Southampton City Council'`);
    expect(await text('csv')).toContain(`"'=HYPERLINK(""x"")"`);
    await asOwner(road.database, `UPDATE agency SET name = 'Southampton City Council' WHERE name LIKE '=%'`);
  });
});

describe('a sample', () => {
  const plan = { from: '2026-11-01', to: '2026-11-30', strata: 'agency', size: 3, seed: 'lottery-2026-11-20' };
  const draw = (over = {}) =>
    road.as(AUDITOR, (actor) => road.app.get(SampleService).draw(actor, { ...plan, ...over }));

  beforeAll(() => road.clock.moveTo('2026-11-20T10:00:00Z'));

  it('is drawn by the database as anybody draws it with other means, and drawn again the same', async () => {
    const { id } = orThrow(await draw());
    const found = await road.as(AUDITOR, (actor) => road.app.get(SampleQueries).sample(actor, id));
    const population = await road.database.query<{ id: string; stratum: string }[]>(
      `SELECT r.id, r.agency_id AS stratum FROM disclosure_record r JOIN partnership p ON p.id = r.partnership_id
        WHERE p.name LIKE 'Southampton%' AND r.finalised_at IS NOT NULL AND r.occurred_on BETWEEN $1 AND $2`,
      [plan.from, plan.to],
    );
    expect(found?.items.map(({ recordId }) => recordId)).toEqual(drawSample(population, plan));
    expect(found?.sample.population).toBe(population.length);
    await road.recorded(); // what comes later changes nothing
    const again = await road.as(AUDITOR, (actor) => road.app.get(SampleService).drawAgain(actor, id));
    expect(again).toMatchObject({ value: { isSame: true, population: population.length } });
  });

  it('is refused where there is nothing to draw, and stays within the partnership', async () => {
    expect(await draw({ from: '2001-01-01', to: '2001-02-01' })).toMatchObject({
      refusal: { code: 'audit/nothing-to-draw', clause: 'ISA-22' },
    });
    const { id } = orThrow(await draw({ strata: 'gateway' }));
    const samples = road.app.get(SampleQueries);
    expect(await road.as('northmoor-council.auditor', (actor) => samples.sample(actor, id))).toBeNull();
    expect(
      await road.as('northmoor-council.auditor', (actor) => road.app.get(SampleService).inOrder(actor, id, 1)),
    ).toMatchObject({
      refusal: { code: 'audit/no-such-sample' },
    });
  });
});
