import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeadlineFiring, DeadlineQueries } from '@broker/deadlines';
import { RetentionQueries, RetentionService } from '@broker/disclosure';
import { LedgerService } from '@broker/ledger';
import { asSystem, VaultDestroyed, VaultService } from '@broker/platform';
import { KeepingRoad } from '../support/keeping-road.js';
import { newestFacts } from '../support/people.js';

let road: KeepingRoad;
beforeAll(async () => {
  road = await KeepingRoad.open();
});
afterAll(() => road?.close());
beforeEach(() => road.road.clock.moveTo('2026-11-20T09:00:00Z'));

const at = async (instant: string): Promise<void> => {
  await road.road.clock.moveTo(instant);
  await asSystem(() => road.app.get(DeadlineFiring).fireDue());
};
const hold = (who: string, id: string, reason = 'Proceedings in the county court') =>
  road.as(who, (actor) => road.app.get(RetentionService).hold(actor, id, reason));
const lift = (who: string, id: string, reason = 'The proceedings have ended') =>
  road.as(who, (actor) => road.app.get(RetentionService).lift(actor, id, reason));

async function opens(recordId: string): Promise<boolean> {
  const [row] = await road.database.query<[{ vaultId: string }]>(
    'SELECT vault_id AS "vaultId" FROM disclosure WHERE id = $1',
    [recordId],
  );
  try {
    await asSystem(() =>
      road.app.get(VaultService).openObject(road.database.manager, row.vaultId, `disclosure:${recordId}`),
    );
    return true;
  } catch (error) {
    if (error instanceof VaultDestroyed) return false;
    throw error;
  }
}

describe('ISA-23: personal information is kept for as long as the agreement says, and no longer', () => {
  it('every record has its last day, by the agreement, among what its agency keeps', async () => {
    const { id, reference } = await road.road.recorded();
    const kept = await road.as('police.officer', () =>
      road.app.get(RetentionQueries).list('kept', { limit: 50, offset: 0 }),
    );
    expect(kept).toContainEqual(
      expect.objectContaining({
        recordId: id,
        reference,
        recordKind: 'record',
        retainUntilOn: '2032-11-20',
        heldBy: [],
      }),
    );
  });

  it('its agency is told thirty days before the last day', async () => {
    const id = await road.disclosed({}, '2027-03-01');
    await at('2027-01-30T07:00:00Z');
    const kept = await road.kept(id);
    expect(await road.road.told('retention-ends', kept!.id)).toBe(0);
    await at('2027-01-30T09:00:00Z');
    expect(await road.road.told('retention-ends', kept!.id)).toBe(1);
  });

  it('stands on its last day, and is destroyed when that is over', async () => {
    const id = await road.disclosed({ items: ['1 Example Street'] }, '2026-12-01');
    await at('2026-12-01T23:59:00Z');
    expect(await opens(id)).toBe(true);
    await at('2026-12-02T00:00:01Z');
    expect(await opens(id)).toBe(false);
    expect(await road.kept(id)).toMatchObject({ disposedAt: expect.any(Date), certificateId: expect.any(String) });
    const [row] = await road.database.query<[object]>('SELECT disposed_at, purpose FROM disclosure WHERE id = $1', [
      id,
    ]);
    expect(row).toMatchObject({ disposed_at: expect.any(Date), purpose: 'identifying-areas' }); // codes and dates stay
  });

  it('the disposal leaves a certificate that tells what, when, why and who held it, and an entry in a log that still verifies', async () => {
    const id = await road.disclosed({}, '2026-12-01');
    await at('2026-12-02T00:00:01Z');
    const { certificateId } = (await road.kept(id))!;
    const certificate = await road.as('council.officer', () =>
      road.app.get(RetentionQueries).certificate(certificateId!),
    );
    expect(certificate).toMatchObject({
      reference: expect.stringMatching(/^C-2026-\d{4}$/),
      recordKind: 'disclosure',
      why: 'retention-ended',
      clause: 'ISA-23',
      retainUntilOn: '2026-12-01',
      items: 2, // the information and the file
      commitments: [expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)],
      holders: ['Hampshire Constabulary', 'Southampton City Council'],
    });
    expect(await newestFacts(road.app, 'InformationDisposed')).toMatchObject({
      certificate: certificate!.reference,
      items: 2,
    });
    await asSystem(() => road.app.get(LedgerService).sequencePending());
    expect(await asSystem(() => road.app.get(LedgerService).verifyWholeLog())).toMatchObject({ ok: true });
  });

  it('an agency without a part in it sees neither what is kept nor the certificate', async () => {
    const id = await road.disclosed({}, '2026-12-01');
    await at('2026-12-02T00:00:01Z');
    const { id: keptId, certificateId } = (await road.kept(id))!;
    const queries = road.app.get(RetentionQueries);
    expect(await road.as('fire.officer', () => queries.one(keptId))).toBeNull();
    expect(await road.as('fire.officer', () => queries.certificate(certificateId!))).toBeNull();
  });
});

describe('ISA-23: what proceedings need is held', () => {
  it('a held thing is never disposed of, however long its last day is past', async () => {
    const id = await road.disclosed({}, '2026-12-01');
    const kept = (await road.kept(id))!;
    expect(await hold('council.officer', kept.id)).toMatchObject({ ok: true });
    await at('2027-11-20T09:00:00Z');
    expect(await opens(id)).toBe(true);
    expect(await road.kept(id)).toMatchObject({ disposedAt: null, heldBy: [{ agency: 'Southampton City Council' }] });
    const [row] = await road.database.query<[{ on_hold: boolean }]>('SELECT on_hold FROM disclosure WHERE id = $1', [
      id,
    ]);
    expect(row.on_hold).toBe(true);
  });

  it('lifted after its last day, it is disposed of at once; before it, when that day is over', async () => {
    const [late, early] = [await road.disclosed({}, '2026-12-01'), await road.disclosed({}, '2027-06-01')];
    for (const id of [late, early]) await hold('council.officer', (await road.kept(id))!.id);
    await at('2027-01-10T09:00:00Z');
    expect(await lift('council.officer', (await road.kept(late))!.id)).toMatchObject({ value: { isDisposed: true } });
    expect(await lift('council.officer', (await road.kept(early))!.id)).toMatchObject({ value: { isDisposed: false } });
    expect([await opens(late), await opens(early)]).toEqual([false, true]);
    await at('2027-06-02T09:00:00Z');
    expect(await opens(early)).toBe(false);
  });

  it('each agency lifts its own hold, and both must be lifted', async () => {
    const id = await road.disclosed({}, '2026-12-01');
    const kept = (await road.kept(id))!;
    await hold('council.officer', kept.id);
    await hold('police.officer', kept.id);
    await at('2027-01-10T09:00:00Z');
    expect(await lift('council.officer', kept.id)).toMatchObject({ value: { isDisposed: false } });
    expect(await opens(id)).toBe(true);
    expect(await lift('police.officer', kept.id)).toMatchObject({ value: { isDisposed: true } });
  });

  it('both are done for a reason, which is for the agency that gave it', async () => {
    const kept = (await road.kept(await road.disclosed()))!;
    expect(await hold('council.officer', kept.id, ' ')).toMatchObject({
      refusal: { code: 'disclosure/hold-reason-missing' },
    });
    expect(await hold('council.officer', kept.id, 'Claim of the tenant')).toMatchObject({ ok: true });
    const { agencyId } = await road.road.actor('council.officer');
    const read = (who: string, whose: string) =>
      road.as(who, () => road.app.get(RetentionQueries).holds(kept.id, whose));
    expect(await read('council.officer', agencyId)).toMatchObject([{ reason: 'Claim of the tenant', liftedAt: null }]);
    const police = await road.road.actor('police.officer');
    expect(await read('police.officer', police.agencyId)).toMatchObject([
      { agency: 'Southampton City Council', reason: null },
    ]);
  });

  it.each([
    [
      'twice',
      async (id: string) => [await hold('council.officer', id), await hold('council.officer', id)],
      'held-already',
    ],
    ['by nobody, lifted', async (id: string) => [await lift('council.officer', id)], 'not-held'],
    ['by an agency without a part in it', async (id: string) => [await hold('fire.officer', id)], 'nothing-kept'],
  ])('is not held %s', async (_, act, code) => {
    const kept = (await road.kept(await road.disclosed()))!;
    expect((await act(kept.id)).at(-1)).toMatchObject({ refusal: { code: `disclosure/${code}`, clause: 'ISA-23' } });
  });

  it('what is gone cannot be held', async () => {
    const kept = (await road.kept(await road.disclosed({}, '2026-12-01')))!;
    await at('2026-12-02T00:00:01Z');
    expect(await hold('council.officer', kept.id)).toMatchObject({ refusal: { code: 'disclosure/disposed-of' } });
  });

  it('its deadline is silent while it is held', async () => {
    const id = await road.disclosed({}, '2027-06-01');
    const kept = (await road.kept(id))!;
    const open = async () => {
      const all = await road.as('council.officer', (actor) =>
        road.app.get(DeadlineQueries).openFor(actor, 'retention-end'),
      );
      return all.filter(({ subject }) => subject.id === id).length;
    };
    expect(await open()).toBe(1);
    await hold('council.officer', kept.id);
    expect(await open()).toBe(0);
    await lift('council.officer', kept.id);
    expect(await open()).toBe(1);
  });
});
