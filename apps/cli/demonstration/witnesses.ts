import type { INestApplicationContext } from '@nestjs/common';
import { currentAppointment, Officer } from '@broker/identity';
import { CLOCK, DomainError, type Clock } from '@broker/kernel';
import { WitnessQueries, WitnessService } from '@broker/ledger';
import { DataSource } from 'typeorm';

/** A witness of the demonstration: the agency that would run it, and the name that it signs by. */
export interface DemonstrationWitness {
  slug: string;
  name: string;
}

/** Two agencies of Southampton witness the log. */
export const DEMONSTRATION_WITNESSES: readonly DemonstrationWitness[] = [
  { slug: 'police', name: 'witness.police.demo.example' },
  { slug: 'health', name: 'witness.health.demo.example' },
];

/** Enters the running witnesses with their agencies; one that is known by its key already is only moved to where it runs now. */
export async function enterWitnesses(
  app: INestApplicationContext,
  running: readonly (DemonstrationWitness & { vkey: string; address: string })[],
): Promise<void> {
  const { manager } = app.get(DataSource);
  const [service, queries] = [app.get(WitnessService), app.get(WitnessQueries)];
  for (const { slug, vkey, address } of running) {
    const officer = await manager.findOneByOrFail(Officer, { email: `${slug}.officer@demo.example` });
    const actor = await currentAppointment(manager, officer.id, app.get<Clock>(CLOCK).now());
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    const { partnershipId, agencyId } = actor;
    const installation = { officerId: null, agencyId: null, partnershipId };
    const known = (await queries.states(partnershipId)).find((one) => one.vkey === vkey);
    if (known?.address === address) continue;
    const entered = known
      ? await service.move(installation, known.id, address)
      : await service.register(installation, { agencyId, vkey, address });
    if (!entered.ok)
      throw new DomainError(`A witness of the demonstration was turned away: ${entered.refusal.message}`);
  }
}
