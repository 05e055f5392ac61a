import { describe, expect, it } from '@jest/globals';
import type { LogState } from '@broker/ledger';
import type { ChannelView } from '@broker/notices';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { presentSystem, type SystemFacts } from './system.presenter.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const LOG: LogState = { size: 3, signedSize: 3, signedAt: before(1), unsignedSince: null, witnesses: 2, failing: 0 };

const facts = (change: Partial<SystemFacts> = {}): SystemFacts => ({
  now: NOW,
  database: { version: '18.0', bytes: 10_000_000, isSchemaCurrent: true },
  isQueueThere: true,
  queueCarrier: 'PostgreSQL',
  workerSeenAt: before(0.1),
  ledger: { size: 3, rootHash: 'ab'.repeat(32), madeAt: before(1) },
  log: LOG,
  lapses: 0,
  receipts: { receipts: 2, missing: 0, late: 0 },
  spooled: [],
  isMailOn: true,
  isScannerOn: true,
  channels: [],
  calendar: HOLIDAY_CALENDAR,
  ...change,
});

const channel = (change: Partial<ChannelView>): ChannelView => ({
  channel: 'email',
  waiting: 0,
  dead: 0,
  oldestAt: null,
  lastSuccessAt: null,
  fault: null,
  ...change,
});

const verdict = (change: Partial<SystemFacts>) => presentSystem(facts(change)).verdict;

describe('presentSystem', () => {
  it('says in one sentence that all is well', () => {
    expect(verdict({})).toBe('The installation is well.');
  });

  it.each<[string, Partial<SystemFacts>]>([
    ['database', { database: { version: '18.0', bytes: 1, isSchemaCurrent: false } }],
    ['worker', { workerSeenAt: null }],
    ['worker', { workerSeenAt: before(5) }],
    ['queue', { isQueueThere: false }],
    ['ledger', { ledger: { size: 0, rootHash: '', madeAt: null } }],
    ['checkpoints', { log: { ...LOG, signedAt: null } }],
    ['checkpoints', { log: { ...LOG, unsignedSince: before(2) } }],
    ['witnesses', { log: { ...LOG, failing: 1 } }],
    ['witnesses', { lapses: 1 }],
    ['receipts', { receipts: { receipts: 2, missing: 1, late: 0 } }],
    ['receipts', { receipts: { receipts: 2, missing: 0, late: 1 } }],
    ['spool', { spooled: [{ changedAt: before(61) }] }],
    ['outbox', { channels: [channel({ waiting: 1, oldestAt: before(61) })] }],
    ['outbox', { channels: [channel({ dead: 1 })] }],
    ['calendar', { now: new Date('2090-01-01T00:00:00Z'), workerSeenAt: new Date('2090-01-01T00:00:00Z') }],
  ])('points at the %s when it is not well', (part, change) => {
    expect(verdict(change)).toBe(`Look at ${part}.`);
  });

  it.each([
    ['E-mail', { isMailOn: false }],
    ['Virus scanner', { isScannerOn: false }],
  ])('does not call it ill that no %s is set up', (name, change) => {
    const page = presentSystem(facts(change));
    expect(page.verdict).toBe('The installation is well.');
    expect(page.parts.find((one) => one.name === name)?.tag.text).toBe('Off');
  });

  it('says in how many partnerships routine disclosures have stopped', () => {
    const textOf = (lapses: number) =>
      presentSystem(facts({ lapses })).parts.find((one) => one.name === 'Witnesses')?.text;
    expect(textOf(2)).toContain('In 2 partnerships too few do: routine disclosures have stopped there');
    expect(textOf(0)).toBe('2 witnesses of all partnerships. Each cosigns.');
  });

  it('counts what was given up', () => {
    expect(presentSystem(facts({ channels: [channel({ dead: 2 })] })).dead).toBe('2 messages were given up');
  });
});
