import { Body, Get, Post, Render, Res } from '@nestjs/common';
import {
  DraftService,
  gatewaysOf,
  noDraft,
  purposesOf,
  retentionOf,
  type DraftFault,
  type DraftView,
} from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { dayOf, textsOf } from '../format/date-fields.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentGateways, presentPartErrors, presentTermsForm } from './draft.presenter.js';
import { presentPurposes, presentRetention, purposeEntries, retentionEntries } from './draft-lists.presenter.js';

/** The parts of the draft beside its clauses: purposes, gateways, retention, days. Each is one form. */
@Page()
export class DraftPartsController {
  constructor(
    private readonly drafts: DraftService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.draftPurposes.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-purposes')
  async purposes(@CurrentActor() actor: Actor) {
    return presentPurposes((await this.found(actor)).draft.purposes);
  }

  @Post(paths.draftPurposes.pattern)
  @Act('agreement.draft')
  async savePurposes(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.found(actor);
    const entries = purposeEntries(form);
    const faults = await this.drafts.edit(actor, 'purposes', { purposes: purposesOf(entries) });
    this.answer(response, 'draft-purposes', faults, 'text-1', () => presentPurposes(purposesOf(entries)));
  }

  @Get(paths.draftGateways.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-gateways')
  async gateways(@CurrentActor() actor: Actor) {
    return presentGateways((await this.found(actor)).draft.gateways);
  }

  @Post(paths.draftGateways.pattern)
  @Act('agreement.draft')
  async saveGateways(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.found(actor);
    const gateways = gatewaysOf(textsOf(form, 'gateway'));
    const faults = await this.drafts.edit(actor, 'gateways', { gateways });
    this.answer(response, 'draft-gateways', faults, 'gateway', () => presentGateways(gateways));
  }

  @Get(paths.draftRetention.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-retention')
  async retention(@CurrentActor() actor: Actor) {
    const { draft } = await this.found(actor);
    return presentRetention(draft.retention.map((one) => ({ ...one, amount: String(one.amount) })));
  }

  @Post(paths.draftRetention.pattern)
  @Act('agreement.draft')
  async saveRetention(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.found(actor);
    const entries = retentionEntries(form);
    const faults = await this.drafts.edit(actor, 'retention', { retention: retentionOf(entries) });
    this.answer(response, 'draft-retention', faults, 'amount-1', () => presentRetention(entries));
  }

  @Get(paths.draftTerms.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-days')
  async terms(@CurrentActor() actor: Actor) {
    const { draft, before } = await this.found(actor);
    return presentTermsForm(draft, before?.version ?? null);
  }

  @Post(paths.draftTerms.pattern)
  @Act('agreement.draft')
  async saveTerms(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { before } = await this.found(actor);
    const fields = {
      reading: textOf(form, 'reading') === 'working' ? ('working' as const) : ('literal' as const),
      reviewOn: dayOf(form, 'reviewOn') || null,
      oldEndsOn: dayOf(form, 'oldEndsOn') || null,
    };
    const faults = await this.drafts.edit(actor, 'terms', fields);
    if (faults.length === 0) return response.redirect(303, paths.draft({}));
    response.status(422).render('agreement/draft-days', presentTermsForm(fields, before?.version ?? null, faults));
  }

  private answer(response: Response, view: string, faults: DraftFault[], field: string, page: () => object): void {
    if (faults.length === 0) response.redirect(303, paths.draft({}));
    else response.status(422).render(`agreement/${view}`, { ...page(), ...presentPartErrors(faults, field) });
  }

  private async found(actor: Actor): Promise<DraftView> {
    return this.denials.found(await this.drafts.find(actor.partnershipId), actor, 'agreement.draft', noDraft);
  }
}
