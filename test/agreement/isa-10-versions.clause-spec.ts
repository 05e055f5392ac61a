import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AgreementQueries,
  AgreementService,
  agreementText,
  AuthorisationService,
  DraftService,
  SigningService,
  WithdrawalService,
} from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let manager: Actor;
let council: Actor;
let police: Actor;
let voluntary: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  [manager, council, police, voluntary] = await Promise.all(
    ['council.manager', 'council.signer', 'police.signer', 'voluntary.signer'].map((who) => road.as(who)) as [
      Promise<Actor>,
      Promise<Actor>,
      Promise<Actor>,
      Promise<Actor>,
    ],
  );
});
afterAll(() => road.close());

const drafts = () => road.app.get(DraftService);
const agreements = () => road.app.get(AgreementService);
const standing = (actor: Actor) => road.app.get(AgreementQueries).standingOf(actor.partnershipId, actor.agencyId);
const newest = async () => (await agreements().newestSent(manager.partnershipId))!;
const signing = { postHeld: 'Chief Executive', signedName: 'Example', adopts: true };
const sign = async (actor: Actor, changes: object = {}) => {
  const { version, textSha256 } = await newest();
  return road.app.get(SigningService).sign(actor, { ...signing, version, textSha256, ...changes });
};

describe('ISA-2: a version of the agreement is drafted, and its text is frozen when it is sent', () => {
  it('starts from the version in force; there is one draft at a time', async () => {
    expect(await drafts().start(manager)).toEqual({ ok: true, value: { version: 2 } });
    expect(await drafts().start(manager)).toMatchObject({
      refusal: { code: 'agreement/draft-exists', clause: 'ISA-2' },
    });
    const { draft } = (await drafts().find(manager.partnershipId))!;
    expect(draft.clauses).toEqual((await agreements().versionInForce(manager.partnershipId))!.clauses);
    expect((await newest()).version).toBe(1);
  });

  it('keeps a faulty part out, and is not sent while anything is missing', async () => {
    expect(await drafts().edit(manager, 'purposes', { purposes: [] })).toMatchObject([{ clause: 'ISA-5' }]);
    expect((await drafts().find(manager.partnershipId))!.draft.purposes.length).toBeGreaterThan(0);
    expect(await drafts().send(manager)).toMatchObject({ refusal: { code: 'agreement/draft-review-missing' } });
  });

  it('is sent with the SHA-256 of its every term, and is never edited again', async () => {
    const terms = { reading: 'working' as const, reviewOn: '2027-11-20', oldEndsOn: '2026-12-31' };
    expect(await drafts().edit(manager, 'terms', terms)).toEqual([]);
    expect(await drafts().send(manager)).toEqual({ ok: true, value: { version: 2 } });
    const sent = await newest();
    expect(sent.textSha256).toBe(createHash('sha256').update(agreementText(sent)).digest('hex'));
    expect(await newestFacts(road.app, 'AgreementPublished')).toEqual({ version: 2, textSha256: sent.textSha256 });
    await expect(drafts().edit(manager, 'terms', terms)).rejects.toMatchObject({
      refusal: { code: 'agreement/no-draft' },
    });
  });
});

describe('ISA-10: who is asked for a signature, and who hears of a withdrawal', () => {
  it('every signing officer has been told once that version 2 is to be signed', async () => {
    const told = await road.app
      .get(DataSource)
      .query<{ officer_id: string }[]>("SELECT officer_id FROM notice WHERE kind = 'agreement-to-sign'");
    const signers = await road.app
      .get(DataSource)
      .query<{ officer_id: string }[]>(
        "SELECT officer_id FROM appointment WHERE role = 'signing-officer' AND partnership_id = $1",
        [manager.partnershipId],
      );
    const ids = (rows: { officer_id: string }[]) => rows.map((row) => row.officer_id).toSorted();
    expect(ids(told)).toEqual(ids(signers));
  });
});

describe('ISA-10: each signatory signs one exact text: post held, name, date', () => {
  it.each([
    ['a text that has been superseded', { version: 1 }, 'agreement/text-superseded'],
    ['a version that was never sent', { version: 9 }, 'agreement/no-such-version'],
    ['another text than the one shown', { textSha256: 'ab' }, 'agreement/another-text'],
    ['no post', { postHeld: ' ' }, 'agreement/post-missing'],
    ['no name', { signedName: '' }, 'agreement/name-missing'],
    ['no adoption for the whole organisation', { adopts: false }, 'agreement/adoption-missing'],
  ])('%s is refused, and the refusal is in the log', async (_, changes, code) => {
    const before = await entriesOf(road.app, 'SignatureRefused');
    expect(await sign(council, changes)).toMatchObject({ refusal: { code } });
    expect(await entriesOf(road.app, 'SignatureRefused')).toBe(before + 1);
    expect(await newestFacts(road.app, 'SignatureRefused')).toMatchObject({ code });
  });

  it('an agency that the agreement does not name cannot sign it', async () => {
    const stranger = await road.as('ferries.officer');
    expect(await sign(stranger)).toMatchObject({ refusal: { code: 'agreement/not-a-signatory', clause: 'ISA-10' } });
  });

  it('only a signing officer who has just shown who they are may', async () => {
    const { steppedUpAt: _, ...signer } = council;
    const ask = (actor: Actor) => road.app.get(AuthorisationService).authorise(actor, 'agreement.sign');
    expect(await ask(signer)).toMatchObject({ refusal: { code: 'identity/step-up-needed' } });
    expect(await ask({ ...signer, steppedUpAt: road.clock.now() })).toMatchObject({ ok: true });
    expect(await ask(await road.as('council.officer'))).toMatchObject({ refusal: { code: 'identity/not-your-role' } });
  });

  it('is recorded with post, name, date and fingerprint; the name stays out of the log; twice is refused', async () => {
    expect(await sign(council)).toEqual({ ok: true, value: null });
    const [row] = await road.app
      .get(DataSource)
      .query<Record<string, unknown>[]>('SELECT * FROM signature WHERE signed_by = $1', [council.officerId]);
    expect(row).toMatchObject({
      post_held: 'Chief Executive',
      signed_name: 'Example',
      text_sha256: (await newest()).textSha256,
    });
    expect(row!['signed_at']).toEqual(road.clock.now());
    expect(await newestFacts(road.app, 'AgreementSigned')).toEqual({
      version: 2,
      textSha256: (await newest()).textSha256,
    });
    expect(await sign(council)).toMatchObject({ refusal: { code: 'agreement/already-signed', clause: 'ISA-10' } });
  });

  it('the version is in force from its first signature, and its reading of days binds', async () => {
    expect((await agreements().versionInForce(manager.partnershipId))!.version).toBe(2);
    expect(await agreements().readingOf(manager.partnershipId)).toBe('working');
    expect(await agreements().readingOf((await road.as('northmoor-police.steward')).partnershipId)).toBe('literal');
  });
});

describe('ISA-10: a new version asks for new signatures; the old one runs until its last day', () => {
  it('until then a signature under either keeps the data flowing, and a release names the version that binds its agency', async () => {
    expect([await standing(council), await standing(police), await standing(voluntary)]).toEqual([
      'signed',
      'signed',
      'unsigned',
    ]);
    const bound = async (actor: Actor) =>
      (await agreements().versionBinding(actor.partnershipId, actor.agencyId))?.version ?? null;
    expect([await bound(council), await bound(police), await bound(voluntary)]).toEqual([2, 1, null]);
    await road.released([{ month: '2020-01', rows: 50 }]);
    expect(await newestFacts(road.app, 'ReleaseMade')).toMatchObject({ agreementVersion: 1 });
  });

  it('after it only the new one does', async () => {
    road.clock.set('2026-12-31T23:59:00Z');
    expect(await standing(police)).toBe('signed');
    road.clock.set('2027-01-01T00:00:00Z');
    expect([await standing(council), await standing(police)]).toEqual(['signed', 'unsigned']);
    const steward = await road.as('police.steward');
    expect(await road.app.get(AuthorisationService).authorise(steward, 'submission.upload')).toMatchObject({
      refusal: { code: 'agreement/not-signed', clause: 'ISA-10' },
    });
  });

  it('and signing opens it again at once', async () => {
    expect(await sign(police)).toEqual({ ok: true, value: null });
    expect(await standing(police)).toBe('signed');
  });
});

describe('ISA-10: withdrawal closes the flow at once and keeps the history', () => {
  const withdraw = (actor: Actor, of: Actor, reason = 'We are merging') =>
    road.app.get(WithdrawalService).withdraw(actor, of.agencyId, reason);

  it.each([
    ['another agency', () => withdraw(council, police), 'agreement/withdrawal-not-yours'],
    ['without a reason', () => withdraw(police, police, ' '), 'agreement/reason-missing'],
    ['an agency that has no signature', () => withdraw(manager, voluntary), 'agreement/nothing-to-withdraw'],
    [
      'an agency that there is not',
      () => withdraw(manager, { ...police, agencyId: 'none' }),
      'agreement/nothing-to-withdraw',
    ],
  ])('not %s', async (_, act, code) => expect(await act()).toMatchObject({ refusal: { code } }));

  it('by the agency itself: closed at once; its signatures and releases stay; it comes back by signing', async () => {
    expect(await withdraw(police, police)).toEqual({ ok: true, value: null });
    expect(await standing(police)).toBe('unsigned');
    expect(await newestFacts(road.app, 'AgencyWithdrew')).toEqual({ onBehalf: false, signatures: 2 });
    const count = (table: string) =>
      road.app
        .get(DataSource)
        .query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} WHERE agency_id = $1`, [police.agencyId]);
    expect([(await count('signature'))[0]!.n, (await count('release'))[0]!.n]).toEqual([2, 2]);
    expect(await sign(police)).toEqual({ ok: true, value: null });
    expect(await standing(police)).toBe('signed');
  });

  it('by the manager on its behalf', async () => {
    expect(await withdraw(manager, police)).toEqual({ ok: true, value: null });
    expect(await newestFacts(road.app, 'AgencyWithdrew')).toEqual({ onBehalf: true, signatures: 1 });
    expect(await standing(police)).toBe('unsigned');
  });
});
