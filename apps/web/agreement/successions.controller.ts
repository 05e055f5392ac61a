import { Body, Get, Post, Render, Res } from '@nestjs/common';
import { AgreementQueries, AuthorisationService, SuccessionService, type SuccessionForm } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { dayOf } from '../format/date-fields.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { presentSuccessionForm, presentSuccessions, type SuccessionFields } from './successions.presenter.js';

/** Which agencies have taken over from which. */
@Page()
export class SuccessionsController {
  constructor(
    private readonly successions: SuccessionService,
    private readonly queries: AgreementQueries,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.successions.pattern)
  @Act('agreement.view')
  @Render('agreement/successions')
  async list(@CurrentActor() actor: Actor) {
    const mayRecord = (await this.authorisation.mayAct(actor, 'succession.record')).ok;
    const signatories = await this.queries.signatories(actor.partnershipId);
    return presentSuccessions(await this.successions.of(actor.partnershipId), signatories, mayRecord);
  }

  @Get(paths.newSuccession.pattern)
  @Act('succession.record')
  @Render('agreement/succession-new')
  ask(@CurrentActor() actor: Actor) {
    return this.page(actor);
  }

  @Post(paths.newSuccession.pattern)
  @Act('succession.record')
  async record(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const fields = fieldsOf(form);
    const recorded = await this.successions.record(actor, wanted(fields));
    if (recorded.ok) return response.redirect(303, paths.successions({}));
    const field = FIELDS[recorded.refusal.code] ?? 'successor';
    response.status(422).render('agreement/succession-new', {
      ...(await this.page(actor, fields, field)),
      refusal: await this.shell.explain(recorded.refusal, actor),
      errors: [{ text: recorded.refusal.message, href: `#${field === 'passedOn' ? 'passedOn-day' : field}` }],
      errorOf: { [field]: { text: recorded.refusal.message } },
    });
  }

  private async page(actor: Actor, fields?: SuccessionFields, wrong?: string) {
    return presentSuccessionForm(await this.queries.signatories(actor.partnershipId), fields, wrong);
  }
}

const fieldsOf = (form: Form): SuccessionFields => ({
  predecessor: textOf(form, 'predecessor'),
  successor: textOf(form, 'successor'),
  agency: textOf(form, 'agency'),
  kind: textOf(form, 'kind'),
  passedOn: dayOf(form, 'passedOn'),
  note: textOf(form, 'note'),
  source: textOf(form, 'source'),
});

function wanted({ predecessor, successor, agency, kind, ...rest }: SuccessionFields): SuccessionForm {
  const taking = successor === 'new' ? { agency, kind } : { agencyId: successor };
  return { predecessorId: predecessor, successor: successor === 'nobody' ? null : taking, ...rest };
}

/** The field that a refusal is about. */
const FIELDS: Record<string, string> = {
  'agreement/agency-name': 'agency',
  'agreement/agency-kind': 'kind',
  'agreement/agency-kind-differs': 'kind',
  'agreement/succession-day': 'passedOn',
  'agreement/succession-in-the-future': 'passedOn',
  'agreement/succession-ends-before-start': 'passedOn',
  'agreement/successor-has-ended': 'passedOn',
  'agreement/succession-note': 'note',
  'agreement/succession-source': 'source',
  'agreement/succession-twice': 'predecessor',
};
