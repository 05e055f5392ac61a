import type { INestApplicationContext } from '@nestjs/common';
import { BreakGlassService } from '@broker/agreement';
import { AppointmentChoice } from '@broker/identity';
import { as } from '../people.js';

/** What an act of the pages needs: the application, a cookie of a person, and a form that is sent with it. */
export interface Pages {
  readonly app: INestApplicationContext;
  cookieOf(who: string): Promise<string>;
  send(path: string, cookie: string, form: object): PromiseLike<{ status: number }>;
}

/** Opens the police's records to an officer who has none open yet. @returns the opening's id. */
export async function opened(app: INestApplicationContext, who: string): Promise<string> {
  const police = await as(app, 'police.officer');
  const asked = {
    ownerAgencyId: police.agencyId,
    emergency: 'life-or-safety',
    reason: 'An invented emergency that cannot wait at all.',
    minutes: 15,
  };
  const opening = await app.get(BreakGlassService).open(await as(app, who), asked);
  if (!opening.ok) throw new Error(opening.refusal.message);
  return opening.value.id;
}

/** The acts of emergencies and of choosing a post: what each needs, and then a request that succeeds. */
export const accessActs = (pages: () => Pages) => ({
  'POST /appointments': async () => {
    const cookie = await pages().cookieOf('shared.officer');
    const held = await pages()
      .app.get(AppointmentChoice)
      .held((await as(pages().app, 'shared.officer')).officerId);
    return () => pages().send('/appointments', cookie, { appointment: held.at(-1)!.appointmentId });
  },
  'POST /break-glass/new': async () => {
    const cookie = await pages().cookieOf('fire.officer');
    const { agencyId } = await as(pages().app, 'health.officer');
    const form = {
      ownerAgencyId: agencyId,
      emergency: 'safeguarding',
      reason: 'It cannot wait until morning.',
      minutes: 15,
    };
    return () => pages().send('/break-glass/new', cookie, form);
  },
  'POST /break-glass/:id/end': async () => {
    const id = await opened(pages().app, 'probation.officer');
    const cookie = await pages().cookieOf('probation.officer');
    return () => pages().send(`/break-glass/${id}/end`, cookie, {});
  },
  'POST /break-glass/:id/review': async () => {
    const id = await opened(pages().app, 'hospital.officer');
    const cookie = await pages().cookieOf('police.officer');
    return () => pages().send(`/break-glass/${id}/review`, cookie, { finding: 'justified', words: 'It was.' });
  },
});
