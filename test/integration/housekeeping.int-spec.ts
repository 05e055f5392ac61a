import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MachineTokenService, SigningKeyService } from '@broker/identity';
import { asSystem, IdempotentAnswers } from '@broker/platform';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { Housekeeper } from '../../apps/worker/housekeeper.service.js';
import { startModule, type TestApplication } from '../support/application.js';
import { as } from '../support/people.js';

let test: TestApplication;
let keys: SigningKeyService;
let answers: IdempotentAnswers;
let housekeeper: Housekeeper;
let appointmentId: string;

const query = <T>(sql: string, values: unknown[] = []): Promise<T> =>
  asSystem(() => test.app.get(DataSource).query<T>(sql, values));

/** Keeps an answer as if it had been given some time ago. @returns its key. */
async function keptAgo(time: string): Promise<string> {
  const key = randomUUID();
  await answers.claim(appointmentId, key, 'a'.repeat(64));
  await answers.keep(appointmentId, key, { status: 201, body: {} });
  await query(`UPDATE idempotent_answer SET created_at = now() - $2::interval WHERE key = $1`, [key, time]);
  return key;
}

beforeAll(async () => {
  test = await startModule(DemonstrationModule);
  await loadDemonstration(test.app);
  keys = test.app.get(SigningKeyService);
  answers = test.app.get(IdempotentAnswers);
  housekeeper = new Housekeeper(keys, test.app.get(MachineTokenService), answers);
  ({ appointmentId } = await as(test.app, 'police.steward'));
});
afterAll(() => test.close());

describe('the worker keeps house', () => {
  it('forgets an answer after seven days, and none before', async () => {
    const [old, young] = [await keptAgo('7 days 1 minute'), await keptAgo('6 days 23 hours')];
    await housekeeper.goRound();
    expect(await answers.claim(appointmentId, young, 'a'.repeat(64))).toMatchObject({ status: 201 });
    expect(await answers.claim(appointmentId, old, 'b'.repeat(64))).toBe('first');
  });

  it('makes the next signing key a day ahead, and removes those that have ended', async () => {
    await keys.signer();
    await query(
      `UPDATE signing_key SET signs_until = now() + interval '23 hours', verifies_until = now() + interval '24 hours'`,
    );
    await housekeeper.goRound();
    expect(await keys.published()).toHaveLength(2);
    await query(`UPDATE signing_key SET verifies_until = now() - interval '1 second' WHERE not_before <= now()`);
    await housekeeper.goRound();
    const left = await query<unknown[]>(`SELECT FROM signing_key WHERE verifies_until <= now()`);
    expect(left).toHaveLength(0);
  });

  it('does the rest of its round when a part of it fails, and tells of it', async () => {
    const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const failing = jest.spyOn(keys, 'makeDue').mockRejectedValue(new Error('away'));
    const old = await keptAgo('8 days');
    await housekeeper.goRound();
    expect(await answers.claim(appointmentId, old, 'b'.repeat(64))).toBe('first');
    expect(told).toHaveBeenCalledTimes(1);
    failing.mockRestore();
    told.mockRestore();
  });

  it('begins with a round, and waits for the one under way before it ends', async () => {
    const round = jest.spyOn(housekeeper, 'goRound');
    housekeeper.onApplicationBootstrap();
    await housekeeper.beforeApplicationShutdown();
    expect(round).toHaveBeenCalledTimes(1);
  });
});
