import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignInService } from '@broker/identity';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { ExchangeRoad } from '../support/exchange-road.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-20: each signatory nominates at least one designated officer', () => {
  it('every signatory of the demonstration has one in post', async () => {
    const [row] = await road.app.get(DataSource).query<[{ without: number }]>(
      `SELECT count(*)::int AS without FROM signatory s WHERE NOT EXISTS (
         SELECT FROM appointment a WHERE a.agency_id = s.agency_id AND a.role = 'designated-officer' AND a.ended_on IS NULL)`,
    );
    expect(row.without).toBe(0);
  });

  it('an officer whose appointment has ended is let in no more, and a session that is open ends with it', async () => {
    const signIn = road.app.get(SignInService);
    const begun = await signIn.signIn('fire.officer@demo.example', DEMONSTRATION_PASSWORD);
    if (!begun.ok) throw new Error(begun.refusal.message);
    await road.app
      .get(DataSource)
      .query(`UPDATE appointment SET ended_on = '2026-11-19' WHERE id = $1`, [begun.value.actor.appointmentId]);
    expect(await signIn.actorOf(begun.value.token)).toBeNull();
    expect(await signIn.signIn('fire.officer@demo.example', DEMONSTRATION_PASSWORD)).toMatchObject({
      refusal: { code: 'identity/no-appointment', clause: 'ISA-20' },
    });
  });
});
