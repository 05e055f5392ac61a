import { randomUUID } from 'node:crypto';
import { AbsenceService, NominationService } from '@broker/identity';
import { as } from '../people.js';
import type { Pages } from './access.js';

/** What an act of the interface needs beside the pages: a request with a person's token. */
export interface Machines extends Pages {
  call(who: string, path: string, body: object): PromiseLike<{ status: number }>;
}

const DAYS_AWAY = { fromOn: '2030-01-01', toOn: '2030-01-02' };

/** The acts on posts, absences, training and registrations: what each needs, and then a request that succeeds. */
export const officersActs = (given: () => Machines) => {
  const person = () => ({ name: 'Robin Invented', email: `${randomUUID()}@police.example` });
  const signer = () => as(given().app, 'police.signer');
  const officer = () => as(given().app, 'police.officer');
  const nominated = async (): Promise<string> => {
    const actor = await signer();
    const post = { role: 'auditor' as const, agencyId: actor.agencyId, startsOn: '2030-01-01', endsOn: null };
    const made = await given()
      .app.get(NominationService)
      .nominate(actor, { ...post, ...person(), deputyId: null });
    if (!made.ok) throw new Error(made.refusal.message);
    return made.value.id;
  };
  const form = async (who: string, path: string, fields: object) => {
    const cookie = await given().cookieOf(who);
    return () => given().send(path, cookie, fields);
  };
  const dated = (id: string, year: string) => ({ [`${id}-day`]: '1', [`${id}-month`]: '2', [`${id}-year`]: year });
  const post = { role: 'data-steward', startsOn: '2030-01-01', endsOn: null, deputyId: null };
  return {
    'POST /partners/:id/nominate': async () => {
      const fields = { role: 'auditor', ...person(), ...dated('startsOn', '2030') };
      return form('police.signer', `/partners/${(await signer()).agencyId}/nominate`, fields);
    },
    'POST /partners/:id/nominations/:nominationId/end': async () => {
      const path = `/partners/${(await signer()).agencyId}/nominations/${await nominated()}/end`;
      return form('police.signer', path, {});
    },
    'POST /partners/:id/nominations/:nominationId/deputy': async () => {
      const path = `/partners/${(await signer()).agencyId}/nominations/${await nominated()}/deputy`;
      return form('police.signer', path, { deputyId: (await officer()).officerId });
    },
    'POST /partners/:id/training': async () => {
      const fields = { ...dated('heldOn', '2026'), ...dated('expiresOn', '2031'), course: 'A course' };
      const { officerId, agencyId } = await officer();
      return form('police.signer', `/partners/${agencyId}/training`, { ...fields, officerId });
    },
    'POST /absences/new': async () => {
      const { officerId } = await as(given().app, 'courts.officer');
      const fields = { officerId, ...dated('fromOn', '2031'), ...dated('toOn', '2031') };
      return form('courts.officer', '/absences/new', fields);
    },
    'POST /absences/:id/end': async () => {
      const actor = await as(given().app, 'youth.officer');
      const stated = await given()
        .app.get(AbsenceService)
        .state(actor, { officerId: actor.officerId, ...DAYS_AWAY });
      if (!stated.ok) throw new Error(stated.refusal.message);
      return form('youth.officer', `/absences/${stated.value.id}/end`, {});
    },
    'POST /registration': () =>
      form('police.officer', '/registration', {
        kind: 'registered',
        number: 'ZA123456',
        ...dated('expiresOn', '2031'),
      }),
    'POST /toolkit': () => form('hospital.officer', '/toolkit', { endsIn: '2026', status: 'standards-met' }),
    'POST /api/v1/partners/:id/nominations': async () => {
      const { agencyId } = await signer();
      return () => given().call('police.signer', `/partners/${agencyId}/nominations`, { ...post, ...person() });
    },
    'POST /api/v1/partners/:id/trainings': async () => {
      const { agencyId, officerId } = await officer();
      const course = { officerId, course: 'A course', heldOn: '2026-02-01', expiresOn: '2032-02-01' };
      return () => given().call('police.signer', `/partners/${agencyId}/trainings`, course);
    },
    'POST /api/v1/officers/nominations/:id/end': async () => {
      const id = await nominated();
      return () => given().call('police.signer', `/officers/nominations/${id}/end`, { endsOn: null });
    },
    'POST /api/v1/officers/nominations/:id/deputy': async () => {
      const id = await nominated();
      return () => given().call('police.signer', `/officers/nominations/${id}/deputy`, { deputyId: null });
    },
    'POST /api/v1/officers/absences': async () => {
      const { officerId } = await as(given().app, 'drug-action.officer');
      return () => given().call('drug-action.officer', '/officers/absences', { officerId, ...DAYS_AWAY });
    },
    'POST /api/v1/officers/registrations': async () => () =>
      given().call('police.officer', '/officers/registrations', {
        number: 'ZA123456',
        expiresOn: '2032-02-01',
        exemptReason: null,
      }),
  };
};
