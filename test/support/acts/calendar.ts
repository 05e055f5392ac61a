import { randomUUID } from 'node:crypto';
import { ProclamationService } from '@broker/deadlines';
import { addDays, weekdayOf, type ProclaimedDay } from '@broker/working-calendar';
import type { Host } from '../host.js';
import { as } from '../people.js';

type Act = () => PromiseLike<{ status: number }>;

let lastOn = '2028-02-01';

/** A day that is a working day everywhere, and another one each time. */
function nextDay(): ProclaimedDay {
  do lastOn = addDays(lastOn, 1);
  while (weekdayOf(lastOn) !== 'Tuesday');
  return { on: lastOn, title: 'A day', source: 'A proclamation', divisions: ['scotland'] };
}

/** The acts on the calendar: what is needed beforehand, and then a request that succeeds. */
export function calendarActs(host: () => Host): Record<string, () => Promise<Act>> {
  const sealed = async () => {
    const day = nextDay();
    const preview = await host()
      .app.get(ProclamationService)
      .preview(await as(host().app, 'council.operator'), day);
    if (!preview.ok) throw new Error(preview.refusal.message);
    return { ...day, seal: preview.value.seal };
  };
  return {
    'POST /calendar/days': async () => {
      const { on, ...rest } = await sealed();
      const [year, month, day] = on.split('-');
      const cookie = await host().cookieOf('council.operator');
      const form = { ...rest, 'on-year': year, 'on-month': month, 'on-day': day };
      return () =>
        host()
          .request()
          .post('/calendar/days')
          .set('cookie', cookie)
          .set('sec-fetch-site', 'same-origin')
          .type('form')
          .send(form);
    },
    'POST /api/v1/calendar/proclaimed-days': async () => {
      const body = await sealed();
      const token = await host().tokenOf('council.operator');
      return () =>
        host()
          .request()
          .post('/api/v1/calendar/proclaimed-days')
          .auth(token, { type: 'bearer' })
          .set('idempotency-key', randomUUID())
          .send(body);
    },
  };
}
