import type { INestApplicationContext } from '@nestjs/common';
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
 * @param attend what is done at each start of a demonstration, once its contents are there.
 */
export const fillWhenEmpty = (askFirst: AskFirst, attend: Attend = async () => {}): Promise<Contents> =>
  asSystem(() => fill(askFirst, attend));

type AskFirst = (() => Promise<FirstAdministrator>) | null;
type Attend = (app: INestApplicationContext) => Promise<void>;

async function fill(askFirst: AskFirst, attend: Attend): Promise<Contents> {
  // Whatever goes wrong is thrown, and said by whoever called.
  const app = await NestFactory.createApplicationContext(DemonstrationModule, { logger: false, abortOnError: false });
  try {
    const contents = await contentsOf(app, askFirst);
    if (contents.isDemonstration) await attend(app);
    return contents;
  } finally {
    await app.close();
  }
}

async function contentsOf(app: INestApplicationContext, askFirst: AskFirst): Promise<Contents> {
  const { manager } = app.get(DataSource);
  if ((await manager.count(Partnership)) > 0) {
    const invented = DEMONSTRATION_SIGN_INS.map(({ email }) => ({ email }));
    return { isDemonstration: await manager.existsBy(Officer, invented), isNew: false };
  }
  if (askFirst) await foundWith(app, await askFirst());
  else await loadDemonstration(app);
  return { isDemonstration: !askFirst, isNew: true };
}
