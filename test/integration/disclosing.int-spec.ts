import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Disclosure,
  DisclosurePreparation,
  DisclosureQueries,
  DisclosureReading,
  DisclosureRecord,
  ReceiptOfDisclosure,
} from '@broker/disclosure';
import { DeadlineFiring } from '@broker/deadlines';
import { orThrow } from '@broker/kernel';
import { LedgerService, QuorumRule } from '@broker/ledger';
import { DisclosureRoad } from '../support/disclosure-road.js';
import { entriesOf, newestFacts } from '../support/people.js';
import { EICAR, pdf } from '../support/sent-files.js';

let road: DisclosureRoad;
beforeAll(async () => {
  road = await DisclosureRoad.open();
});
afterAll(() => road.close());

const acknowledge = (id: string, who = 'council.officer') =>
  road.as(who, (actor) => road.app.get(ReceiptOfDisclosure).acknowledge(actor, id));
const recordsOf = (exchangeId: string) =>
  road.database.manager.find(DisclosureRecord, { where: { exchangeId, kind: 'disclosure' }, order: { side: 'DESC' } });
const file = (itemId: string, content: Buffer | string = pdf(), fileName = 'letter.pdf') => ({
  itemId,
  fileName,
  content: Buffer.from(content),
});

describe('ISA-24: disclosing in answer to a request', () => {
  it('makes the records of both sides: the one that disclosed is final at once, the other when it acknowledges', async () => {
    const { id, requestId } = await road.disclosed();
    expect((await recordsOf(requestId)).map(({ side, state }) => `${side} ${state}`)).toEqual([
      'holding final',
      'asking incomplete',
    ]);
    orThrow(await acknowledge(id));
    expect((await recordsOf(requestId)).map(({ side, state }) => `${side} ${state}`)).toEqual([
      'holding final',
      'asking final',
    ]);
    expect(await road.told('disclosure-made', id)).toBeGreaterThan(0);
    expect(await road.told('disclosure-acknowledged', id)).toBeGreaterThan(0);
    expect(await acknowledge(id)).toMatchObject({ refusal: { code: 'disclosures/acknowledged' } });
  });

  it('leaves one entry with what may be told of it, and marks the request', async () => {
    const { requestId } = await road.disclosed();
    expect(await newestFacts(road.app, 'DisclosureMade')).toMatchObject({
      items: 2,
      attachments: 0,
      purpose: 'joint-objectives',
      withoutWitness: false,
      retainUntilOn: '2032-11-20',
    });
    const [{ state }] = await road.database.query<[{ state: string }]>(
      'SELECT state FROM information_request WHERE id = $1',
      [requestId],
    );
    expect(state).toBe('disclosed');
  });

  it('leaves nothing at all behind when it is refused', async () => {
    const requestId = await road.authorised({}, 'authorised', 'refused');
    const [authorised, refused] = (await road.itemsOf(requestId)) as [string, string];
    const before = await entriesOf(road.app);
    const answer = await road.disclose(requestId, await road.answered(requestId));
    expect(answer).toMatchObject({ refusal: { code: 'disclosures/item-not-authorised', clause: 'ISA-26' } });
    expect(await entriesOf(road.app)).toBe(before);
    expect(await road.database.manager.countBy(Disclosure, { requestId })).toBe(0);
    const right = { items: [{ itemId: authorised, information: 'Told', isHeld: true }] };
    const { id } = orThrow(await road.disclose(requestId, await road.answered(requestId, right)));
    const line = await road.as('council.officer', (actor) => road.app.get(DisclosureQueries).find(actor, id));
    expect(line?.items.map(({ itemId }) => itemId)).toEqual([authorised]);
    expect(line?.items.map(({ itemId }) => itemId)).not.toContain(refused);
    expect((await recordsOf(requestId))[0]?.outcome).toBe('disclosed-in-part');
  });

  it.each([
    ['the asking agency', 'council.officer', 'disclosures/not-the-holding-agency'],
    ['an agency that has nothing to do with it', 'fire.officer', 'disclosures/no-such-request'],
  ])('is not for %s', async (_, who, code) => {
    const requestId = await road.authorised();
    expect(await road.disclose(requestId, await road.answered(requestId), who)).toMatchObject({ refusal: { code } });
  });

  it('happens once, however many press the button at once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const requestId = await road.authorised();
      const content = await road.answered(requestId);
      const all = await Promise.all(Array.from({ length: 10 }, () => road.disclose(requestId, content)));
      expect(all.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await road.database.manager.countBy(Disclosure, { requestId })).toBe(1);
      expect(await recordsOf(requestId)).toHaveLength(2);
    }
  });

  it('reminds the receiving agency of its receipt, then tells the manager', async () => {
    const { id } = await road.disclosed();
    await road.clock.moveTo('2026-12-03T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    expect(await road.told('receipt-acknowledgement', id)).toBeGreaterThan(0);
    expect(await road.told('receipt-late', id)).toBeGreaterThan(0);
    await road.clock.moveTo('2026-11-20T09:00:00Z');
  });
});

describe('ISA-26: who looks at what was disclosed', () => {
  it('each look leaves a row and an entry; the first of the receiving agency marks the item', async () => {
    const { id } = await road.disclosed();
    const line = await road.as('council.officer', (actor) => road.app.get(DisclosureQueries).find(actor, id));
    const { itemId } = line!.items[0]!;
    const look = (who: string) => road.as(who, (actor) => road.app.get(DisclosureReading).openItem(actor, id, itemId));
    const opened = orThrow(await look('police.officer'));
    expect(opened).toMatchObject({
      information: `What is held on ${itemId}`,
      conditions: 'Not to be shown to the landlord.',
    });
    expect(await newestFacts(road.app, 'DisclosureViewed')).toMatchObject({
      first: false,
      purpose: 'joint-objectives',
    });
    await look('council.officer');
    expect(await newestFacts(road.app, 'DisclosureViewed')).toMatchObject({ first: true, item: itemId });
    await look('council.officer');
    expect(await newestFacts(road.app, 'DisclosureViewed')).toMatchObject({ first: false });
    const after = await road.as('council.officer', (actor) => road.app.get(DisclosureQueries).find(actor, id));
    expect(after!.items.map(({ firstOpenedAt }) => firstOpenedAt !== null)).toEqual([true, false]);
    expect(await road.as('council.officer', () => road.app.get(DisclosureQueries).looks(line!))).toHaveLength(3);
    expect(await look('fire.officer')).toMatchObject({ refusal: { code: 'disclosures/no-such-disclosure' } });
  });

  it('a file is handed over as what it is, and that is logged too', async () => {
    const requestId = await road.authorised();
    const [first] = (await road.itemsOf(requestId)) as [string];
    const content = await road.answered(requestId, { files: [file(first)] });
    const { id } = orThrow(await road.disclose(requestId, content));
    const line = await road.as('council.officer', (actor) => road.app.get(DisclosureQueries).find(actor, id));
    expect(line!.files[0]).toMatchObject({ mediaType: 'application/pdf', scannedBy: 'built-in', bytes: pdf().length });
    const attachmentId = line!.files[0]!.id;
    const taken = await road.as('council.officer', (actor) =>
      road.app.get(DisclosureReading).openFile(actor, id, attachmentId),
    );
    expect(orThrow(taken)).toMatchObject({ fileName: 'letter.pdf', content: pdf() });
    expect(await newestFacts(road.app, 'DisclosureViewed')).toMatchObject({ attachmentId, first: true });
  });

  it('a harmful file stops the whole disclosure', async () => {
    const requestId = await road.authorised();
    const [first] = (await road.itemsOf(requestId)) as [string];
    const content = await road.answered(requestId, { files: [file(first, EICAR, 'note.txt')] });
    expect(await road.disclose(requestId, content)).toMatchObject({ refusal: { code: 'disclosures/active-content' } });
    expect(await road.database.manager.countBy(Disclosure, { requestId })).toBe(0);
  });
});

describe('a disclosure that is prepared over several pages', () => {
  const prepare = <T>(
    work: (service: DisclosurePreparation, actor: Awaited<ReturnType<DisclosureRoad['actor']>>) => Promise<T>,
  ) => road.as('police.officer', (actor) => work(road.app.get(DisclosurePreparation), actor));

  it('keeps answers, files and conditions until it is made, for the holding agency alone', async () => {
    const requestId = await road.authorised();
    const [one, two] = (await road.itemsOf(requestId)) as [string, string];
    orThrow(
      await prepare((service, actor) =>
        service.saveItem(actor, requestId, { itemId: one, information: 'Told', isHeld: true }),
      ),
    );
    orThrow(await prepare((service, actor) => service.addFile(actor, requestId, file(two))));
    orThrow(await prepare((service, actor) => service.addFile(actor, requestId, file(one, 'to be removed', 'a.txt'))));
    orThrow(await prepare((service, actor) => service.saveConditions(actor, requestId, 'For two officers.')));
    const { prepared } = orThrow(await prepare((service, actor) => service.open(actor, requestId)));
    expect(prepared).toMatchObject({ conditions: 'For two officers.', items: [{ information: 'Told' }] });
    orThrow(await prepare((service, actor) => service.removeFile(actor, requestId, prepared.files[1]!.id)));
    const hidden = await road.as('council.officer', () =>
      road.database.query<unknown[]>('SELECT FROM disclosure_draft'),
    );
    expect(hidden).toEqual([]);
    const { id } = orThrow(await prepare((service, actor) => service.disclose(actor, requestId, false)));
    const line = await road.as('council.officer', (actor) => road.app.get(DisclosureQueries).find(actor, id));
    const taken = await road.as('council.officer', (actor) =>
      road.app.get(DisclosureReading).openFile(actor, id, line!.files[0]!.id),
    );
    expect(orThrow(taken).fileName).toBe('letter.pdf');
    expect(await road.database.query('SELECT FROM disclosure_draft WHERE request_id = $1', [requestId])).toEqual([]);
  });

  it('is refused for an item that was not authorised, and for a request that was not decided', async () => {
    const requestId = await road.authorised({}, 'authorised', 'refused');
    const [, refused] = (await road.itemsOf(requestId)) as [string, string];
    const saved = await prepare((service, actor) =>
      service.saveItem(actor, requestId, { itemId: refused, information: 'More', isHeld: true }),
    );
    expect(saved).toMatchObject({ refusal: { code: 'disclosures/item-not-authorised' } });
  });
});

describe('ISA-22: while too few witnesses vouch for the log', () => {
  it('a routine disclosure waits, an urgent one goes out and says so', async () => {
    const rule = road.app.get(QuorumRule);
    const before = rule.routineDisclosuresMayGoOn.bind(rule);
    const refusal = { code: 'ledger/no-quorum', clause: 'ISA-22' as const, message: 'No.', mend: 'Wait.' };
    rule.routineDisclosuresMayGoOn = () => Promise.resolve(refusal);
    try {
      const routine = await road.authorised();
      expect(await road.disclose(routine, await road.answered(routine))).toMatchObject({ refusal });
      await road.disclosed({}, { urgency: 'urgent', urgencyWords: 'The visit is this afternoon.' });
      expect(await newestFacts(road.app, 'DisclosureMade')).toMatchObject({ withoutWitness: true });
    } finally {
      rule.routineDisclosuresMayGoOn = before;
    }
  });

  it('and the log still verifies', async () => {
    await road.app.get(LedgerService).sequencePending();
    expect(await road.app.get(LedgerService).verifyWholeLog()).toMatchObject({ ok: true });
  });
});
