import type { INestApplicationContext } from '@nestjs/common';
import { LogKeyService, vkeyOf } from '@broker/ledger';
import { DEMONSTRATION_WITNESSES, enterWitnesses } from '../demonstration/witnesses.js';
import { startWitnesses } from './witness-processes.js';

/** Starts the witnesses of the demonstration and enters them where they are not known yet. @returns the function that ends them. */
export async function attendWitnesses(app: INestApplicationContext, dataDir: string): Promise<() => Promise<void>> {
  const { key } = await app.get(LogKeyService).signer();
  const { running, stop } = await startWitnesses(DEMONSTRATION_WITNESSES, vkeyOf(key), dataDir);
  if (running.length < DEMONSTRATION_WITNESSES.length)
    console.error('Not every witness of the demonstration could be started; the page of witnesses shows which.');
  try {
    await enterWitnesses(app, running);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
