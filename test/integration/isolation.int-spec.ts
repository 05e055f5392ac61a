import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PartnershipService } from '@broker/agreement';
import { AppointmentService, type Actor } from '@broker/identity';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';

const AGENCIES = 20;
const READS = 10_000;
const AT_ONCE = 40;

/** Tables that name a partnership, an agency or a person and stand open all the same, with the reason. There is none. */
const OPEN: Record<string, string> = {};

let road: ExchangeRoad;
let dataSource: DataSource;
/** Twenty agencies of two partnerships, each with one submission that only it may see. */
const scopes: { partnershipId: string; agencyId: string; officerId: string; submissionId: string }[] = [];

beforeAll(async () => {
  road = await ExchangeRoad.open();
  dataSource = road.app.get(DataSource);
  const officers = [await road.as('police.officer'), await road.as('northmoor-police.officer')];
  for (let index = 0; index < AGENCIES; index += 1) scopes.push(await enter(officers[index % 2]!, index));
});
afterAll(() => road.close());

async function enter({ partnershipId, officerId }: Actor, index: number) {
  return dataSource.transaction(async (manager) => {
    const agencies = road.app.get(AppointmentService);
    const agencyId = await agencies.enterAgency(manager, { name: `Isolated agency ${index}`, kind: 'council' });
    const signatory = { partnershipId, agencyId, class: 'participating' as const, position: 100 + index };
    await road.app.get(PartnershipService).name(manager, signatory, road.clock.now());
    const submissionId = randomUUID();
    await manager.query(NEW_SUBMISSION, [submissionId, partnershipId, agencyId, officerId]);
    return { partnershipId, agencyId, officerId, submissionId };
  });
}

const NEW_SUBMISSION = `INSERT INTO submission
  (id, partnership_id, agency_id, dataset_id, state, file_name, file_sha256, file_bytes, uploaded_by, uploaded_at)
  VALUES ($1, $2, $3, 'POL-2', 'checked', 'month.csv', gen_random_uuid()::text, 1, $4, now())`;

/** Tables of the product by whether row security is on and binds even their owner. */
const tables = (): Promise<{ name: string; columns: string[]; forced: boolean; policies: number }[]> =>
  dataSource.query(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
            (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            (SELECT array_agg(attname::text) FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0) AS columns
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );

const PERSONAL = ['partnership_id', 'agency_id', 'owner_agency_id', 'officer_id', 'appointment_id'];

describe('ISA-26: PostgreSQL itself shows a request only the rows of its partnership', () => {
  it('holds every table that names a partnership, an agency or a person under forced row security', async () => {
    const named = (await tables()).filter(({ columns }) => PERSONAL.some((column) => columns.includes(column)));
    expect(named.length).toBeGreaterThan(20);
    const bare = named.filter(({ forced, policies, name }) => !(forced && policies > 0) && !OPEN[name]);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('is asked by a role that owns nothing and cannot pass by it', async () => {
    const [role] = await dataSource.query<[{ passes: boolean; owns: number }]>(
      `SELECT r.rolsuper OR r.rolbypassrls AS passes,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns
         FROM pg_roles r WHERE r.rolname = current_user`,
    );
    expect(role).toEqual({ passes: false, owns: 0 });
  });

  it('shows no row of any such table to a request that has no scope', async () => {
    const secured = (await tables()).filter(({ forced }) => forced);
    const seen = await withinScope(null, async () =>
      Promise.all(
        secured.map(async ({ name }) => {
          const [{ rows }] = await dataSource.query<[{ rows: number }]>(`SELECT count(*)::int AS rows FROM ${name}`);
          return [name, rows] as const;
        }),
      ),
    );
    expect(seen.filter(([, rows]) => rows > 0)).toEqual([]);
  });

  it('shows of every table that names its partnership only the rows of that one, whatever the query asks', async () => {
    const named = (await tables()).filter(({ columns }) => columns.includes('partnership_id'));
    const [{ partnershipId, agencyId, officerId }] = scopes as [(typeof scopes)[number]];
    const foreign = await withinScope({ partnershipId, agencyId, officerId }, async () =>
      Promise.all(
        named.map(async ({ name }) => {
          const sql = `SELECT count(*)::int AS rows FROM ${name} WHERE partnership_id <> $1`;
          const [{ rows }] = await dataSource.query<[{ rows: number }]>(sql, [partnershipId]);
          return [name, rows] as const;
        }),
      ),
    );
    expect(foreign.filter(([, rows]) => rows > 0)).toEqual([]);
  });

  it('refuses a row that is written for another agency, or for another partnership', async () => {
    const [own, other] = scopes as [(typeof scopes)[number], (typeof scopes)[number]];
    const colleague = scopes[2]!;
    const { partnershipId, agencyId, officerId } = own;
    const write = (partnership: string, agency: string) =>
      withinScope({ partnershipId, agencyId, officerId }, () =>
        dataSource.query(NEW_SUBMISSION, [randomUUID(), partnership, agency, officerId]),
      );
    await expect(write(partnershipId, colleague.agencyId)).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(write(other.partnershipId, other.agencyId)).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(write(partnershipId, agencyId)).resolves.toBeDefined();
  });

  it(`mixes up no row in ${READS.toLocaleString('en-GB')} reads of ${AGENCIES} agencies over one pool`, async () => {
    const foreign: string[] = [];
    let missing = 0;
    let left = READS;
    const reader = async (first: number): Promise<void> => {
      for (let turn = first; left > 0; turn += 7) {
        left -= 1;
        const { partnershipId, agencyId, officerId, submissionId } = scopes[turn % AGENCIES]!;
        const rows = await withinScope({ partnershipId, agencyId, officerId }, () =>
          dataSource.query<{ id: string; agency_id: string; partnership_id: string; state: string }[]>(
            'SELECT id, agency_id, partnership_id, state FROM submission',
          ),
        );
        if (!rows.some(({ id }) => id === submissionId)) missing += 1;
        for (const row of rows) {
          const own = row.agency_id === agencyId || row.state === 'released';
          if (row.partnership_id !== partnershipId || !own) foreign.push(`${row.id} to ${agencyId}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => reader(index)));
    expect({ foreign, missing }).toEqual({ foreign: [], missing: 0 });
  }, 600_000);
});
