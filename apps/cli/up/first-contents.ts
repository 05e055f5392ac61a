import { Partnership } from '@broker/agreement';
import { Officer } from '@broker/identity';
import { asSystem } from '@broker/platform';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../demonstration/demonstration.module.js';
import { loadDemonstration } from '../demonstration/load-demonstration.js';
import { DEMONSTRATION_SIGN_INS } from '../demonstration/sign-ins.js';
import { type FirstAdministrator, foundWith } from './first-administrator.js';

/** What an installation holds: the demonstration or partnerships of its own, and whether this start put it there. */
export interface Contents {
  isDemonstration: boolean;
  isNew: boolean;
}

/**
 * Gives an installation that holds no partnership its first contents, and leaves every other one as it is.
 * The migrated database is found through the configuration.
 * @param askFirst tells who administers an installation without the demonstration; null loads the demonstration.
 */
export const fillWhenEmpty = (askFirst: (() => Promise<FirstAdministrator>) | null): Promise<Contents> =>
  asSystem(() => fill(askFirst));

async function fill(askFirst: (() => Promise<FirstAdministrator>) | null): Promise<Contents> {
  // Whatever goes wrong is thrown, and said by whoever called.
  const app = await NestFactory.createApplicationContext(DemonstrationModule, { logger: false, abortOnError: false });
  try {
    const { manager } = app.get(DataSource);
    if ((await manager.count(Partnership)) > 0) {
      const invented = DEMONSTRATION_SIGN_INS.map(({ email }) => ({ email }));
      return { isDemonstration: await manager.existsBy(Officer, invented), isNew: false };
    }
    if (askFirst) await foundWith(app, await askFirst());
    else await loadDemonstration(app);
    return { isDemonstration: !askFirst, isNew: true };
  } finally {
    await app.close();
  }
}
