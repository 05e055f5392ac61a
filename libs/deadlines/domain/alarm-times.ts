import type { LocalDate } from '@broker/kernel';
import { addDays, londonInstant } from '@broker/working-calendar';

/** A moment at which a kind of deadline is spoken of. `offsetDays`: days from the due day, negative before it; 0 is the moment it runs out. */
export interface AlarmPlan {
  /** Short code: `reminder-7`, `due`, `late-1`. */
  name: string;
  offsetDays: number;
}

/** An alarm with its instant. */
export interface AlarmTime {
  name: string;
  ringsAt: Date;
}

/** People are told in the morning. */
const MORNING = '08:00';

/**
 * When the alarms of a deadline ring. Offset 0 rings when the deadline runs out; every other at eight in the morning, London time,
 * of its day. Of moments that lie in the past already, reminders are left out (there is nothing to remind of any more), and of
 * those from the due moment on only the last is kept: it rings at once, and one word about being late is enough.
 */
export function alarmTimes(plans: readonly AlarmPlan[], dueOn: LocalDate, dueAt: Date, now: Date): AlarmTime[] {
  const times = plans
    .map(({ name, offsetDays }) => ({
      name,
      ringsAt: offsetDays === 0 ? dueAt : londonInstant(addDays(dueOn, offsetDays), MORNING),
    }))
    .sort((a, b) => a.ringsAt.getTime() - b.ringsAt.getTime());
  const lastPast = times.filter(({ ringsAt }) => ringsAt <= now && ringsAt >= dueAt).at(-1);
  return times.filter((time) => time.ringsAt > now || time === lastPast);
}
