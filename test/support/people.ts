import type { INestApplicationContext } from '@nestjs/common';
import { currentAppointment, Officer, SignInService, type Actor, type SignedIn } from '@broker/identity';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { CLOCK, type Clock } from '@broker/kernel';
import { DataSource } from 'typeorm';

/** The actor behind a demonstration sign-in, for example `police.steward`. */
export async function as(app: INestApplicationContext, who: string): Promise<Actor> {
  const { manager } = app.get(DataSource);
  const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
  const actor = await currentAppointment(manager, officer.id, app.get<Clock>(CLOCK).now());
  if (!actor) throw new Error(`${who} holds no appointment`);
  return actor;
}

/** A file as it arrives, in pieces. */
export async function* arriving(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** How many ledger entries of one event (of any, when left out) there are. */
export async function entriesOf(app: INestApplicationContext, event?: string): Promise<number> {
  const [row] = await app
    .get(DataSource)
    .query<[{ n: number }]>(`SELECT count(*)::int AS n FROM ledger_entry WHERE $1::text IS NULL OR event = $1`, [
      event ?? null,
    ]);
  return row.n;
}

/** The facts of the newest ledger entry of an event. */
export async function newestFacts(app: INestApplicationContext, event: string): Promise<Record<string, unknown>> {
  const [row] = await app
    .get(DataSource)
    .query<[{ leaf: Buffer }]>(`SELECT leaf FROM ledger_entry WHERE event = $1 ORDER BY id DESC LIMIT 1`, [event]);
  return (JSON.parse(row.leaf.toString('utf8')) as { facts: Record<string, unknown> }).facts;
}

/** Signs a demonstration officer in who has set up no second proof. */
export async function signedIn(app: INestApplicationContext, who: string): Promise<SignedIn> {
  const answer = await app.get(SignInService).signIn(`${who}@demo.example`, DEMONSTRATION_PASSWORD);
  if (!answer.ok) throw new Error(answer.refusal.message);
  if (answer.value.attempt !== undefined) throw new Error(`${who} has set up a second proof`);
  return answer.value;
}
