import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProclamationService } from '@broker/deadlines';
import { RefusedError } from '@broker/kernel';
import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { register } from '../../apps/cli/commands/deadlines.command.js';
import { BreachRoad } from '../support/breach-road.js';

const surroundings = { ...process.env };
let road: BreachRoad;
let out: string;

async function deadlines(...words: string[]) {
  const program = new Command();
  register(program);
  try {
    await program.parseAsync(['deadlines', ...words], { from: 'user' });
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
  return JSON.parse(out) as { dueOn: string; bindingReading: string; partnership: string; calendarVersion: string };
}

beforeAll(async () => {
  road = await BreachRoad.open('2026-11-20T09:00:00Z');
  const day = {
    on: '2026-12-15',
    title: 'A day of thanksgiving',
    source: 'Proclamation of 20 November 2026',
    divisions: ['england-and-wales' as const],
  };
  const by = await road.as('council.operator');
  const preview = await road.app.get(ProclamationService).preview(by, day);
  if (!preview.ok) throw new Error(preview.refusal.message);
  await road.app.get(ProclamationService).proclaim(by, day, preview.value.seal);
}, 600_000);
afterAll(async () => {
  process.env = surroundings;
  await road.close();
});
beforeEach(() => {
  out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
});
afterEach(() => void jest.restoreAllMocks());

const FOI = ['foi', '--received', '2026-12-14', '--json'];
const BREACH = ['breach', '--aware', '2026-12-14', '--json'];

describe('broker deadlines where a database is set up', () => {
  it('counts the days that operators have added, unless it is told not to', async () => {
    expect(await deadlines(...FOI)).toMatchObject({ dueOn: '2027-01-18' });
    out = '';
    expect(await deadlines(...FOI, '--as-delivered')).toMatchObject({ dueOn: '2027-01-15' });
  });

  it('takes the reading that binds a partnership, by name or by id', async () => {
    const { partnershipId } = await road.as('police.officer');
    const name = 'southampton safe city partnership';
    expect(await deadlines(...BREACH, '--partnership', name)).toMatchObject({ bindingReading: 'literal' });
    const rows = `UPDATE agreement_version SET reading = 'working' WHERE partnership_id = $1`;
    await road.app.get(DataSource).query(rows, [partnershipId]);
    out = '';
    expect(await deadlines(...BREACH, '--partnership', partnershipId)).toMatchObject({
      bindingReading: 'working',
      partnership: 'Southampton Safe City Partnership',
      calendarVersion: '2026-11-20+2026-12-15.england-and-wales',
    });
  });

  it('refuses a partnership that is not there, and one for which there is no database', async () => {
    const unknown = ['--partnership', randomUUID()];
    expect(await deadlines(...BREACH, ...unknown)).toMatchObject({ code: 'deadlines/no-such-partnership' });
    const { DATABASE_URL } = process.env;
    Object.assign(process.env, { DATABASE_URL: '', DATA_DIR: '/nonexistent' });
    expect(await deadlines(...BREACH, ...unknown)).toMatchObject({ code: 'deadlines/no-database' });
    process.env['DATABASE_URL'] = DATABASE_URL;
  });

  it('gives no date when the database does not answer', async () => {
    const { DATABASE_URL } = process.env;
    process.env['DATABASE_URL'] = 'postgres://nobody@127.0.0.1:1/none';
    await expect(deadlines(...FOI)).rejects.toMatchObject({ mend: expect.stringContaining('--as-delivered') });
    expect(out).toBe('');
    process.env['DATABASE_URL'] = DATABASE_URL;
  });
});
