import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GuessingService,
  InvitationService,
  Officer,
  PasswordService,
  SecondFactorService,
  SessionService,
  SignInResetService,
  SignInService,
  type Actor,
  type Origin,
} from '@broker/identity';
import { generate } from 'otplib';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts, signedIn } from '../support/people.js';

const CHOSEN = 'seven purple trams at dawn';

let road: ExchangeRoad;
let signIns: SignInService;
let secondFactors: SecondFactorService;
let invitations: InvitationService;
let resets: SignInResetService;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  signIns = road.app.get(SignInService);
  secondFactors = road.app.get(SecondFactorService);
  invitations = road.app.get(InvitationService);
  resets = road.app.get(SignInResetService);
});
afterAll(() => road?.close());

const enter = (who: string, password = DEMONSTRATION_PASSWORD, origin: Origin = {}) =>
  signIns.signIn(`${who}@demo.example`, password, origin);
const refusedWith = (code: string, clause = 'ISA-26') => ({ ok: false, refusal: { code: `identity/${code}`, clause } });
const codeOf = (key: string, stepsAhead = 0): Promise<string> =>
  generate({ secret: key, epoch: Math.floor(road.clock.now().getTime() / 1000) + stepsAhead * 30 });

/** An actor whose browser is signed in. */
async function inBrowser(who: string): Promise<Actor & { token: string }> {
  const { token } = await signedIn(road.app, who);
  return { ...(await signIns.actorOf(token))!, token };
}

const invite = async (who: string, by: string, opensAt?: Date): Promise<string> => {
  const [{ officerId }, inviter] = [await road.as(who), await road.as(by)];
  return road.app.get(DataSource).transaction(async (manager) => {
    await manager.update(Officer, { id: officerId }, { passwordHash: null });
    return (await invitations.invite(manager, { officerId, by: inviter, ...(opensAt && { opensAt }) })).token;
  });
};

describe('ISA-20: a nominated officer is let in by a link, once', () => {
  it('and chooses a password that nobody else would', async () => {
    const token = await invite('health.steward', 'health.signer');
    for (const [password, what] of [
      ['short', 'too-short'],
      ['LeaveMeAlone', 'common'],
      ['safe city broker 1', 'about-you'],
      ['health.steward@demo', 'about-you'],
    ])
      expect(await invitations.accept(token, password!)).toMatchObject(refusedWith(`password-${what}`));
    expect(await invitations.accept(token, CHOSEN)).toMatchObject({
      ok: true,
      value: { email: 'health.steward@demo.example' },
    });
    expect((await enter('health.steward', CHOSEN)).ok).toBe(true);
    expect(await invitations.accept(token, CHOSEN)).toMatchObject(refusedWith('invitation-used', 'ISA-20'));
    expect(await newestFacts(road.app, 'InvitationRefused')).toEqual({ code: 'identity/invitation-used' });
  });

  it('within seven days, and by the newest link alone', async () => {
    const first = await invite('health.officer', 'health.signer');
    const second = await invite('health.officer', 'health.signer');
    expect(await invitations.look(first)).toMatchObject(refusedWith('invitation-withdrawn', 'ISA-20'));
    expect((await invitations.look(second)).ok).toBe(true);
    road.clock.advance({ days: 7 });
    expect(await invitations.look(second)).toMatchObject(refusedWith('invitation-expired', 'ISA-20'));
    expect(await invitations.look('made up')).toMatchObject(refusedWith('invitation-unknown', 'ISA-20'));
  });

  it('of two who follow it at the same moment one is let in', async () => {
    const token = await invite('health.officer', 'health.signer');
    const answers = await Promise.all([invitations.accept(token, CHOSEN), invitations.accept(token, `${CHOSEN}!`)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('and the link itself is stored nowhere', async () => {
    const token = await invite('health.officer', 'health.signer');
    const [{ found }] = await road.app
      .get(DataSource)
      .query<[{ found: number }]>(
        `SELECT count(*)::int AS found FROM invitation i WHERE i::text LIKE '%' || $1 || '%'`,
        [token],
      );
    expect(found).toBe(0);
  });
});

describe('ISA-26: whoever has set up a second proof is asked for it', () => {
  it('at sign-in: a code is good for its half-minute and those beside it, and never twice', async () => {
    const actor = await inBrowser('fire.officer');
    const { key } = await secondFactors.beginApp(actor);
    expect(await secondFactors.confirmApp(actor, '000000', {})).toMatchObject(refusedWith('wrong-code'));
    const added = await secondFactors.confirmApp(actor, await codeOf(key), {});
    expect(added).toMatchObject({ ok: true, value: { recoveryCodes: { length: 10 } } });

    const begun = await enter('fire.officer');
    if (!begun.ok || begun.value.attempt === undefined) throw new Error('let in without a second proof');
    const { attempt } = begun.value;
    expect(await signIns.finishWithCode(attempt, await codeOf(key))).toMatchObject(refusedWith('wrong-code'));
    expect(await signIns.finishWithCode(attempt, await codeOf(key, 2))).toMatchObject(refusedWith('wrong-code'));
    expect((await signIns.finishWithCode(attempt, await codeOf(key, 1))).ok).toBe(true);
    expect(await newestFacts(road.app, 'SignedIn')).toEqual({ method: 'password-and-app' });
    expect(await signIns.finishWithCode(attempt, await codeOf(key, 1))).toMatchObject(refusedWith('attempt-over'));
  });

  it('a recovery code stands in for it once', async () => {
    const actor = await inBrowser('fire.steward');
    const { key } = await secondFactors.beginApp(actor);
    const added = await secondFactors.confirmApp(actor, await codeOf(key), {});
    const [code = ''] = added.ok ? (added.value.recoveryCodes ?? []) : [];
    for (const outcome of [true, false]) {
      const begun = await enter('fire.steward');
      if (!begun.ok || begun.value.attempt === undefined) throw new Error('let in without a second proof');
      expect((await signIns.finishWithCode(begun.value.attempt, code.toLowerCase())).ok).toBe(outcome);
    }
    expect(await newestFacts(road.app, 'RecoveryCodeUsed')).toEqual({ left: 9 });
    expect(await secondFactors.waysOf(actor.officerId)).toEqual({ app: true, passkeys: 0, recoveryCodesLeft: 9 });
  });

  it('an attempt is over after ten minutes', async () => {
    const begun = await enter('fire.steward');
    if (!begun.ok || begun.value.attempt === undefined) throw new Error('let in without a second proof');
    road.clock.advance({ minutes: 10 });
    expect(await signIns.waysOfAttempt(begun.value.attempt)).toBeNull();
    expect(await signIns.finishWithCode(begun.value.attempt, '123456')).toMatchObject(refusedWith('attempt-over'));
  });

  it('a program is asked for it too', async () => {
    const email = 'fire.officer@demo.example';
    expect(await signIns.identify(email, DEMONSTRATION_PASSWORD)).toMatchObject(refusedWith('second-factor-needed'));
    const wrong = await signIns.identify(email, DEMONSTRATION_PASSWORD, { code: '000000' });
    expect(wrong).toMatchObject(refusedWith('wrong-code'));
  });

  it('the key of the app lies encrypted, and its codes nowhere', async () => {
    const { key } = await secondFactors.beginApp(await road.as('fire.signer'));
    const [{ found }] = await road.app
      .get(DataSource)
      .query<[{ found: number }]>(
        `SELECT count(*)::int AS found FROM authenticator_app WHERE position($1 in encode(secret, 'escape')) > 0`,
        [key],
      );
    expect(found).toBe(0);
  });
});

describe('ISA-26: what binds or reveals asks again who it is', () => {
  it('by the password; the browser’s token changes, and the old one is void', async () => {
    const actor = await inBrowser('council.signer');
    road.clock.advance({ minutes: 11 });
    expect(await signIns.stepUp(actor, { password: 'wrong' })).toMatchObject(refusedWith('wrong-password'));
    const stepped = await signIns.stepUp(actor, { password: DEMONSTRATION_PASSWORD });
    if (!stepped.ok) throw new Error(stepped.refusal.message);
    expect(await signIns.actorOf(actor.token)).toBeNull();
    expect((await signIns.actorOf(stepped.value))?.steppedUpAt).toEqual(road.clock.now());
    expect(await newestFacts(road.app, 'StepUpPassed')).toEqual({ method: 'password' });
  });

  it('by the second proof where there is one: the password alone will not do', async () => {
    const actor = await road.as('fire.officer');
    expect(await signIns.stepUp(actor, { password: DEMONSTRATION_PASSWORD })).toMatchObject(
      refusedWith('second-factor-needed'),
    );
  });
});

describe('ISA-26: a changed password', () => {
  it('signs every other browser out, and is asked for the old one first', async () => {
    const here = await inBrowser('probation.officer');
    const there = await inBrowser('probation.officer');
    const passwords = road.app.get(PasswordService);
    expect(await passwords.change(here, 'wrong', CHOSEN, {})).toMatchObject(refusedWith('wrong-password'));
    expect(await passwords.change(here, DEMONSTRATION_PASSWORD, 'password1234', {})).toMatchObject(
      refusedWith('password-common'),
    );
    expect((await passwords.change(here, DEMONSTRATION_PASSWORD, CHOSEN, {})).ok).toBe(true);
    expect([await signIns.actorOf(here.token), await signIns.actorOf(there.token)]).toEqual([
      expect.objectContaining({ officerId: here.officerId }),
      null,
    ]);
    expect(await newestFacts(road.app, 'SessionsEnded')).toEqual({ count: 1, reason: 'changed' });
    expect(await enter('probation.officer')).toMatchObject(refusedWith('wrong-email-or-password'));
  });

  it('a person sees where they are signed in, and signs out one or all others, never somebody else’s', async () => {
    const sessions = road.app.get(SessionService);
    const here = await inBrowser('council.auditor');
    const others = [await inBrowser('council.auditor'), await inBrowser('council.auditor')];
    const stranger = await inBrowser('council.manager');
    expect(await sessions.end(here, { id: stranger.sessionId! })).toBe(0);
    expect(await sessions.end(here, { id: others[0]!.sessionId! })).toBe(1);
    expect((await sessions.sessionsOf(here.officerId)).map(({ id }) => id)).toHaveLength(2);
    expect(await sessions.end(here, 'others')).toBe(1);
    expect(await signIns.actorOf(stranger.token)).not.toBeNull();
  });
});

describe('ISA-26: the way back takes two people and a day', () => {
  const start = async (who: string, of: string) => resets.start(await road.as(who), (await road.as(of)).officerId);

  it('nobody approves what they started, nobody resets themselves, nobody reaches into another agency', async () => {
    const signer = await road.as('police.signer');
    expect(await start('police.signer', 'police.signer')).toMatchObject(refusedWith('reset-own'));
    expect(await start('police.signer', 'council.officer')).toMatchObject(refusedWith('no-such-officer'));
    const started = await start('police.signer', 'police.steward');
    if (!started.ok) throw new Error(started.refusal.message);
    expect(await start('council.manager', 'police.steward')).toMatchObject(refusedWith('reset-under-way'));
    expect(await resets.approve(signer, started.value)).toMatchObject(refusedWith('second-person-needed'));
    expect(await resets.approve(await road.as('police.steward'), started.value)).toMatchObject(
      refusedWith('reset-own'),
    );
    expect(await resets.approve(await road.as('council.officer'), started.value)).toMatchObject(
      refusedWith('no-such-reset'),
    );

    const approved = await resets.approve(await road.as('police.officer'), started.value);
    if (!approved.ok) throw new Error(approved.refusal.message);
    expect(await invitations.look(approved.value.token)).toMatchObject(refusedWith('invitation-not-yet'));
    road.clock.advance({ hours: 24 });
    const before = await inBrowser('police.steward');
    expect((await invitations.accept(approved.value.token, CHOSEN)).ok).toBe(true);
    expect(await signIns.actorOf(before.token)).toBeNull();
    expect((await enter('police.steward', CHOSEN)).ok).toBe(true);
    expect(await newestFacts(road.app, 'SignInResetApproved')).toMatchObject({ startedBy: signer.officerId });
  });

  it('the officer can stop it as long as they can sign in, link and all', async () => {
    const started = await start('council.manager', 'police.officer');
    if (!started.ok) throw new Error(started.refusal.message);
    const approved = await resets.approve(await road.as('police.signer'), started.value);
    if (!approved.ok) throw new Error(approved.refusal.message);
    expect((await resets.object(await road.as('police.officer'))).ok).toBe(true);
    road.clock.advance({ hours: 25 });
    expect(await invitations.accept(approved.value.token, CHOSEN)).toMatchObject(
      refusedWith('invitation-withdrawn', 'ISA-20'),
    );
    expect(await resets.pendingOf((await road.as('police.officer')).officerId)).toBeNull();
  });

  it('the database itself takes no approval by the person who started it', async () => {
    const started = await start('council.signer', 'council.officer');
    const update = road.app
      .get(DataSource)
      .query('UPDATE sign_in_reset SET approved_by = started_by WHERE id = $1', [started.ok ? started.value : '']);
    await expect(update).rejects.toThrow('sign_in_reset_two_people_check');
  });
});

describe('ISA-26: guessing is slowed, and shuts nobody out', () => {
  it('an unknown address waits like a known one: the answers tell nothing', async () => {
    const answers = async (who: string) => {
      const codes: string[] = [];
      for (let tries = 0; tries < 7; tries += 1) {
        const answer = await enter(who, 'wrong');
        codes.push(answer.ok ? 'in' : answer.refusal.code);
      }
      return codes;
    };
    const known = await answers('youth.officer');
    expect(known).toEqual(await answers('nobody'));
    expect(known.slice(4)).toEqual(['identity/wrong-email-or-password', 'identity/wait', 'identity/wait']);
  });

  it('a stranger’s guessing does not make the owner of a known browser wait', async () => {
    const { device, actor } = await signedIn(road.app, 'courts.officer');
    for (let tries = 0; tries < 6; tries += 1) await enter('courts.officer', 'wrong');
    expect(await enter('courts.officer')).toMatchObject(refusedWith('wait'));
    expect((await enter('courts.officer', DEMONSTRATION_PASSWORD, { device })).ok).toBe(true);
    const forged = `${device.split('.')[0]}.AAAA`;
    expect(await enter('courts.officer', DEMONSTRATION_PASSWORD, { device: forged })).toMatchObject(
      refusedWith('wait'),
    );
    const another = road.app.get(GuessingService).deviceToken((await road.as('courts.steward')).officerId);
    expect(await enter('courts.officer', DEMONSTRATION_PASSWORD, { device: another })).toMatchObject(
      refusedWith('wait'),
    );
    expect(actor.role).toBe('designated-officer');
  });

  it('one network that tries many accounts waits too', async () => {
    const origin = { address: '2001:db8:1:2:3::4' };
    for (let tries = 0; tries < 30; tries += 1) await invitations.look(`made up ${tries}`, origin);
    const neighbour = { address: '2001:db8:1:2:ffff::1' };
    expect(await invitations.look('made up', neighbour)).toMatchObject(refusedWith('wait'));
    expect(await invitations.look('made up', { address: '2001:db8:9::1' })).toMatchObject(
      refusedWith('invitation-unknown', 'ISA-20'),
    );
  });

  it('guesses at the same moment count each', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter('hospital.officer', 'wrong')));
    const codes = answers.map((answer) => (answer.ok ? 'in' : answer.refusal.code));
    expect(codes.filter((code) => code === 'identity/wrong-email-or-password')).toHaveLength(5);
  });

  it('every refusal is in the log, without what was typed', async () => {
    expect(await entriesOf(road.app, 'SignInRefused')).toBeGreaterThan(20);
  });
});
