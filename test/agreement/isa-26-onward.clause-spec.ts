import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeadlineFiring } from '@broker/deadlines';
import { OnwardQueries, OnwardService, type OnwardAsked } from '@broker/disclosure';
import { asSystem } from '@broker/platform';
import { KeepingRoad } from '../support/keeping-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

let road: KeepingRoad;
let disclosure: string;
beforeAll(async () => {
  road = await KeepingRoad.open();
  disclosure = await road.disclosed();
});
afterAll(() => road?.close());
beforeEach(() => road.road.clock.moveTo('2026-11-20T09:00:00Z'));

const WHOM: OnwardAsked = {
  recipientAgencyId: '',
  recipientName: 'Harbour Housing Association',
  why: 'It lets the flat',
  what: 'The address alone',
};
const ask = (over: Partial<OnwardAsked> = {}, who = 'council.officer', of = disclosure) =>
  road.as(who, (actor) => road.app.get(OnwardService).ask(actor, of, { ...WHOM, ...over }));
const decide = (id: string, decision: string, words = 'The address alone, by post', who = 'police.officer') =>
  road.as(who, (actor) => road.app.get(OnwardService).decide(actor, id, decision, words));
const pass = (id: string, on = '2026-11-20') =>
  road.as('council.officer', (actor) => road.app.get(OnwardService).pass(actor, id, on, 'By post'));
const one = (id: string, who = 'council.officer') =>
  road.as(who, ({ agencyId }) => road.app.get(OnwardQueries).one([agencyId], id));

async function asked(over: Partial<OnwardAsked> = {}): Promise<string> {
  const done = await ask(over);
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value.id;
}

describe('ISA-26: information is not passed on outside the partners unless its owner agrees', () => {
  it('passing it on without having the answer is refused, and the attempt is in the log', async () => {
    const id = await asked();
    const before = await entriesOf(road.app, 'OnwardDisclosureMade');
    expect(await pass(id)).toMatchObject({ refusal: { code: 'disclosure/owner-has-not-agreed', clause: 'ISA-26' } });
    const facts = {
      code: 'disclosure/owner-has-not-agreed',
      disclosureId: disclosure,
      recipient: 'outside-the-partners',
    };
    expect(await newestFacts(road.app, 'OnwardDisclosureRefused')).toMatchObject(facts);
    expect(await entriesOf(road.app, 'OnwardDisclosureMade')).toBe(before);
  });

  it('the owner is asked, with who, what and why, and five working days', async () => {
    const id = await asked();
    expect(await one(id, 'police.officer')).toMatchObject({
      side: 'owner',
      asking: 'Southampton City Council',
      recipient: null,
      purpose: 'identifying-areas',
      state: 'asked',
      dueOn: '2026-11-27',
      words: { recipientName: 'Harbour Housing Association', what: 'The address alone', why: 'It lets the flat' },
    });
    expect(await road.road.told('onward-asked', id)).toBeGreaterThan(0);
  });

  it('the owner agrees with its conditions; then, and only then, it may be passed on, once', async () => {
    const id = await asked();
    expect(await decide(id, 'agreed')).toMatchObject({ ok: true });
    expect(await one(id)).toMatchObject({ state: 'agreed', decision: 'The address alone, by post' });
    expect(await pass(id, '2026-11-19')).toMatchObject({ refusal: { code: 'disclosure/owner-has-not-agreed' } }); // a day too early
    expect(await pass(id)).toMatchObject({ ok: true });
    expect(await one(id, 'police.officer')).toMatchObject({ state: 'passed', passedOn: '2026-11-20' });
    expect(await road.road.told('onward-passed', id)).toBeGreaterThan(0);
    expect(await pass(id)).toMatchObject({ refusal: { code: 'disclosure/passed-already' } });
  });

  it('the owner refuses, with its reasons', async () => {
    const id = await asked();
    expect(await decide(id, 'refused', '')).toMatchObject({ refusal: { code: 'disclosure/words-missing' } });
    expect(await decide(id, 'refused', 'An informant could be recognised')).toMatchObject({ ok: true });
    expect(await pass(id)).toMatchObject({ refusal: { code: 'disclosure/owner-has-not-agreed' } });
    expect(await decide(id, 'agreed')).toMatchObject({ refusal: { code: 'disclosure/onward-decided' } });
  });

  it('an owner that does not answer in time has refused', async () => {
    const id = await asked();
    await road.road.clock.moveTo('2026-11-28T00:00:01Z');
    await asSystem(() => road.app.get(DeadlineFiring).fireDue());
    expect(await one(id)).toMatchObject({ state: 'refused', isByDefault: true });
    expect(await newestFacts(road.app, 'OnwardDisclosureDecided')).toMatchObject({
      decision: 'refused',
      byDefault: true,
    });
    expect(await road.road.told('onward-decided', id)).toBeGreaterThan(0);
  });

  it('nobody but the owner decides, and nobody but they and who asks sees it', async () => {
    const id = await asked();
    for (const who of ['council.officer', 'fire.officer'])
      expect(await decide(id, 'agreed', 'Yes', who)).toMatchObject({
        refusal: { code: 'disclosure/no-such-onward-request' },
      });
    expect(await one(id, 'fire.officer')).toBeNull();
  });

  it.each<[string, Partial<OnwardAsked>, string]>([
    ['nobody is named', { recipientName: '' }, 'no-recipient'],
    ['it is not said what', { what: ' ' }, 'words-missing'],
    ['it is not said why', { why: '' }, 'words-missing'],
    [
      'the partner is none',
      { recipientName: '', recipientAgencyId: '0b8f5f0e-0000-4000-8000-000000000000' },
      'not-a-partner',
    ],
  ])('no question is put when %s', async (_, over, code) => {
    expect(await ask(over)).toMatchObject({ refusal: { code: `disclosure/${code}`, clause: 'ISA-26' } });
  });

  it('a partner can be the recipient, but not the owner itself', async () => {
    const [fire, police] = [await road.road.actor('fire.officer'), await road.road.actor('police.officer')];
    const id = await asked({ recipientName: '', recipientAgencyId: fire.agencyId });
    expect(await newestFacts(road.app, 'OnwardDisclosureAsked')).toMatchObject({ recipient: fire.agencyId });
    expect((await one(id))?.recipient).not.toBeNull();
    const back = await ask({ recipientName: '', recipientAgencyId: police.agencyId });
    expect(back).toMatchObject({ refusal: { code: 'disclosure/back-to-owner' } });
    const two = await ask({ recipientAgencyId: fire.agencyId });
    expect(two).toMatchObject({ refusal: { code: 'disclosure/two-recipients' } });
  });

  it('only who received something can ask to pass it on, and only while it is there', async () => {
    const nothing = { refusal: { code: 'disclosure/nothing-to-pass-on' } };
    expect(await ask({}, 'police.officer')).toMatchObject(nothing);
    expect(await ask({}, 'fire.officer')).toMatchObject(nothing);
    const gone = await road.disclosed({}, '2026-11-19');
    await asSystem(() => road.app.get(DeadlineFiring).fireDue());
    expect(await ask({}, 'council.officer', gone)).toMatchObject(nothing);
  });
});

describe('ISA-18: the purpose travels with what is passed on', () => {
  it('that of the disclosure, and no other can be given', async () => {
    const id = await asked();
    expect(await one(id)).toMatchObject({ purpose: 'identifying-areas' });
  });
});
