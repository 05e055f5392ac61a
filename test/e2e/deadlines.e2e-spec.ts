import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ProclamationService } from '@broker/deadlines';
import { BreachRoad } from '../support/breach-road.js';

const root = path.resolve(__dirname, '../..');
/** Eleven hours behind London and fourteen ahead of it: there a day begins and ends when in London it is another. */
const ZONES = ['UTC', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', 'America/New_York'];
const LINES = [
  'breach --aware 2026-03-30',
  'breach --aware 2025-12-18 --json',
  'sar --received 2026-01-30 --json',
  'foi --received 2026-12-14 --json',
  'complaint --received 2026-11-27 --json',
  'ico --aware 2026-03-28T15:30',
  'ico --aware 2026-10-24 --json',
  'quarter --of 2026-09-30 --json',
  'breach --aware 2026-03-30 --reported 2026-03-29',
];

/** What the built command says, and how it ends, in a process of a time zone. */
function broker(line: string, zone: string, surroundings: NodeJS.ProcessEnv = {}) {
  const args = ['apps/cli/broker.mjs', 'deadlines', ...line.split(' ')];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: '/nonexistent', TZ: zone, ...surroundings },
    encoding: 'utf8',
  });
  return { stdout, stderr: stderr.replace('Building …\n', ''), status };
}

describe('broker deadlines', () => {
  it('runs in the time zone that the process is given', () => {
    const offsets = ZONES.map((zone) => {
      const program = "process.stdout.write(String(new Date('2026-03-30T00:00:00Z').getTimezoneOffset()))";
      return spawnSync(process.execPath, ['-e', program], { env: { ...process.env, TZ: zone }, encoding: 'utf8' })
        .stdout;
    });
    expect(offsets).toEqual(['0', '660', '-840', '240']);
  });

  it.each(LINES)('says the same in every time zone: %s', (line) => {
    const [first, ...others] = ZONES.map((zone) => broker(line, zone));
    for (const other of others) expect(other).toEqual(first);
    expect(first!.stdout + first!.stderr).not.toBe('');
  });

  it('gives the dates', () => {
    const { stdout, status } = broker('breach --aware 2026-03-30', 'Pacific/Kiritimati');
    expect(status).toBe(0);
    expect(stdout).toContain('Thursday 7 May 2026 (2026-05-07)');
  });

  it('counts what was proclaimed where a database is set up, and takes the reading of a partnership', async () => {
    const road = await BreachRoad.open('2026-11-20T09:00:00Z');
    try {
      const by = await road.as('council.operator');
      const day = { on: '2026-12-15', title: 'A day', source: 'A proclamation', divisions: ['scotland' as const] };
      const preview = await road.app.get(ProclamationService).preview(by, day);
      if (!preview.ok) throw new Error(preview.refusal.message);
      await road.app.get(ProclamationService).proclaim(by, day, preview.value.seal);
      const surroundings = { DATABASE_URL: process.env['DATABASE_URL'] };
      const [plain, ...told] = [{}, surroundings].flatMap((given) =>
        ZONES.slice(0, 2).map((zone) => broker('foi --received 2026-12-14', zone, given)),
      );
      expect(plain!.stdout).toContain('Friday 15 January 2027');
      for (const { stdout } of told.slice(1)) expect(stdout).toContain('Monday 18 January 2027');
      const bound = broker(`breach --aware 2026-12-14 --partnership ${by.partnershipId}`, 'UTC', surroundings);
      expect(bound.stdout).toContain('The literal reading binds the Southampton Safe City Partnership');
    } finally {
      await road.close();
    }
  }, 600_000);

  it('gives no date when the database that is set up does not answer', () => {
    const away = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const { stdout, stderr, status } = broker('foi --received 2026-12-14', 'UTC', away);
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toContain('--as-delivered');
  });

  it('ends with exit code 2 when it refuses, and tells clause and mend', () => {
    const { stdout, stderr, status } = broker('breach --aware 2026-03-30 --reported 2026-03-29', 'UTC');
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('Refused (ISA-32a): The date given for the report lies before');
    expect(stderr).toContain('Check both dates');
  });
});
