import type { INestApplicationContext } from '@nestjs/common';
import {
  AbsenceService,
  currentAppointment,
  NominationService,
  Officer,
  RegistrationService,
  type Actor,
  type RegistrationAsked,
} from '@broker/identity';
import { CLOCK, DomainError, londonDate, type Clock, type Result } from '@broker/kernel';
import { addDays } from '@broker/working-calendar';
import { DataSource } from 'typeorm';

/** Agencies without a registration, so that the board has something to mend. */
const UNREGISTERED = ['landlords', 'voluntary'];

/** Days for which an agency's registration is still good; 200 for all others. */
const REGISTERED_DAYS: Record<string, number> = { courts: 40, region: 6, fire: 300 };

/**
 * Gives the demonstration's agencies registrations (one about to lapse, one exempt), a health body its toolkit, and an
 * officer who is away soon a deputy. All of it is invented.
 * @param slugs of the agencies, in the order of the agreement.
 */
export async function enterOfficerMatters(app: INestApplicationContext, slugs: readonly string[]): Promise<void> {
  const now = app.get<Clock>(CLOCK).now();
  const on = londonDate(now);
  const as = async (who: string): Promise<Actor> => {
    const { manager } = app.get(DataSource);
    const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
    const actor = await currentAppointment(manager, officer.id, now);
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    return actor;
  };
  const registrations = app.get(RegistrationService);
  for (const [at, slug] of slugs.entries()) {
    if (UNREGISTERED.includes(slug)) continue;
    const registered = { number: `ZA${100_001 + at}`, expiresOn: addDays(on, REGISTERED_DAYS[slug] ?? 200) };
    const exempt = { exemptReason: 'Keeps no personal data on a computer (invented)' };
    const asked: RegistrationAsked = slug === 'thornhill' ? exempt : registered;
    done(await registrations.record(await as(`${slug}.signer`), asked));
  }
  const endsIn = Number(on.slice(0, 4));
  done(await registrations.recordToolkit(await as('health.officer'), { endsIn, status: 'standards-met' }));
  done(await registrations.recordToolkit(await as('hospital.officer'), { endsIn, status: 'approaching-standards' }));

  const authority = await as('fire-authority.officer');
  const steward = await as('fire-authority.steward');
  const signer = await as('fire-authority.signer');
  done(await app.get(NominationService).nameDeputy(signer, authority.appointmentId, steward.officerId));
  const away = { officerId: authority.officerId, fromOn: addDays(on, 3), toOn: addDays(on, 17) };
  done(await app.get(AbsenceService).state(authority, away));
}

function done(result: Result<unknown>): void {
  if (!result.ok) throw new DomainError(`The demonstration was refused: ${result.refusal.code}`);
}
