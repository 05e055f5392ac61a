import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AgreementQueries,
  AgreementService,
  ReviewService,
  SignatoryService,
  SigningService,
  SuccessionService,
  type SuccessionForm,
} from '@broker/agreement';
import { ExchangeQueries } from '@broker/exchange';
import { DeadlineQueries } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let manager: Actor;
let steward: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  manager = await road.as('council.manager');
  steward = await road.as('police.steward');
});
afterAll(() => road.close());

const lines = () => road.app.get(AgreementQueries).signatories(manager.partnershipId);
const lineNamed = async (name: string) => (await lines()).find(({ agency }) => agency === name);

describe('ISA-1: agencies are named as signatories, each in its class', () => {
  const name = (changes: object = {}, actor = manager) =>
    road.app
      .get(SignatoryService)
      .name(actor, { agency: 'Example Housing', kind: 'housing', class: 'co-operating', ...changes });

  it.each([
    ['no name', { agency: ' ' }, 'agreement/agency-name'],
    ['no kind', { kind: 'circus' }, 'agreement/agency-kind'],
    ['no class', { class: 'observing' }, 'agreement/signatory-class'],
    ['a second time', { agency: 'hampshire CONSTABULARY', kind: 'police' }, 'agreement/already-named'],
    ['another kind than it is', { agency: 'Hampshire Constabulary' }, 'agreement/agency-kind-differs'],
  ])('not with %s', async (_, changes, code) => {
    expect(await name(changes)).toMatchObject({ refusal: { code, clause: 'ISA-1' } });
  });

  it('at a place of the table, where it still has to sign', async () => {
    expect(await name({ position: 2 })).toMatchObject({ ok: true });
    const table = await lines();
    expect(table[1]).toMatchObject({ agency: 'Example Housing', standing: 'unsigned', position: 2 });
    expect(table.map(({ position }) => position)).toEqual(table.map((_, index) => index + 1));
    expect(await newestFacts(road.app, 'SignatoryNamed')).toEqual({ class: 'co-operating', position: 2 });
  });

  it('an agency of this installation can be named in another partnership: it is the same one', async () => {
    const other = { ...(await road.as('northmoor-council.manager')) };
    const named = await name({}, other);
    expect(named).toEqual({ ok: true, value: { agencyId: (await lineNamed('Example Housing'))!.agencyId } });
  });

  it('its class and place can be changed; it can be taken out while it has never signed', async () => {
    const { agencyId } = (await lineNamed('Example Housing'))!;
    const service = road.app.get(SignatoryService);
    expect(await service.change(manager, agencyId, { class: 'participating', position: 1 })).toEqual({
      ok: true,
      value: null,
    });
    expect((await lines())[0]).toMatchObject({ agencyId, class: 'participating' });
    expect(await service.remove(manager, agencyId)).toEqual({ ok: true, value: null });
    expect(await lineNamed('Example Housing')).toBeUndefined();
    expect(await service.remove(manager, agencyId)).toMatchObject({ refusal: { code: 'agreement/no-such-signatory' } });
    expect(await service.remove(manager, steward.agencyId)).toMatchObject({
      refusal: { code: 'agreement/has-signed' },
    });
  });
});

describe('ISA-10: the duties of an agency pass to a successor, which signs anew', () => {
  const form = (changes: Partial<SuccessionForm> = {}): SuccessionForm => ({
    predecessorId: steward.agencyId,
    successor: { agency: 'Example Successor Police', kind: 'police' },
    passedOn: '2026-11-20',
    note: 'Two forces became one',
    source: 'Example Order 2026',
    ...changes,
  });
  const record = (changes?: Partial<SuccessionForm>) => road.app.get(SuccessionService).record(manager, form(changes));

  it.each([
    ['itself', () => ({ successor: { agencyId: steward.agencyId } }), 'agreement/succession-of-itself'],
    ['a day that has not come', () => ({ passedOn: '2026-11-21' }), 'agreement/succession-in-the-future'],
    ['a day that the calendar has not', () => ({ passedOn: '2026-02-30' }), 'agreement/succession-day'],
    ['an agency that is not named', () => ({ predecessorId: 'none' }), 'agreement/no-such-signatory'],
    ['no note', () => ({ note: '' }), 'agreement/succession-note'],
    ['no source', () => ({ source: '' }), 'agreement/succession-source'],
  ])('not with %s, and nothing is left half done', async (_, changes, code) => {
    const before = await entriesOf(road.app);
    expect(await record(changes())).toMatchObject({ refusal: { code } });
    expect(await entriesOf(road.app)).toBe(before);
    expect(await lineNamed('Example Successor Police')).toBeUndefined();
  });

  it('the successor takes its place in the table, holds its officers, and has to sign', async () => {
    const place = (await lineNamed('Hampshire Constabulary'))!.position;
    expect(await record()).toMatchObject({ ok: true });
    const successor = (await lineNamed('Example Successor Police'))!;
    expect(successor).toMatchObject({ position: place, class: 'responsible', standing: 'unsigned' });
    expect(await lineNamed('Hampshire Constabulary')).toBeUndefined();
    expect((await road.as('police.steward')).agencyId).toBe(successor.agencyId);
    expect(await road.app.get(AgreementQueries).standingOf(manager.partnershipId, steward.agencyId)).toBe(
      'not-a-signatory',
    );
    expect(await newestFacts(road.app, 'AgencySucceeded')).toMatchObject({
      passedOn: '2026-11-20',
      successorId: successor.agencyId,
    });
  });

  it('what was uploaded and released stays within its reach', async () => {
    const actor = await road.as('police.steward');
    const own = await road.app.get(ExchangeQueries).submissions(actor.partnershipId, actor.agencyId);
    expect(own.map(({ state }) => state)).toEqual(['released']);
    expect(await road.app.get(AgreementQueries).lineOf(actor.partnershipId, actor.agencyId)).toEqual([
      actor.agencyId,
      steward.agencyId,
    ]);
    const stranger = await road.as('fire.steward');
    expect(await road.app.get(ExchangeQueries).submissions(stranger.partnershipId, stranger.agencyId)).toEqual([]);
  });

  it('data flows again once it has signed', async () => {
    const signer = await road.as('police.signer');
    const { version, textSha256 } = (await road.app.get(AgreementService).newestSent(manager.partnershipId))!;
    const signing = { version, textSha256, postHeld: 'Chief Constable', signedName: 'Example', adopts: true };
    expect(await road.app.get(SigningService).sign(signer, signing)).toEqual({ ok: true, value: null });
    expect((await lineNamed('Example Successor Police'))!.standing).toBe('signed');
  });

  it('never a second time, never in a circle; an agency without a successor ends', async () => {
    expect(await record()).toMatchObject({ refusal: { code: 'agreement/no-such-signatory' } });
    const { agencyId } = (await lineNamed('Example Successor Police'))!;
    const council = {
      predecessorId:
        (await lineNamed('Drug Action Team'))?.agencyId ?? (await lineNamed('Thornhill Plus You'))!.agencyId,
    };
    const before = (await lines()).length;
    expect(await record({ ...council, successor: null })).toEqual({ ok: true, value: { successorId: null } });
    expect((await lines()).length).toBe(before - 1);
    expect(await record({ predecessorId: agencyId, successor: { agencyId } })).toMatchObject({ ok: false });
  });
});

describe('ISA-22: the agreement is reviewed regularly', () => {
  const review = { heldOn: '2026-11-20', outcome: 'keep', note: 'All is well', nextReviewOn: '2027-11-20' };
  const record = (changes: object = {}) => road.app.get(ReviewService).record(manager, { ...review, ...changes });
  const due = async () =>
    (
      await road.app
        .get(DeadlineQueries)
        .openFor({ partnershipId: manager.partnershipId, agencyId: null }, 'agreement-review')
    ).map(({ dueOn }) => dueOn);

  it.each([
    ['tomorrow', { heldOn: '2026-11-21' }, 'agreement/review-held'],
    ['without an outcome', { outcome: 'good' }, 'agreement/review-outcome'],
    ['without a note', { note: ' ' }, 'agreement/review-note'],
    ['with no next one', { nextReviewOn: '2026-11-20' }, 'agreement/review-next'],
  ])('not %s', async (_, changes, code) => {
    expect(await record(changes)).toMatchObject({ refusal: { code, clause: 'ISA-22' } });
  });

  it('what it came to is recorded, and the next one is due', async () => {
    expect(await record()).toEqual({ ok: true, value: null });
    expect(await road.app.get(ReviewService).of(manager.partnershipId)).toMatchObject({
      dueOn: '2027-11-20',
      isOverdue: false,
      held: [{ heldOn: '2026-11-20', outcome: 'keep', version: 1 }],
    });
    expect(await due()).toEqual(['2027-11-20']);
    expect(await record({ nextReviewOn: '2027-12-01', outcome: 'revise' })).toEqual({ ok: true, value: null });
    expect(await due()).toEqual(['2027-12-01']);
  });

  it('one that is overdue is shown as overdue', async () => {
    road.clock.set('2027-12-02T09:00:00Z');
    expect(await road.app.get(ReviewService).of(manager.partnershipId)).toMatchObject({ isOverdue: true });
  });
});
