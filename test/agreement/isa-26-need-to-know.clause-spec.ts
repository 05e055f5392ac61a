import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorisationService } from '@broker/agreement';
import { CollectionService, ExchangeQueries, ReleaseService } from '@broker/exchange';
import { MachineTokenService, NominationService, SigningKeyService, SignInService } from '@broker/identity';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts, signedIn } from '../support/people.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-26: access is for those who need to know', () => {
  it('a partnership never sees another: its submissions and releases might as well not exist', async () => {
    const stranger = await road.as('northmoor-police.steward');
    const queries = road.app.get(ExchangeQueries);
    const [ours] = await queries.releases(road.police.partnershipId);
    const hidden = { refusal: { clause: 'ISA-26' } };
    expect(await queries.release(stranger.partnershipId, ours!.id)).toBeNull();
    expect(await queries.releases(stranger.partnershipId)).toHaveLength(1);
    expect(await road.submission(ours!.submissionId, stranger)).toBeNull();
    const decisions = road.app.get(ReleaseService);
    expect(await decisions.withdraw(stranger, ours!.submissionId, 'mine')).toMatchObject(hidden);
    expect(await decisions.release(stranger, ours!.submissionId, 'strategic-planning')).toMatchObject(hidden);
    expect(await road.app.get(CollectionService).collect(stranger, ours!.id, 'csv', {})).toMatchObject(hidden);
  });

  it('another agency of the same partnership sees releases, never submissions', async () => {
    const [ours] = await road.app.get(ExchangeQueries).releases(road.police.partnershipId);
    expect(await road.submission(ours!.submissionId, road.council)).toBeNull();
    expect(await road.app.get(ExchangeQueries).release(road.council.partnershipId, ours!.id)).not.toBeNull();
  });

  it('a role that has no part in an act is refused it, and the refusal is in the log', async () => {
    const auditor = await road.as('council.auditor');
    const answer = await road.app.get(AuthorisationService).authorise(auditor, 'release.collect');
    expect(answer).toMatchObject({ refusal: { code: 'identity/not-your-role', clause: 'ISA-18' } });
    expect(await newestFacts(road.app, 'AccessRefused')).toMatchObject({ act: 'release.collect' });
  });

  it('nobody gives a post to themselves: not the signing officer, not the manager', async () => {
    for (const [who, role] of [
      ['police.signer', 'designated-officer'],
      ['council.manager', 'operator'],
    ] as const) {
      const actor = await road.as(who);
      const person = { name: 'Anybody', email: `${who}@demo.example` };
      const post = { agencyId: actor.agencyId, role, startsOn: '2026-11-20', endsOn: null, deputyId: null };
      expect(await road.app.get(NominationService).nominate(actor, { ...person, ...post })).toMatchObject({
        refusal: { code: 'officers/own-nomination', clause: 'ISA-26' },
      });
      expect(await newestFacts(road.app, 'OfficerChangeRefused')).toMatchObject({ code: 'officers/own-nomination' });
    }
  });

  it('signing in, and failing to, is in the log without the address that was tried', async () => {
    const signIn = road.app.get(SignInService);
    expect((await signIn.signIn('police.steward@demo.example', DEMONSTRATION_PASSWORD)).ok).toBe(true);
    expect(await entriesOf(road.app, 'SignedIn')).toBe(1);
    for (const [email, password] of [
      ['police.steward@demo.example', 'wrong'],
      ['nobody@demo.example', DEMONSTRATION_PASSWORD],
    ] as const) {
      const answer = await signIn.signIn(email, password);
      expect(answer).toMatchObject({ refusal: { code: 'identity/wrong-email-or-password', clause: 'ISA-26' } });
    }
    expect(await entriesOf(road.app, 'SignInRefused')).toBe(2);
  });

  it('a program does only what it was let in for, in its officer’s name, and never what takes a person', async () => {
    const steward = await road.as('police.steward');
    const letIn = await road.app.get(MachineTokenService).issue(steward, { name: 'Reader', scopes: ['exchange:read'] });
    if (!letIn.ok) throw new Error(letIn.refusal.message);
    const { kid } = await road.app.get(SigningKeyService).signer();
    const { id: programId, appointmentId } = letIn.value;
    const program = await road.app.get(MachineTokenService).actorOf({ programId, appointmentId, kid });
    const may = road.app.get(AuthorisationService);
    expect(program).toMatchObject({ officerId: steward.officerId, agencyId: steward.agencyId });
    expect(await may.authorise(program!, 'submission.view')).toMatchObject({ ok: true });
    const beyond = await may.authorise(program!, 'submission.upload');
    expect(beyond).toMatchObject({ refusal: { code: 'identity/scope-missing', clause: 'ISA-26' } });
    expect(await newestFacts(road.app, 'AccessRefused')).toMatchObject({ act: 'submission.upload' });
    expect(await may.authorise(program!, 'program.create')).toMatchObject({ refusal: { clause: 'ISA-26' } });
  });

  it('a copied refresh token shuts its program out, whoever of the two used it first', async () => {
    const programs = road.app.get(MachineTokenService);
    const letIn = await programs.issue(await road.as('police.steward'), { name: 'Copied' });
    if (!letIn.ok) throw new Error(letIn.refusal.message);
    const { refreshToken } = letIn.value;
    const tokenId = letIn.value.id;
    expect((await programs.refresh(refreshToken, tokenId)).ok).toBe(true);
    const second = await programs.refresh(refreshToken, tokenId);
    expect(second).toMatchObject({ refusal: { code: 'identity/refresh-reused', clause: 'ISA-26' } });
    expect(await entriesOf(road.app, 'TokenReused')).toBe(1);
  });

  it('a session ends when it is not used, and in any case after ten hours', async () => {
    const signIn = road.app.get(SignInService);
    const { token } = await signedIn(road.app, 'council.officer');
    expect(await signIn.actorOf(token)).toMatchObject({ role: 'designated-officer' });
    for (let minute = 0; minute < 590; minute += 25) {
      road.clock.advance({ minutes: 25 });
      expect((await signIn.actorOf(token)) !== null).toBe(minute + 25 < 600);
    }
    road.clock.advance({ minutes: 25 });
    expect(await signIn.actorOf(token)).toBeNull();
    const idle = await signedIn(road.app, 'council.officer');
    road.clock.advance({ minutes: 31 });
    expect(await signIn.actorOf(idle.token)).toBeNull();
  });
});
