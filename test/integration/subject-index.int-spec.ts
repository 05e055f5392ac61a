import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SubjectIndexService, type Subject } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';

let road: ExchangeRoad;
let dataSource: DataSource;
let index: SubjectIndexService;
let police: Actor;
let council: Actor;
let stranger: Actor;

beforeAll(async () => {
  road = await ExchangeRoad.open();
  dataSource = road.app.get(DataSource);
  index = road.app.get(SubjectIndexService);
  police = await road.as('police.officer');
  council = await road.as('council.officer');
  stranger = await road.as('northmoor-police.officer');
});
afterAll(() => road?.close());

const person = (fullName: string, dateOfBirth: string | null = null): Subject => ({
  fullName,
  dateOfBirth,
  otherNames: [],
});

async function entered(subject: Subject, agencies: Actor[], recordId: string = randomUUID()): Promise<string> {
  const { partnershipId } = police;
  const agencyIds = agencies.map(({ agencyId }) => agencyId);
  await withinScope(police, () =>
    dataSource.transaction((manager) =>
      index.enter(manager, { partnershipId, agencyIds, recordKind: 'record', recordId, subject }),
    ),
  );
  return recordId;
}

/** What an officer finds when searching for their own agency. */
async function found(actor: Actor, subject: Subject, agencyId = actor.agencyId) {
  const { partnershipId } = actor;
  const answer = await withinScope(actor, () => index.find({ partnershipId, agencyIds: [agencyId], subject }));
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.map(({ recordId, likeness }) => [recordId, likeness]);
}

describe('the blind index', () => {
  it('finds a record for each of its agencies, the surest first, and for nobody else', async () => {
    const sure = await entered(person('Marjorie Ashdown', '1961-04-12'), [police, council]);
    const close = await entered(person('Marjory Ashdown', '1961-12-04'), [police]);
    const sought = person('Marjorie Ashdown', '1961-04-12');
    expect(await found(police, sought)).toEqual([
      [sure, 'same'],
      [close, 'close'],
    ]);
    expect(await found(council, sought)).toEqual([[sure, 'same']]);
    expect(await found(stranger, sought)).toEqual([]);
  });

  it('shows an agency no row of another one that shares its partnership', async () => {
    await entered(person('Rupert Quill', '1970-01-31'), [police]);
    expect(await found(council, person('Rupert Quill', '1970-01-31'), police.agencyId)).toEqual([]);
  });

  it('keeps no name: the same person looks different in the rows of each agency', async () => {
    const recordId = await entered(person('Ottoline Brack', '1955-08-08'), [police, council]);
    const rows = await dataSource.query<{ token: Buffer; agency_id: string }[]>(
      'SELECT * FROM subject_index WHERE record_id = $1',
      [recordId],
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map(({ token }) => token.toString('hex'))).size).toBe(rows.length);
    expect(JSON.stringify(rows)).not.toMatch(/ottoline|brack/i);
    expect(rows.every(({ token }) => token.length === 16)).toBe(true);
  });

  it('takes the new subject in place of the old, and forgets it for every agency', async () => {
    const recordId = await entered(person('Cosmo Ferrier', '1999-02-28'), [police, council]);
    await entered(person('Damian Ferrier', '1980-02-28'), [police, council], recordId);
    expect(await found(police, person('Cosmo Ferrier', '1999-02-28'))).toEqual([]);
    expect(await found(council, person('Damian Ferrier', '1980-02-28'))).toHaveLength(1);
    await withinScope(police, () => dataSource.transaction((manager) => index.forget(manager, 'record', recordId)));
    expect(await found(council, person('Damian Ferrier', '1980-02-28'))).toEqual([]);
  });

  it.each(['Smith', '?', 'J'])('refuses to search for "%s" alone', async (name) => {
    const { partnershipId, agencyId } = police;
    const answer = await index.find({ partnershipId, agencyIds: [agencyId], subject: person(name) });
    expect(answer).toMatchObject({ refusal: { code: 'disclosure/too-little-to-search', clause: 'ISA-17e' } });
  });
});
