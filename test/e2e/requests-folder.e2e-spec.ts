import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NominationService, type Actor } from '@broker/identity';
import { DataSource } from 'typeorm';
import { Host } from '../support/host.js';
import { as, entriesOf } from '../support/people.js';

/** What a spreadsheet would take for a formula, as somebody's name. */
const FORMULA = '=HYPERLINK("https://evil.example")';

let host: Host;
let police: Actor;
let fire: Actor;
beforeAll(async () => {
  host = await Host.start();
  police = await as(host.app, 'police.signer');
  fire = await as(host.app, 'fire.signer');
  await nominate(police, FORMULA, 'robin@police.example');
  await nominate(fire, 'Only At Fire', 'only@fire.example');
});
afterAll(() => host?.stop());

async function nominate(signer: Actor, name: string, email: string): Promise<void> {
  const post = { agencyId: signer.agencyId, role: 'auditor' as const, endsOn: null, deputyId: null };
  const asked = { ...post, name, email, startsOn: '2030-01-01' };
  const made = await host.app.get(NominationService).nominate(signer, asked);
  if (!made.ok) throw new Error(made.refusal.message);
}

const get = async (who: string, path: string) =>
  host
    .request()
    .get(path)
    .set('cookie', await host.cookieOf(who));

/** The newest entry of an event in the log. */
async function newest(event: string) {
  const [row] = await host.app
    .get(DataSource)
    .query<[{ leaf: Buffer }]>(`SELECT leaf FROM ledger_entry WHERE event = $1 ORDER BY id DESC LIMIT 1`, [event]);
  return JSON.parse(row.leaf.toString('utf8')) as Record<string, unknown>;
}

interface FolderFile {
  agency: string;
  sections: { id: string; entries: { what: string }[] }[];
}
const counted = ({ sections }: FolderFile): number => sections.reduce((sum, { entries }) => sum + entries.length, 0);

describe('ISA-21: the requests folder is taken out as a file', () => {
  it('as CSV: one entry a row, formulas made harmless, recorded, and nothing of another agency', async () => {
    const before = await entriesOf(host.app, 'RequestsFolderExported');
    const answer = await get('police.officer', '/requests-folder.csv');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers['content-disposition']).toBe('attachment; filename=requests-folder.csv');
    const rows = answer.text.split('\r\n');
    expect(rows[0]).toBe('section,clause,at,what,who,reference');
    expect(rows.some((row) => row.startsWith('nominations,ISA-20,2030-01-01,'))).toBe(true);
    expect(answer.text).toContain(`"'=HYPERLINK(""https://evil.example"")`);
    expect(answer.text).not.toMatch(/(^|[,"])[=+@]/m);
    expect(answer.text).not.toContain('Only At Fire');
    expect(await entriesOf(host.app, 'RequestsFolderExported')).toBe(before + 1);
    expect(await newest('RequestsFolderExported')).toMatchObject({
      agencyId: police.agencyId,
      subject: { kind: 'agency', id: police.agencyId },
      facts: { format: 'csv', entries: rows.length - 2 },
    });
  });

  it('as JSON: whose it is, part by part, recorded, and nothing of another agency', async () => {
    const answer = await get('police.officer', '/requests-folder.json');
    expect(answer.headers['content-disposition']).toBe('attachment; filename=requests-folder.json');
    const folder = JSON.parse(answer.text) as FolderFile;
    expect(folder.agency).toBe('Hampshire Constabulary');
    const told = folder.sections.find(({ id }) => id === 'nominations')!.entries.map(({ what }) => what);
    expect(told.some((what) => what.startsWith(`${FORMULA}, auditor`))).toBe(true);
    expect(answer.text).not.toContain('Only At Fire');
    expect(await newest('RequestsFolderExported')).toMatchObject({
      facts: { format: 'json', entries: counted(folder) },
    });
  });

  it.each(['', '.csv', '.json'])('is closed to a data steward (%s)', async (suffix) => {
    expect((await get('police.steward', `/requests-folder${suffix}`)).status).toBe(403);
  });
});

describe('ISA-22: an auditor audits the folder of any agency of the partnership', () => {
  const folderOf = (agencyId: string, suffix = '') => `/partners/${agencyId}/requests-folder${suffix}`;

  it('as a page, which is recorded with whose it was, and found from the page of the agency', async () => {
    const agency = await get('council.auditor', `/partners/${fire.agencyId}`);
    expect(agency.text).toContain(`href="${folderOf(fire.agencyId)}"`);
    const answer = await get('council.auditor', folderOf(fire.agencyId));
    expect([answer.status, answer.text.includes('Only At Fire')]).toEqual([200, true]);
    const { agencyId } = await as(host.app, 'council.auditor');
    expect(await newest('RequestsFolderAudited')).toMatchObject({
      agencyId,
      subject: { kind: 'agency', id: fire.agencyId },
    });
  });

  it('sees what the agency’s own officer sees, to the last entry', async () => {
    const own = JSON.parse((await get('police.officer', '/requests-folder.json')).text) as FolderFile;
    const audited = await get('council.auditor', folderOf(police.agencyId, '.json'));
    expect((JSON.parse(audited.text) as FolderFile).sections).toEqual(own.sections);
    expect(await newest('RequestsFolderExported')).toMatchObject({ subject: { id: police.agencyId } });
    expect(own.sections.find(({ id }) => id === 'submissions')!.entries.length).toBeGreaterThan(0);
    expect((await get('council.auditor', folderOf(fire.agencyId, '.csv'))).text).toContain('Only At Fire');
  });

  it('but none of another partnership, and nobody else does', async () => {
    const { agencyId } = await as(host.app, 'northmoor-police.officer');
    for (const suffix of ['', '.csv', '.json'])
      expect((await get('council.auditor', folderOf(agencyId, suffix))).status).toBe(404);
    for (const who of ['council.officer', 'council.manager', 'police.signer'])
      expect((await get(who, folderOf(fire.agencyId))).status).toBe(403);
  });

  it('also through the interface', async () => {
    const call = async (who: string, agencyId: string) =>
      host
        .request()
        .get(`/api/v1${folderOf(agencyId)}`)
        .auth(await host.tokenOf(who), { type: 'bearer' });
    const answer = await call('council.auditor', fire.agencyId);
    expect([answer.status, JSON.stringify(answer.body).includes('Only At Fire')]).toEqual([200, true]);
    expect((await call('council.officer', fire.agencyId)).status).toBe(403);
    const { agencyId } = await as(host.app, 'northmoor-police.officer');
    expect((await call('council.auditor', agencyId)).status).toBe(404);
  });
});
