import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorisationService, WithdrawalService } from '@broker/agreement';
import { CHANNELS, DisclosureReading, RecordReading, RecordWriting, type Channel } from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DisclosureRoad } from '../support/disclosure-road.js';

const NAME = 'Zanzibarquilt';

let road: DisclosureRoad;
beforeAll(async () => {
  road = await DisclosureRoad.open();
});
afterAll(() => road.close());

const channelOf = async (id: string): Promise<Channel | null | undefined> =>
  (await road.as('police.officer', (actor) => road.app.get(RecordReading).open(actor, id)))?.record.channel;

describe('ISA-6: data held on computer, written exchange and formal meetings are all under the agreement', () => {
  const outside = (Object.keys(CHANNELS) as Channel[]).filter((channel) => channel !== 'system');

  it.each(outside)('an exchange by %s is recorded, with the way it went', async (channel) => {
    const { id } = await road.recorded({ channel });
    expect(await channelOf(id)).toBe(channel);
  });

  it('what goes through the broker says so by itself', async () => {
    const { requestId } = await road.disclosed();
    const channels = await road.database.query<{ channel: string }[]>(
      `SELECT DISTINCT channel FROM disclosure_record WHERE exchange_id = $1`,
      [requestId],
    );
    expect(channels).toEqual([{ channel: 'system' }]);
  });

  it('no other way can be told', async () => {
    const entry = await road.call({ answers: { fullName: 'R. Invented', channel: 'pigeon' } });
    const told = road.as('police.officer', (actor) => road.app.get(RecordWriting).recordOutside(actor, entry));
    await expect(told).resolves.toMatchObject({ ok: false });
  });
});

describe('ISA-18: whoever opens what was disclosed reads for which purpose alone it may be used', () => {
  it('at each item, beside the conditions and the day until which it may be kept', async () => {
    const { id, requestId } = await road.disclosed();
    const [itemId] = await road.itemsOf(requestId);
    const opened = orThrow(
      await road.as('council.officer', (actor) => road.app.get(DisclosureReading).openItem(actor, id, itemId!)),
    );
    expect(opened).toMatchObject({ conditions: 'Not to be shown to the landlord.' });
    expect(opened.disclosure).toMatchObject({ purpose: 'joint-objectives', retainUntilOn: '2032-11-20' });
  });
});

describe('ISA-31: the procedures of the agreement are a secure framework for sharing', () => {
  it('what is shared stands nowhere in the clear, and the log holds its commitment alone', async () => {
    const secret = `${NAME} lives at the seventh lamp`;
    const requestId = await road.authorised();
    const items = (await road.itemsOf(requestId)).map((itemId) => ({ itemId, information: secret, isHeld: true }));
    const { id } = orThrow(await road.disclose(requestId, await road.answered(requestId, { items })));
    for (const table of ['disclosure', 'disclosure_item', 'disclosure_record', 'information_request', 'vault_item']) {
      const rows = await road.database.query<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      const isThere = rows.some(({ row }) => row.includes(NAME) || row.includes(Buffer.from(NAME).toString('hex')));
      expect([table, isThere]).toEqual([table, false]);
    }
    const { partnershipId } = await road.actor('police.officer');
    const [made] = await road.app.get(LedgerService).entriesOf({ kind: 'disclosure', id }, partnershipId);
    expect(JSON.stringify(made)).not.toContain(NAME);
  });

  it('an agency that is no longer bound discloses nothing', async () => {
    const officer = await road.actor('police.officer');
    const mayDisclose = () => road.app.get(AuthorisationService).mayAct(officer, 'disclosure.make');
    expect((await mayDisclose()).ok).toBe(true);
    const signer = await road.actor('police.signer');
    orThrow(await road.app.get(WithdrawalService).withdraw(signer, signer.agencyId, 'The force leaves the agreement.'));
    expect(await mayDisclose()).toMatchObject({
      ok: false,
      refusal: { code: 'agreement/not-signed', clause: 'ISA-10' },
    });
  });
});
