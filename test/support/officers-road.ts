import { SubmissionCheckService, SubmissionService } from '@broker/exchange';
import type { Visitor } from './browser.js';
import type { Host } from './host.js';
import { arriving, as } from './people.js';
import { streetMonth } from './street-month.js';

/** Fills the three boxes of a date. @param on `2026-11-20`. */
export async function fillDate({ page }: Visitor, id: string, on: string): Promise<void> {
  const [year, month, day] = on.split('-') as [string, string, string];
  await page.fill(`#${id}-day`, String(Number(day)));
  await page.fill(`#${id}-month`, String(Number(month)));
  await page.fill(`#${id}-year`, year);
}

/** A submission of the police that has passed the check and waits for a decision. @param month that nobody has sent yet. */
export async function decidable({ app }: Pick<Host, 'app'>, month: string): Promise<string> {
  const police = await as(app, 'police.steward');
  const body = arriving(streetMonth([{ month, rows: 50 }]));
  const received = await app
    .get(SubmissionService)
    .receive(police, { datasetId: 'POL-2', fileName: 'month.csv', body });
  if (!received.ok) throw new Error(received.refusal.message);
  await app.get(SubmissionCheckService).check(received.value.id);
  return received.value.id;
}
