import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BreakGlassQueries, BreakGlassService } from '@broker/agreement';
import { DeadlineQueries, ProclamationService } from '@broker/deadlines';
import { ExchangeQueries } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

const REASON = 'Somebody named Zebulon Quillfeather is missing and it cannot wait.';

let road: ExchangeRoad;
let glass: BreakGlassService;
let council: Actor;
let police: Actor;
let submissionId: string;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  glass = road.app.get(BreakGlassService);
  council = await road.as('council.officer');
  police = await road.as('police.officer');
  submissionId = await road.checked([{ rows: 60 }]);
});
afterAll(() => road.close());
beforeEach(() => road.clock.advance({ hours: 2 }));

const asking = (change: object = {}) => ({
  ownerAgencyId: road.police.agencyId,
  emergency: 'life-or-safety',
  reason: REASON,
  minutes: 60,
  ...change,
});

async function opened(actor = council): Promise<string> {
  const opening = await glass.open(actor, asking());
  if (!opening.ok) throw new Error(opening.refusal.message);
  return opening.value.id;
}

const read = (id: string, actor = council, record = submissionId) =>
  glass.read(actor, id, { kind: 'submission', id: record }, (owner) =>
    road.app.get(ExchangeQueries).submission(actor.partnershipId, owner, record),
  );

describe('ISA-26: in an emergency a record of another agency can be read, never unseen', () => {
  it('is opened with the emergency, a reason and an end, and the log says so without the reason', async () => {
    const id = await opened();
    expect(await newestFacts(road.app, 'BreakGlassOpened')).toMatchObject({
      act: 'submission.view',
      emergency: 'life-or-safety',
      ownerAgencyId: police.agencyId,
      minutes: 60,
    });
    const entries = await road.app.get(LedgerService).entriesOf({ kind: 'break-glass', id }, council.partnershipId);
    expect(JSON.stringify(entries)).not.toContain('Quillfeather');
    expect(await road.app.get(BreakGlassQueries).opening(police, id)).toMatchObject({ reason: REASON });
  });

  it('tells the owning agency’s designated officer and the auditors at once', async () => {
    const id = await opened();
    const told = await road.app
      .get(DataSource)
      .query<{ email: string }[]>(
        `SELECT o.email FROM notice n JOIN officer o ON o.id = n.officer_id WHERE n.subject_id = $1 ORDER BY o.email`,
        [id],
      );
    expect(told.map(({ email }) => email)).toEqual([
      'council.auditor@demo.example',
      'police.officer@demo.example',
      'probation.auditor@demo.example',
    ]);
  });

  it('opens the owning agency’s submission for an hour, and each look is in the log and before the owner', async () => {
    const id = await opened();
    expect(await read(id)).toMatchObject({ ok: true, value: { id: submissionId } });
    expect(await newestFacts(road.app, 'BreakGlassUsed')).toMatchObject({ breakGlassId: id, act: 'submission.view' });
    expect(await road.app.get(BreakGlassQueries).uses(id)).toMatchObject([{ recordId: submissionId }]);
    road.clock.advance({ minutes: 59 });
    expect((await read(id)).ok).toBe(true);
    road.clock.advance({ minutes: 1 });
    const refused = await entriesOf(road.app, 'AccessRefused');
    expect(await read(id)).toMatchObject({ refusal: { code: 'identity/not-your-agency', clause: 'ISA-26' } });
    expect(await entriesOf(road.app, 'AccessRefused')).toBe(refused + 1);
  });

  it('opens it to the officer who asked and to nobody else, and ends when that officer says so', async () => {
    const id = await opened();
    const colleague = await road.as('council.steward');
    expect(await read(id, colleague)).toMatchObject({ refusal: { code: 'agreement/no-such-emergency-opening' } });
    expect(await glass.end(colleague, id)).toMatchObject({ refusal: { clause: 'ISA-26' } });
    expect((await glass.end(council, id)).ok).toBe(true);
    expect((await read(id)).ok).toBe(false);
  });

  it('opens no other agency’s records, and none that the agency does not have', async () => {
    const id = await opened();
    const theirs = await road.as('northmoor-police.steward');
    const [foreign] = await road.app.get(ExchangeQueries).submissions(theirs.partnershipId, theirs.agencyId);
    expect(await read(id, council, foreign!.id)).toMatchObject({
      refusal: { code: 'agreement/no-such-emergency-opening' },
    });
    expect(await entriesOf(road.app, 'BreakGlassUsed')).toBe(2);
  });

  it('never reaches across partnerships, nor to oneself, nor twice at once', async () => {
    const northmoor = await road.as('northmoor-police.officer');
    const ferries = await road.as('ferries.officer');
    for (const ownerAgencyId of [northmoor.agencyId, council.agencyId, ferries.agencyId, 'nonsense']) {
      expect(await glass.open(council, asking({ ownerAgencyId }))).toMatchObject({
        refusal: { code: 'agreement/emergency-not-a-partner', clause: 'ISA-26' },
      });
    }
    await opened();
    expect(await glass.open(council, asking())).toMatchObject({
      refusal: { code: 'agreement/emergency-open-already' },
    });
  });

  it('refuses what says too little, and leaves nothing behind', async () => {
    const before = await entriesOf(road.app);
    for (const change of [{ emergency: 'curiosity' }, { reason: 'urgent' }, { minutes: 61 }]) {
      expect(await glass.open(council, asking(change))).toMatchObject({ refusal: { clause: 'ISA-26' } });
    }
    expect(await entriesOf(road.app)).toBe(before);
  });
});

describe('ISA-30: an emergency opening is judged within five working days', () => {
  it('arms the deadline for the owning agency, and the judgement meets it', async () => {
    const id = await opened();
    const open = () =>
      road.app.get(DeadlineQueries).openFor({ partnershipId: police.partnershipId, agencyId: police.agencyId });
    const armed = (await open()).filter(({ subject }) => subject.id === id);
    // Friday 20 November 2026: the five working days end on the Friday after.
    expect(armed).toMatchObject([{ kind: 'break-glass-review', dueOn: '2026-11-27' }]);
    expect((await glass.review(police, id, 'justified', 'It was life or death.')).ok).toBe(true);
    expect((await open()).filter(({ subject }) => subject.id === id)).toEqual([]);
    expect(await newestFacts(road.app, 'BreakGlassReviewed')).toMatchObject({ finding: 'justified', late: false });
  });

  it('is never judged by the officer who opened, nor by an agency that is not the owner, nor twice', async () => {
    const id = await opened();
    expect(await glass.review(council, id, 'justified', 'Mine.')).toMatchObject({
      refusal: { code: 'agreement/own-emergency', clause: 'ISA-30' },
    });
    expect(await glass.review(await road.as('fire.officer'), id, 'justified', 'Fine.')).toMatchObject({
      refusal: { code: 'agreement/not-yours-to-judge' },
    });
    expect(await glass.review(await road.as('northmoor-police.officer'), id, 'justified', 'Fine.')).toMatchObject({
      refusal: { code: 'agreement/no-such-emergency-opening' },
    });
    expect((await glass.review(await road.as('council.auditor'), id, 'not-justified', 'A call would do.')).ok).toBe(
      true,
    );
    expect((await read(id)).ok).toBe(false); // what was found not justified is closed at once
    expect(await glass.review(police, id, 'justified', 'No.')).toMatchObject({
      refusal: { code: 'agreement/emergency-judged-already' },
    });
  });

  it('is judged by the later day where a day off is proclaimed meanwhile', async () => {
    const id = await opened();
    const proclamations = road.app.get(ProclamationService);
    const operator = await road.as('council.operator');
    const day = {
      on: '2026-11-24',
      title: 'A day of thanksgiving',
      divisions: ['england-and-wales' as const],
      source: 'Proclamation of 21 November 2026',
    };
    const preview = await proclamations.preview(operator, day);
    if (!preview.ok) throw new Error(preview.refusal.message);
    expect((await proclamations.proclaim(operator, day, preview.value.seal)).ok).toBe(true);
    expect(await road.app.get(BreakGlassQueries).opening(police, id)).toMatchObject({ reviewDueOn: '2026-11-30' });
  });
});
