import type { INestApplicationContext } from '@nestjs/common';
import { currentAppointment, MachineTokenService, Officer } from '@broker/identity';
import { CLOCK, DomainError, type Clock } from '@broker/kernel';
import { DataSource } from 'typeorm';

/** The programs of the demonstration. Nobody holds their refresh tokens: they are there to be seen, and to be ended. */
const PROGRAMS = [
  {
    email: 'police.steward@demo.example',
    name: 'Records system',
    scopes: ['exchange:read', 'exchange:write'],
    days: 180,
  },
  {
    email: 'council.steward@demo.example',
    name: 'Data warehouse',
    scopes: ['release.view', 'release.collect'],
    days: 90,
  },
];

/** Lets the invented programs in. */
export async function letProgramsIn(app: INestApplicationContext): Promise<void> {
  const { manager } = app.get(DataSource);
  for (const { email, ...program } of PROGRAMS) {
    const officer = await manager.findOneByOrFail(Officer, { email });
    const actor = await currentAppointment(manager, officer.id, app.get<Clock>(CLOCK).now());
    const letIn = actor && (await app.get(MachineTokenService).issue(actor, program));
    if (!letIn?.ok) throw new DomainError(`The program ${program.name} was not let in.`);
  }
}
