import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import {
  AgreementQueries,
  noSuchSignatory,
  SignatoryService,
  type SignatoryForm,
  type SignatoryLine,
} from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import { ShellService } from '../shell/shell.service.js';
import { presentPlace, presentSignatoryForm, presentSignatoryList } from './signatories.presenter.js';

/** The agreement's table of signatories, as the partnership manager keeps it. */
@Page()
export class SignatoriesController {
  constructor(
    private readonly queries: AgreementQueries,
    private readonly signatories: SignatoryService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.signatories.pattern)
  @Act('signatory.name')
  @Render('agreement/signatories')
  async list(@CurrentActor() actor: Actor) {
    return presentSignatoryList(await this.queries.signatories(actor.partnershipId), actor.agencyId);
  }

  @Get(paths.newSignatory.pattern)
  @Act('signatory.name')
  @Render('agreement/signatory-new')
  askForNew() {
    return presentSignatoryForm({ agency: '', kind: '', class: '' });
  }

  @Post(paths.newSignatory.pattern)
  @Act('signatory.name')
  async name(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const fields: SignatoryForm = {
      agency: textOf(form, 'agency'),
      kind: textOf(form, 'kind'),
      class: textOf(form, 'class'),
      position: placeOf(form),
    };
    const named = await this.signatories.name(actor, fields);
    if (named.ok) return response.redirect(303, paths.signatories({}));
    const page = { ...presentSignatoryForm(fields), ...(await this.errors(named.refusal, actor)) };
    response.status(422).render('agreement/signatory-new', page);
  }

  @Get(paths.signatory.pattern)
  @Act('signatory.name')
  @Render('agreement/signatory')
  async ask(@Param('agencyId') agencyId: string, @CurrentActor() actor: Actor) {
    return presentPlace(await this.found(agencyId, actor));
  }

  @Post(paths.signatory.pattern)
  @Act('signatory.name')
  async change(
    @Param('agencyId') agencyId: string,
    @Body() form: Form,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const line = await this.found(agencyId, actor);
    const fields = { class: textOf(form, 'class'), position: placeOf(form) };
    const changed = await this.signatories.change(actor, line.agencyId, fields);
    if (changed.ok) return response.redirect(303, paths.signatories({}));
    response
      .status(422)
      .render('agreement/signatory', { ...presentPlace(line), ...(await this.errors(changed.refusal, actor)) });
  }

  @Post(paths.signatoryRemoval.pattern)
  @Act('signatory.name')
  async remove(
    @Param('agencyId') agencyId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const line = await this.found(agencyId, actor);
    const removed = await this.signatories.remove(actor, line.agencyId);
    if (!removed.ok) throw new PageRefused(409, removed.refusal);
    response.redirect(303, paths.signatories({}));
  }

  private async errors(refusal: Refusal, actor: Actor) {
    const field = FIELDS[refusal.code] ?? 'agency';
    return {
      refusal: await this.shell.explain(refusal, actor),
      errors: [{ text: refusal.message, href: `#${field}` }],
      errorOf: { [field]: { text: refusal.message } },
    };
  }

  private async found(agencyId: string, actor: Actor): Promise<SignatoryLine> {
    const lines = await this.queries.signatories(actor.partnershipId);
    const line = lines.find((one) => one.agencyId === agencyId) ?? null;
    return this.denials.found(line, actor, 'signatory.name', noSuchSignatory);
  }
}

const placeOf = (form: Form): number | null => {
  const place = textOf(form, 'position').trim();
  return /^\d{1,4}$/.test(place) ? Number(place) : null;
};

/** The field that a refusal is about. */
const FIELDS: Record<string, string> = {
  'agreement/agency-kind': 'kind',
  'agreement/agency-kind-differs': 'kind',
  'agreement/signatory-class': 'class',
};
