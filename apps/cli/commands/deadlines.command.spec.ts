import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RefusedError } from '@broker/kernel';
import { Command } from 'commander';
import { register } from './deadlines.command.js';

let out: string;
beforeEach(() => {
  out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
});
afterEach(() => void jest.restoreAllMocks());

/** What the command prints, or the refusal it ends with. */
async function deadlines(line: string) {
  const program = new Command();
  register(program);
  try {
    await program.parseAsync(['deadlines', ...line.split(' ')], { from: 'user' });
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
  return null;
}

interface BreachJson {
  calendarVersion: string;
  steps: {
    clause: string;
    literal: { dueOn: string; dueWeekday: string };
    working: { dueOn: string; startIsAssumed: boolean };
  }[];
}

describe('broker deadlines', () => {
  it('prints the four dates of a breach in both readings, with their explanations', async () => {
    await deadlines('breach --aware 2026-03-30');
    for (const text of [
      'Wednesday 8 April 2026 (2026-04-08)',
      'Monday 13 April 2026 (2026-04-13)    Wednesday 15 April 2026 (2026-04-15)',
      'Thursday 23 April 2026 (2026-04-23)  Wednesday 29 April 2026 (2026-04-29)',
      'Tuesday 28 April 2026 (2026-04-28)   Thursday 7 May 2026 (2026-05-07)',
      'Friday 3 April (Good Friday)',
      'Both readings:',
      'calendar version 2026-11-20',
    ])
      expect(out).toContain(text);
  });

  it('prints them as JSON, dates as YYYY-MM-DD', async () => {
    await deadlines('breach --aware 2026-03-30 --json');
    const { steps, calendarVersion } = JSON.parse(out) as BreachJson;
    expect(calendarVersion).toBe('2026-11-20');
    expect(steps.map(({ clause, literal, working }) => [clause, literal.dueOn, working.dueOn])).toEqual([
      ['ISA-32a', '2026-04-08', '2026-04-08'],
      ['ISA-32b', '2026-04-13', '2026-04-15'],
      ['ISA-32c', '2026-04-23', '2026-04-29'],
      ['ISA-32d', '2026-04-28', '2026-05-07'],
    ]);
    expect(steps[0]!.literal.dueWeekday).toBe('Wednesday');
    expect(steps.map(({ working }) => working.startIsAssumed)).toEqual([false, true, true, true]);
  });

  it('counts from the steps that it is told of, and tells which were late', async () => {
    await deadlines(
      'breach --aware 2026-03-30 --reported 2026-04-09 --received 2026-04-10 --answered 2026-04-12 --met 2026-04-20',
    );
    expect(out).toContain('Wednesday 8 April 2026 (2026-04-08), done late');
    expect(out).toContain('Wednesday 15 April 2026 (2026-04-15), done in time');
    expect(out).toContain('Saturday 25 April 2026 (2026-04-25)');
  });

  it.each([
    ['sar --received 2026-01-30', 'Monday 2 March 2026', 'Saturday 28 February 2026'],
    ['sar --received 2026-01-30 --extended', 'Thursday 30 April 2026', '3 months'],
    ['sar --received 2026-10-30 --division scotland', 'Tuesday 1 December 2026', "St Andrew's Day"],
    ['foi --received 2026-12-14', 'Friday 15 January 2027', '2nd January, substitute day (Scotland)'],
    ['complaint --received 2026-11-27', 'Saturday 26 December 2026', 'Tuesday 29 December 2026'],
    ['ico --aware 2026-03-28T15:30', '16:30 on Tuesday 31 March 2026', '72 hours'],
    ['quarter --of 2026Q3', 'Thursday 31 December 2026', 'Wednesday 1 July 2026'],
  ])('%s', async (line, ...texts) => {
    expect(await deadlines(line)).toBeNull();
    for (const text of texts) expect(out.replaceAll(/\s+/g, ' ')).toContain(text);
  });

  it.each([
    ['sar --received 2026-01-30 --json', { dueOn: '2026-03-02', other: { dueOn: '2026-02-28' }, clause: 'ISA-17e' }],
    ['foi --received 2026-12-14 --json', { dueOn: '2027-01-15', other: null, clause: 'ISA-15' }],
    ['complaint --received 2026-11-27 --json', { dueOn: '2026-12-26', other: { dueOn: '2026-12-29' } }],
    ['ico --aware 2026-03-28T15:30 --json', { dueAt: '2026-03-31T15:30:00.000Z', dueOn: '2026-03-31' }],
    ['quarter --of 2026-10-01 --json', { dueOn: '2027-03-31', dueWeekday: 'Wednesday', calendar: null }],
  ])('%s', async (line, expected) => {
    await deadlines(line);
    expect(JSON.parse(out)).toMatchObject(expected);
  });

  it.each([
    ['breach --aware 30/03/2026', 'unreadable-date', 'ISA-32a'],
    ['breach --aware 2011-12-31', 'before-first-date', 'ISA-32a'],
    ['breach --aware 2028-12-20', 'past-horizon', 'ISA-32b'],
    ['breach --aware 2026-03-30 --reported 2026-03-29', 'out-of-order', 'ISA-32a'],
    ['foi --received 2028-12-14', 'past-horizon', 'ISA-15'],
    ['complaint --received 2025-01-10 --json', 'not-in-force', 'ISA-33'],
    ['ico --aware 2026-03-29T01:30', 'no-such-time', 'DPA-67'],
    ['quarter --of 2007Q2', 'before-first-date', 'ISA-11'],
  ])('%s is refused: %s under %s', async (line, code, clause) => {
    const refusal = await deadlines(line);
    expect(refusal).toMatchObject({ code: `working-calendar/${code}`, clause });
    expect(refusal?.mend).not.toBe('');
    expect(out).toBe('');
  });
});
