import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogOpeningService, RevealQueries, RevealService } from '@broker/audit';
import { AuthorisationService } from '@broker/agreement';
import { PERMISSIONS } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { VaultService } from '@broker/platform';
import { asOwner } from '../support/as-owner.js';
import { DisclosureRoad } from '../support/disclosure-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

const REASON = 'The complaint says that it was about somebody else.';
const ASKS = 'council.auditor';
const AGREES = 'probation.auditor';

let road: DisclosureRoad;
let recordId: string;
beforeAll(async () => {
  road = await DisclosureRoad.open();
});
afterAll(() => road.close());

const ask = async (who = ASKS, purpose = 'complaint', reason = REASON, id = recordId) =>
  road.as(who, (actor) => road.app.get(RevealService).ask(actor, id, purpose, reason));
const answer = (id: string, who = AGREES, step: 'agree' | 'refuse' = 'agree', words = 'Agreed.') =>
  road.as(who, (actor) => road.app.get(RevealService).answer(actor, id, step, words));
const see = (who = ASKS, id = recordId) => road.as(who, (actor) => road.app.get(LogOpeningService).reveal(actor, id));
const agreed = async (): Promise<string> => {
  recordId = (await road.recorded({ fullName: 'Sam Behind-Mask' })).id;
  const { id } = orThrow(await ask());
  orThrow(await answer(id));
  return id;
};

describe('ISA-26: an auditor sees a person only where two people agree that it is needed', () => {
  it('asks with a purpose and a reason; whoever can be the second person is told', async () => {
    recordId = (await road.recorded()).id;
    expect(await ask(ASKS, 'curiosity')).toMatchObject({ refusal: { code: 'audit/reveal-purpose', clause: 'ISA-26' } });
    expect(await ask(ASKS, 'complaint', 'because')).toMatchObject({ refusal: { code: 'audit/reveal-reason' } });
    expect(await ask(ASKS, 'complaint', REASON, 'nonsense')).toMatchObject({
      refusal: { code: 'audit/no-such-record' },
    });
    const { id } = orThrow(await ask());
    expect(await ask()).toMatchObject({ refusal: { code: 'audit/reveal-asked-already' } });
    expect(await newestFacts(road.app, 'RevealAsked')).toMatchObject({ revealId: id, purpose: 'complaint' });
    expect(await road.told('reveal-asked', id)).toBe(2); // the other auditor and the partnership manager
    expect(await see()).toMatchObject({ refusal: { code: 'audit/not-revealed', clause: 'ISA-26' } });
  });

  it('is never agreed to by the one who asked, nor by anybody who is neither auditor nor manager; that is an entry', async () => {
    recordId = (await road.recorded()).id;
    const { id } = orThrow(await ask());
    const refused = await entriesOf(road.app, 'RevealAnswerRefused');
    expect(await answer(id, ASKS)).toMatchObject({ refusal: { code: 'audit/own-reveal', clause: 'ISA-26' } });
    expect(await answer(id, 'police.officer')).toMatchObject({ refusal: { code: 'audit/reveal-not-yours-to-answer' } });
    expect(await answer(id, 'northmoor-council.auditor')).toMatchObject({ refusal: { code: 'audit/no-such-reveal' } });
    expect(await entriesOf(road.app, 'RevealAnswerRefused')).toBe(refused + 3);
    const self = `UPDATE reveal SET answered_by = asked_by, answered_at = asked_at WHERE id = '${id}'`;
    await expect(asOwner(road.database, self)).rejects.toThrow('reveal_second_person_check');
  });

  it('opens the record to the one who asked for half an hour, and each look is an entry', async () => {
    const id = await agreed();
    const looks = await entriesOf(road.app, 'RecordRevealed');
    expect(await see()).toMatchObject({ value: { words: { subject: { fullName: 'Sam Behind-Mask' } } } });
    expect(await entriesOf(road.app, 'RecordRevealed')).toBe(looks + 1);
    expect(await newestFacts(road.app, 'RecordRevealed')).toMatchObject({ revealId: id, purpose: 'complaint' });
    for (const other of [AGREES, 'northmoor-council.auditor'])
      expect(await see(other)).toMatchObject({ refusal: { code: 'audit/not-revealed' } });
    const { instant } = { instant: road.clock.now().getTime() };
    await road.clock.moveTo(new Date(instant + 30 * 60_000 - 1));
    expect((await see()).ok).toBe(true);
    await road.clock.moveTo(new Date(instant + 30 * 60_000));
    expect(await see()).toMatchObject({ refusal: { code: 'audit/not-revealed' } });
    expect(await entriesOf(road.app, 'RecordRevealed')).toBe(looks + 2);
  });

  it('is agreed to by the partnership manager as well, who sees nothing of the person', async () => {
    recordId = (await road.recorded()).id;
    const { id } = orThrow(await ask());
    expect((await answer(id, 'council.manager')).ok).toBe(true);
    expect((await see()).ok).toBe(true);
    expect(await see('council.manager')).toMatchObject({ refusal: { code: 'audit/not-revealed' } });
    const manager = await road.actor('council.manager');
    const stepped = { ...manager, steppedUpAt: road.clock.now() };
    expect(await road.app.get(AuthorisationService).authorise(stepped, 'reveal.open')).toMatchObject({
      refusal: { code: 'identity/not-your-role' },
    });
  });

  it('ends when the auditor says so, and is taken back before it is answered', async () => {
    const id = await agreed();
    const end = (which: string, who = ASKS) => road.as(who, (actor) => road.app.get(RevealService).end(actor, which));
    expect(await end(id, AGREES)).toMatchObject({ refusal: { code: 'audit/no-such-reveal' } });
    expect((await end(id)).ok).toBe(true);
    expect(await see()).toMatchObject({ refusal: { code: 'audit/not-revealed' } });
    const again = orThrow(await ask());
    expect((await end(again.id)).ok).toBe(true);
    expect(await answer(again.id)).toMatchObject({ refusal: { code: 'audit/reveal-over' } });
  });

  it('is refused in words, and lapses when nobody answers', async () => {
    recordId = (await road.recorded()).id;
    const first = orThrow(await ask());
    expect(await answer(first.id, AGREES, 'refuse', '')).toMatchObject({ refusal: { code: 'audit/reveal-words' } });
    expect((await answer(first.id, AGREES, 'refuse', 'The masked record tells enough.')).ok).toBe(true);
    expect(await road.told('reveal-declined', first.id)).toBe(1);
    const { id } = orThrow(await ask());
    await road.clock.moveTo(new Date(road.clock.now().getTime() + 72 * 3_600_000));
    expect(await answer(id)).toMatchObject({ refusal: { code: 'audit/reveal-lapsed' } });
    expect((await ask()).ok).toBe(true); // and may be asked again
    const listed = await road.as(AGREES, (actor) => road.app.get(RevealQueries).list(actor));
    expect(listed.filter((one) => one.recordId === recordId)).toHaveLength(3);
  });

  it('asks both of them to show again who they are', () => {
    for (const act of ['reveal.ask', 'reveal.agree', 'reveal.open'] as const)
      expect([act, PERMISSIONS[act].needs]).toEqual([act, ['signed', 'trained', 'step-up']]);
  });

  it('shows that a person’s details have been disposed of, where they have', async () => {
    await agreed();
    const [{ vaultId }] = await road.database.query<[{ vaultId: string }]>(
      'SELECT vault_id AS "vaultId" FROM disclosure_record WHERE id = $1',
      [recordId],
    );
    await road.database.transaction((manager) =>
      road.app.get(VaultService).destroy(manager, vaultId, road.clock.now()),
    );
    expect(await see()).toMatchObject({ value: { words: null } });
  });

  it('leaves nothing of the person, and nothing that was said, in the log of evidence', async () => {
    const [{ leaves }] = await road.database.query<[{ leaves: string }]>(
      `SELECT string_agg(convert_from(leaf, 'UTF8'), ' ') AS leaves FROM ledger_entry`,
    );
    expect(leaves).not.toMatch(/Behind-Mask|Robin Invented|somebody else|tells enough/);
    expect(leaves).toContain('RecordRevealed');
  });
});
