import { Partnership } from '@broker/agreement';
import { Officer } from '@broker/identity';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../demonstration/demonstration.module.js';
import { loadDemonstration } from '../demonstration/load-demonstration.js';
import { DEMONSTRATION_SIGN_INS } from '../demonstration/sign-ins.js';

/** What an installation holds: the demonstration, just now loaded or from before, or partnerships of its own. */
export type Contents = 'demonstration loaded' | 'demonstration' | 'own partnerships';

/**
 * Loads the demonstration into an installation that holds no partnership, and leaves every other one as it is.
 * The migrated database is found through the configuration.
 */
export async function fillWhenEmpty(): Promise<Contents> {
  const app = await NestFactory.createApplicationContext(DemonstrationModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const { manager } = app.get(DataSource);
    if ((await manager.count(Partnership)) === 0) {
      await loadDemonstration(app);
      return 'demonstration loaded';
    }
    const invented = DEMONSTRATION_SIGN_INS.map(({ email }) => ({ email }));
    return (await manager.existsBy(Officer, invented)) ? 'demonstration' : 'own partnerships';
  } finally {
    await app.close();
  }
}
