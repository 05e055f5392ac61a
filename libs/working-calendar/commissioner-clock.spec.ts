import { describe, expect, it } from '@jest/globals';
import { commissionerNotification, readMoment } from './index.js';

const due = (text: string): string => {
  const read = readMoment(text);
  return read.ok ? commissionerNotification(read.value).dueAt.toISOString() : read.refusal.code;
};

describe('DPA-67: the Commissioner is told of a personal data breach within 72 hours', () => {
  it.each([
    ['2026-03-28T15:30', '2026-03-31T15:30:00.000Z'], // half past four by London's clocks, which have gone forward
    ['2026-10-24T15:30', '2026-10-27T14:30:00.000Z'], // half past two by London's clocks
    ['2026-12-25T09:00Z', '2026-12-28T09:00:00.000Z'],
    ['2026-07-01T09:00+01:00', '2026-07-04T08:00:00.000Z'],
    ['2026-07-01', '2026-07-03T23:00:00.000Z'], // from the first moment of the day
  ])('aware at %s: by %s', (aware, dueAt) => expect(due(aware)).toBe(dueAt));

  it('says so when the clocks change on the way', () => {
    const { explanation, dueOn } = commissionerNotification(new Date('2026-03-28T15:30:00Z'));
    expect(dueOn).toBe('2026-03-31');
    expect(explanation.join(' ')).toContain('Due at 16:30 on Tuesday 31 March 2026, London time.');
    expect(explanation.join(' ')).toContain('The clocks change in between');
    expect(commissionerNotification(new Date('2026-07-01T10:00:00Z')).explanation.join(' ')).not.toContain('change');
  });

  it('gives the date in London, not in Greenwich', () => {
    expect(commissionerNotification(new Date('2026-06-27T23:30:00Z')).dueOn).toBe('2026-07-01');
  });

  it.each([
    ['2026-03-29T01:30', 'no-such-time'],
    ['2026-10-25T01:30', 'time-comes-twice'],
    ['yesterday', 'unreadable-date'],
    ['2026-02-30T10:00', 'unreadable-date'],
    ['2026-03-30T25:00', 'unreadable-date'],
    ['2026-03-30T10:00+99:00', 'unreadable-date'],
    ['', 'unreadable-date'],
  ])('"%s" is refused: %s', (text, code) => {
    expect(readMoment(text)).toMatchObject({
      ok: false,
      refusal: { code: `working-calendar/${code}`, clause: 'DPA-67' },
    });
  });
});
