import { clocksOf, type BreachView, type HistoryLine } from '@broker/breach';
import type { HolidayCalendar } from '@broker/working-calendar';
import { API_PATH } from '../api-path.js';
import type { BreachDocument, BreachLineDocument } from '../documents/breach.documents.js';

/** Where a breach is found. */
export const breachHref = (id: string): string => `${API_PATH}/breaches/${encodeURIComponent(id)}`;

/** A breach as a line of the list, with the clocks that run. */
export function breachLine({ id, number, breach, names }: BreachView, calendar: HolidayCalendar) {
  const clocks = clocksOf(breach, calendar);
  const name = (agencyId: string): string => names[agencyId] ?? agencyId;
  return {
    id,
    href: breachHref(id),
    number,
    state: breach.state,
    allegedBy: name(breach.allegingAgencyId),
    accused: breach.report.accused.map(name),
    awareOn: breach.report.awareOn,
    clocks: (clocks.ok ? clocks.value : []).map(({ kind, clause, agencyId, dueOn, dueAt }) => ({
      kind,
      clause,
      agencyId,
      dueOn,
      dueAt,
    })),
  } satisfies BreachLineDocument;
}

/** A breach with its history. */
export const breachDocument = (
  view: BreachView,
  history: readonly HistoryLine[],
  calendar: HolidayCalendar,
): BreachDocument => ({
  ...breachLine(view, calendar),
  current: view.breach,
  history: history.map(({ at, agency, event: { step, at: _at, ...particulars } }) => ({
    step,
    at: new Date(at).toISOString(),
    agency,
    particulars,
  })),
});
