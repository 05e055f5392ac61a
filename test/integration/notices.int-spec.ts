import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@broker/identity';
import { DomainError } from '@broker/kernel';
import { NoticeQueries, NoticeService, type NewNotice } from '@broker/notices';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { SettableClock } from '../support/clock.js';
import { as, entriesOf } from '../support/people.js';

let started: TestApplication;
let police: Actor;
let council: Actor;
const clock = new SettableClock();

beforeAll(async () => {
  started = await startModule(DemonstrationModule, clock);
  await loadDemonstration(started.app);
  police = await as(started.app, 'police.officer');
  council = await as(started.app, 'council.officer');
});
afterAll(() => started.close());

const aNotice = (over: Partial<NewNotice> = {}): NewNotice => ({
  key: randomUUID(),
  partnershipId: police.partnershipId,
  officerIds: [police.officerId, council.officerId],
  kind: 'webhook-off',
  clause: 'ISA-32a',
  subject: { kind: 'breach', id: randomUUID() },
  facts: { dueOn: '2026-11-27' },
  at: clock.now(),
  ...over,
});

const send = (notice: NewNotice): Promise<void> =>
  started.app.get(DataSource).transaction((manager) => started.app.get(NoticeService).send(manager, notice));

const inbox = (actor: Actor) => started.app.get(NoticeQueries).inbox(actor, { limit: 100, offset: 0 });
const withKey = async (key: string): Promise<number> => {
  const [row] = await started.app
    .get(DataSource)
    .query<[{ n: number }]>('SELECT count(*)::int AS n FROM notice WHERE key = $1', [key]);
  return row.n;
};

describe('a notice reaches an inbox exactly once', () => {
  it('however often and from however many places it is sent', async () => {
    const notice = aNotice();
    const before = await entriesOf(started.app, 'NoticeSent');
    const turned = (at: number) => ({ ...notice, officerIds: notice.officerIds.toSorted(() => (at % 2 ? 1 : -1)) });
    await Promise.all(Array.from({ length: 50 }, (_, at) => send(turned(at))));
    expect(await withKey(notice.key)).toBe(2);
    expect(await entriesOf(started.app, 'NoticeSent')).toBe(before + 1);
  });

  it('and reaches somebody named later without telling the others again', async () => {
    const notice = aNotice({ officerIds: [police.officerId] });
    await send(notice);
    await send({ ...notice, officerIds: [police.officerId, council.officerId] });
    expect(await withKey(notice.key)).toBe(2);
  });

  it('stands or falls with what causes it', async () => {
    const notice = aNotice();
    const failing = started.app.get(DataSource).transaction(async (manager) => {
      await started.app.get(NoticeService).send(manager, notice);
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await withKey(notice.key)).toBe(0);
  });

  it('is not sent without words', async () => {
    await expect(send(aNotice({ kind: 'toString' }))).rejects.toThrow(DomainError);
  });
});

describe('an inbox', () => {
  it('holds the notices of one officer in one partnership, unread before read, newest first', async () => {
    const officer = await as(started.app, 'fire.officer');
    const sendTo = async (key: string) => {
      clock.advance({ minutes: 1 });
      await send(aNotice({ key, officerIds: [officer.officerId], at: clock.now() }));
    };
    const before = await inbox(officer);
    for (const key of ['first', 'second', 'third']) await sendTo(`inbox-${key}`);
    const [newest, ...rest] = await inbox(officer);
    expect(rest.slice(2)).toEqual(before);
    expect(rest[0]!.sentAt > rest[1]!.sentAt).toBe(true);
    expect(newest).toMatchObject({ clause: 'ISA-32a', dueOn: '2026-11-27', path: '/notices/webhooks', readAt: null });
    expect(await started.app.get(NoticeService).markRead(officer, [newest!.id])).toBe(1);
    expect((await inbox(officer)).map(({ id }) => id)).toEqual([...rest.map(({ id }) => id), newest!.id]);
    expect(await started.app.get(NoticeQueries).unread(officer)).toBe(rest.length);
  });

  it('lets nobody mark what is another’s, and writes into the log only what changed', async () => {
    await send(aNotice({ key: 'not-yours', officerIds: [council.officerId] }));
    const [theirs] = await inbox(council);
    const before = await entriesOf(started.app, 'NoticeRead');
    expect(await started.app.get(NoticeService).markRead(police, [theirs!.id, 'no-id'])).toBe(0);
    expect(await entriesOf(started.app, 'NoticeRead')).toBe(before);
    const other = { ...council, partnershipId: randomUUID() };
    expect(await started.app.get(NoticeQueries).notice(other, theirs!.id)).toBeNull();
  });
});
