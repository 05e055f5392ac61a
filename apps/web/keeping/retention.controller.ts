import { Body, Get, Inject, Param, Post, Query, Render, Res } from '@nestjs/common';
import {
  nothingKept,
  RetentionQueries,
  RetentionService,
  SimilarRequests,
  type CertificateView,
  type KeptFilter,
  type KeptView,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { certificatePdf } from './certificate-pdf.js';
import { KeepingPages } from './keeping-pages.service.js';
import type { ListPage, OnePage } from './page-parts.js';
import {
  holdForm,
  liftForm,
  presentCertificate,
  presentKept,
  presentRetention,
  presentUnopened,
  RETENTION_PLACES,
} from './retention.presenter.js';

const FILTERS: readonly KeptFilter[] = ['kept', 'held', 'disposed'];

/** How long things are kept, what holds them, and the certificates of their disposal (ISA-23). */
@Page()
export class RetentionController {
  constructor(
    private readonly retention: RetentionService,
    private readonly queries: RetentionQueries,
    private readonly similar: SimilarRequests,
    private readonly pages: KeepingPages,
    private readonly forms: AgencyPages,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.retention.pattern)
  @Act('retention.view')
  @Render('keeping/list')
  async list(@Query('which') wanted: unknown, @Query('page') page: unknown): Promise<ListPage> {
    const which = FILTERS.find((one) => one === wanted) ?? 'kept';
    const hrefOf = (number: number) => paths.retention({}, { which, page: number });
    return presentRetention(await this.pages.paged(page, hrefOf, (place) => this.queries.list(which, place)), which);
  }

  @Get(paths.retentionUnopened.pattern)
  @Act('retention.unopened')
  @Render('keeping/one')
  async unopened(@CurrentActor() actor: Actor): Promise<OnePage> {
    return presentUnopened(await this.similar.unopened(actor.partnershipId, this.clock.now()));
  }

  @Get(paths.retentionCertificatePdf.pattern)
  @Act('retention.view')
  async pdf(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const certificate = await this.certified(id, actor);
    response
      .attachment(`${certificate.reference}.pdf`)
      .type('application/pdf')
      .send(await certificatePdf(certificate));
  }

  @Get(paths.retentionCertificate.pattern)
  @Act('retention.view')
  @Render('keeping/one')
  async certificate(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OnePage> {
    return presentCertificate(await this.certified(id, actor));
  }

  @Get(paths.retentionOne.pattern)
  @Act('retention.view')
  @Render('keeping/one')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OnePage> {
    const view = await this.found(id, actor);
    const holds = await this.queries.holds(id, actor.agencyId);
    const agencyIds = await this.pages.agencyIds(actor);
    const facts = { ...(await this.pages.facts(actor, ['retention.hold'])), agencyIds };
    return presentKept(view, holds, facts, await this.pages.timeline(actor, view.recordKind, view.recordId));
  }

  @Get(paths.retentionHold.pattern)
  @Act('retention.hold')
  @Render('officers/form')
  async askHold(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return holdForm(await this.found(id, actor));
  }

  @Post(paths.retentionHold.pattern)
  @Act('retention.hold')
  async hold(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = holdForm(await this.found(id, actor), form);
    const held = await this.retention.hold(actor, id, textOf(form, 'reason'));
    if (held.ok) return response.redirect(303, paths.retentionOne({ id }));
    await this.forms.refuse(response, actor, page, held.refusal, RETENTION_PLACES);
  }

  @Get(paths.retentionLift.pattern)
  @Act('retention.hold')
  @Render('officers/form')
  async askLift(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return liftForm(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.retentionLift.pattern)
  @Act('retention.hold')
  async lift(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = liftForm(await this.found(id, actor), this.forms.today, form);
    const lifted = await this.retention.lift(actor, id, textOf(form, 'reason'));
    if (lifted.ok) return response.redirect(303, paths.retentionOne({ id }));
    await this.forms.refuse(response, actor, page, lifted.refusal, RETENTION_PLACES);
  }

  private async found(id: string, actor: Actor): Promise<KeptView> {
    return this.denials.found(await this.queries.one(id), actor, 'retention.view', nothingKept);
  }

  private async certified(id: string, actor: Actor): Promise<CertificateView> {
    return this.denials.found(await this.queries.certificate(id), actor, 'retention.view', nothingKept);
  }
}
