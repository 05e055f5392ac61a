import { describe, expect, it } from '@jest/globals';
import { closingState } from '@broker/deadlines';
import {
  breachDeadline,
  endOfLondonDay,
  HOLIDAY_CALENDAR,
  type BreachStep,
  type Deadline,
} from '@broker/working-calendar';

/** The deadline of a step that starts on a day, under the reading that holds unless the agreement says otherwise. */
function deadline(step: BreachStep, startOn: string): Deadline {
  const found = breachDeadline(HOLIDAY_CALENDAR, step, startOn);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
}

describe('ISA-32a: the partner alleging the breach reports it to the other partners within 5 working days', () => {
  it('counts from the day that partner became aware, leaving out weekends and bank holidays', () => {
    const { dueOn, counted, skipped, clause } = deadline('report', '2026-03-30');
    expect([clause, dueOn, counted.length]).toEqual(['ISA-32a', '2026-04-08', 5]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['Good Friday', 'Saturday', 'Sunday', 'Easter Monday']);
  });

  it('is the same in both readings: the paragraph says working days itself', () => {
    const { dueOn, other } = deadline('report', '2026-03-30');
    expect(other?.dueOn).toBe(dueOn);
  });
});

describe('ISA-32b: the partner in breach reports back within 5 days of receipt of the report', () => {
  it('counts every day after receipt, and shows beside it what working days would give', () => {
    const { clause, dueOn, other } = deadline('response', '2026-04-08');
    expect([clause, dueOn, other?.dueOn]).toEqual(['ISA-32b', '2026-04-13', '2026-04-15']);
  });

  it('does not move a last day that falls on a weekend', () => {
    expect(deadline('response', '2022-06-07').dueOn).toBe('2022-06-12'); // a Sunday
  });
});

describe('ISA-32c: all partners meet within 10 days of the issued response', () => {
  it('counts every day after the response was issued, and shows beside it what working days would give', () => {
    const { clause, dueOn, other } = deadline('meeting', '2026-04-13');
    expect([clause, dueOn, other?.dueOn]).toEqual(['ISA-32c', '2026-04-23', '2026-04-27']);
  });
});

describe('ISA-32d: the agreed action or sanction is minuted and circulated to all partners within 5 days', () => {
  it('counts every day after the meeting, and shows beside it what working days would give', () => {
    const { clause, dueOn, other } = deadline('minutes', '2026-04-29');
    expect([clause, dueOn, other?.dueOn]).toEqual(['ISA-32d', '2026-05-04', '2026-05-07']);
  });
});

describe('ISA-32: what is done before the last day ends in London is done in time', () => {
  it('counts the whole of the last day, in summer time as on the wall', () => {
    const dueAt = endOfLondonDay('2026-06-12');
    expect(closingState(dueAt, new Date('2026-06-12T22:59:59.999Z'))).toBe('met');
    expect(closingState(dueAt, new Date('2026-06-12T23:00:00Z'))).toBe('late');
  });
});
