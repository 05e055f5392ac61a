import type { INestApplicationContext } from '@nestjs/common';
import {
  actsOf,
  AppointmentService,
  Officer,
  ROLES,
  SessionService,
  type Actor,
  type Role,
  type Standing,
} from '@broker/identity';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { addDays, addMonths } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import { TokenService } from '../../apps/api/access/token.service.js';
import { as } from './people.js';

/** Somebody in one role of one agency, in one state. */
export interface EveryPerson {
  name: string;
  actor: Actor;
  role: Role;
  standing: Standing;
  isTrained: boolean;
  isSteppedUp: boolean;
}

/** Agencies of the demonstration by how they stand to an agreement; the last belongs to another partnership. */
const AGENCIES = [
  ['council', 'signed'],
  ['voluntary', 'unsigned'],
  ['ferries', 'not-a-signatory'],
  ['northmoor-council', 'signed'],
] as const;

/** Every role in every standing, and in the agency that has signed also untrained and not shown again who they are. */
export async function everyPerson(app: INestApplicationContext): Promise<EveryPerson[]> {
  const people: EveryPerson[] = [];
  for (const [slug, standing] of AGENCIES) {
    const { agencyId, partnershipId } = await as(app, `${slug}.officer`);
    for (const role of ROLES) {
      const states = slug === 'council' ? STATES : [STATES[0]!];
      for (const state of states) {
        const name = [slug, role, ...(state.isTrained ? [] : ['untrained']), ...(state.isSteppedUp ? [] : ['unshown'])];
        const actor = await appointed(app, name.join('-'), { agencyId, partnershipId, role }, state.isTrained);
        people.push({ name: name.join(' '), actor, role, standing, ...state });
      }
    }
  }
  return people;
}

const STATES = [
  { isTrained: true, isSteppedUp: true },
  { isTrained: false, isSteppedUp: true },
  { isTrained: true, isSteppedUp: false },
];

async function appointed(
  app: INestApplicationContext,
  name: string,
  post: { agencyId: string; partnershipId: string; role: Role },
  isTrained: boolean,
): Promise<Actor> {
  const now = app.get<Clock>(CLOCK).now();
  const heldOn = addDays(londonDate(now), -1);
  const training = { course: 'Course', heldOn, expiresOn: addMonths(heldOn, 12) };
  return app.get(DataSource).transaction(async (manager) => {
    const { id } = await manager.save(Officer, { email: `${name}@matrix.example`, name, passwordHash: 'none' });
    const whole = { ...post, ...(isTrained && { training }) };
    const appointmentId = await app.get(AppointmentService).appointAlso(manager, id, whole, now);
    return { appointmentId, officerId: id, ...post };
  });
}

/** A new session of a person: its token. */
export const sessionOf = (app: INestApplicationContext, { actor, isSteppedUp }: EveryPerson): Promise<string> =>
  app
    .get(DataSource)
    .transaction((manager) => app.get(SessionService).begin(manager, actor, 'password', {}, isSteppedUp));

/** A new access token of a person's program, with the acts it was given (all of the role's when none are asked for). */
export async function programOf(app: INestApplicationContext, { actor }: EveryPerson, wanted?: string[]) {
  const access = await app.get(TokenService).issue(actor, { name: 'Matrix', ...(wanted && { scopes: wanted }) });
  if (!access.ok) throw new Error(access.refusal.message);
  return { token: access.value.token, scopes: actsOf(access.value.scopes) };
}
