import type { DataSource } from 'typeorm';
import { RefusedError, type Refusal } from '@broker/kernel';
import { HOLIDAY_CALENDAR, type BreachReading, type HolidayCalendar } from '@broker/working-calendar';

/** What a count rests on. */
export interface Ground {
  calendar: HolidayCalendar;
  /** The partnership that was asked for and the reading its agreement binds it to; null when none was. */
  binding: { partnership: string; reading: BreachReading } | null;
}

const noDatabase: Refusal = {
  code: 'deadlines/no-database',
  clause: 'ISA-32',
  message:
    'The reading that binds a partnership stands in its agreement, and no database is set up here that holds it.',
  mend: 'Set DATABASE_URL, run the command where the broker runs, or leave --partnership out to see both readings.',
};

const noSuchPartnership: Refusal = {
  code: 'deadlines/no-such-partnership',
  clause: 'ISA-1',
  message: 'The database holds no partnership of this name or id.',
  mend: 'Write its whole name in quotes, as it stands in the agreement.',
};

/** The database is set up and does not answer: counting without the days it holds could give a wrong date. */
class SilentDatabase extends Error {
  override name = 'StartFault';
  readonly mend = 'Start the broker, or add --as-delivered to count without the days that operators have added.';
}

/**
 * The calendar as delivered where no database is set up or `asDelivered` is wished; otherwise with every day that was proclaimed.
 * Throws RefusedError for a partnership that is not there, and an Error with a mend when the database does not answer.
 */
export async function groundOf(wished: { partnership?: string; asDelivered?: boolean }): Promise<Ground> {
  const { configuredDatabase, declareSystemProcess, openDataSource } = await import('@broker/platform');
  const url = configuredDatabase();
  if (url === null || (wished.asDelivered && wished.partnership === undefined)) {
    if (wished.partnership !== undefined) throw new RefusedError(noDatabase);
    return { calendar: HOLIDAY_CALENDAR, binding: null };
  }
  const [{ CalendarService }, agreement] = await Promise.all([
    import('@broker/deadlines'),
    import('@broker/agreement'),
  ]);
  declareSystemProcess();
  const dataSource = await openDataSource(url, [agreement.Partnership, agreement.AgreementVersion]).catch(() => {
    throw new SilentDatabase('The database with the days that operators have added does not answer.');
  });
  try {
    const calendar = wished.asDelivered ? HOLIDAY_CALENDAR : await new CalendarService(dataSource).current();
    return { calendar, binding: await bindingOf(dataSource, wished.partnership) };
  } finally {
    await dataSource.destroy();
  }
}

async function bindingOf(dataSource: DataSource, wished: string | undefined): Promise<Ground['binding']> {
  if (wished === undefined) return null;
  const [{ AgreementQueries, AgreementService, PartnershipService }, { LedgerService }] = await Promise.all([
    import('@broker/agreement'),
    import('@broker/ledger'),
  ]);
  const ledger = new LedgerService(dataSource);
  const partnership = await new PartnershipService(ledger).named(dataSource.manager, wished);
  if (!partnership) throw new RefusedError(noSuchPartnership);
  const queries = new AgreementQueries(dataSource, { now: () => new Date() });
  const reading = await new AgreementService(dataSource, queries, ledger).readingOf(partnership.id);
  return { partnership: partnership.name, reading };
}
