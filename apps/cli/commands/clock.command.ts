import type { Command } from 'commander';
import { say } from '../client/shown.js';

/** Adds `broker clock trust`: for the operator, when alarms stopped because the database's clock had been wrong. */
export function register(program: Command): void {
  const clock = program.command('clock').description('the clock of the database, by which deadlines ring (ISA-32)');
  clock
    .command('trust')
    .description('say that the clock is right now, after it had been wrong: alarms ring again within seconds')
    .action(trust);
}

async function trust(): Promise<void> {
  const [{ configuredDatabase, declareSystemProcess, loadConfig, openDataSource }, { LedgerService }, { ClockTrust }] =
    await Promise.all([import('@broker/platform'), import('@broker/ledger'), import('@broker/deadlines')]);
  declareSystemProcess();
  const dataSource = await openDataSource(configuredDatabase() ?? loadConfig().databaseUrl);
  try {
    const { trustedAt, shownAt } = await new ClockTrust(dataSource, new LedgerService(dataSource)).trust();
    say(`The clock of the database shows ${trustedAt.toISOString()}; alarms ring by it from now on.`);
    if (shownAt > trustedAt) say(`It had shown ${shownAt.toISOString()} before: what rang until then stays rung.`);
  } finally {
    await dataSource.destroy();
  }
}
