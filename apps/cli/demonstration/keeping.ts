import type { INestApplicationContext } from '@nestjs/common';
import {
  FoiService,
  OnwardService,
  RetentionQueries,
  RetentionService,
  SubjectAccessQueries,
  SubjectAccessSearch,
  SubjectAccessService,
} from '@broker/disclosure';
import { currentAppointment, Officer, type Actor } from '@broker/identity';
import { CLOCK, DomainError, londonDate, orThrow, type Clock } from '@broker/kernel';
import { withinScope } from '@broker/platform';
import { addDays } from '@broker/working-calendar';
import { DataSource } from 'typeorm';

/**
 * What happened afterwards to invented information: a person asks for their own, others ask under the Freedom of Information Act, a partner asks
 * to pass something on, and one record is held.
 */
export async function loadKeeping(app: INestApplicationContext): Promise<void> {
  await as(app, 'council.officer', async (council, today) => {
    await askedFor(app, council, today);
    await underTheAct(app, council, today);
    await passingOn(app, council);
  });
  await as(app, 'police.officer', (police) => held(app, police));
}

/** One request about a person of whom a partner has told, one that waits for the person to show who they are. */
async function askedFor(app: INestApplicationContext, council: Actor, today: string): Promise<void> {
  const access = app.get(SubjectAccessService);
  const person = {
    fullName: 'Morgan Example',
    dateOfBirth: '1988-05-14',
    otherNames: [],
    asked: 'Everything since January.',
  };
  const { id } = orThrow(await access.log(council, { receivedOn: addDays(today, -6), ...person }));
  const { records } = (await app.get(SubjectAccessQueries).one(id))!;
  orThrow(
    await app.get(SubjectAccessSearch).sort(
      council,
      id,
      records.map(({ recordId }) => recordId),
    ),
  );
  const other = { fullName: 'Jamie Example', dateOfBirth: '', otherNames: ['James Sample'], asked: '' };
  const waits = orThrow(await access.log(council, { receivedOn: addDays(today, -3), ...other }));
  orThrow(await access.pause(council, waits.id, 'identity', addDays(today, -1)));
}

async function underTheAct(app: INestApplicationContext, council: Actor, today: string): Promise<void> {
  const foi = app.get(FoiService);
  const contact = 'newsdesk@example.org';
  const first = {
    applicant: 'The Invented Echo',
    contact,
    asked: 'How many notices were served in each ward last year?',
  };
  const answered = orThrow(await foi.log(council, { receivedOn: addDays(today, -16), ...first }));
  const exemptions = [
    { section: '40', reliedOn: true, why: 'Wards with fewer than five notices would show who was served.' },
    {
      section: '31',
      reliedOn: true,
      why: 'Two of the notices belong to an operation that is still under way.',
      publicInterest:
        'People should see how notices are used. Until the operation ends, warning those it watches weighs more.',
    },
    { section: '12', reliedOn: false, why: 'Counting them took two hours, well below the limit.' },
  ];
  orThrow(
    await foi.answer(council, answered.id, {
      outcome: 'disclosed-in-part',
      answeredOn: addDays(today, -2),
      exemptions,
    }),
  );
  const second = { applicant: 'P. Invented', contact: '', asked: 'The minutes of the partnership of this year.' };
  orThrow(await foi.log(council, { receivedOn: addDays(today, -8), ...second }));
}

async function passingOn(app: INestApplicationContext, council: Actor): Promise<void> {
  const [received] = await app
    .get(DataSource)
    .query<{ id: string }[]>('SELECT id FROM disclosure WHERE receiving_agency_id = $1 ORDER BY disclosed_at LIMIT 1', [
      council.agencyId,
    ]);
  if (!received) return;
  const asked = {
    recipientAgencyId: '',
    recipientName: 'Harbour Invented Housing Association',
    what: 'The address alone.',
    why: 'It lets the flat to which the notice goes.',
  };
  orThrow(await app.get(OnwardService).ask(council, received.id, asked));
}

async function held(app: INestApplicationContext, police: Actor): Promise<void> {
  const kept = await app.get(RetentionQueries).list('kept', { limit: 50, offset: 0 });
  const record = kept.find(({ recordKind, agencyId }) => recordKind === 'record' && agencyId === police.agencyId);
  if (record)
    orThrow(await app.get(RetentionService).hold(police, record.id, 'A claim in the county court (invented).'));
}

/** Does something as one of the demonstration's people, who sees no more than their scope. */
async function as(
  app: INestApplicationContext,
  who: string,
  work: (actor: Actor, today: string) => Promise<void>,
): Promise<void> {
  const now = app.get<Clock>(CLOCK).now();
  const { manager } = app.get(DataSource);
  const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
  const actor = await currentAppointment(manager, officer.id, now);
  if (!actor) throw new DomainError('The demonstration appoints its officers.');
  await withinScope(actor, () => work(actor, londonDate(now)));
}
