import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementService, AuthorisationService } from '@broker/agreement';
import { clauseOfGateway, GatewayRegister, noSuchGateway, RequestQueries } from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import {
  changeOf,
  presentGateway,
  presentGatewayForm,
  type GatewayLine,
  type GatewayPage,
} from './gateways.presenter.js';

/** The register of gateways: who may use which power, and its correction by the partnership (ISA-12). */
@Page()
export class GatewaysController {
  constructor(
    private readonly register: GatewayRegister,
    private readonly queries: RequestQueries,
    private readonly agreements: AgreementService,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.gateways.pattern)
  @Act('gateway.view')
  @Render('gateways/gateways')
  async list(@CurrentActor() actor: Actor): Promise<{ gateways: GatewayLine[]; mayCorrect: boolean }> {
    const texts = await this.texts(actor);
    const mayCorrect = (await this.authorisation.mayAct(actor, 'gateway.correct')).ok;
    const rules = await this.queries.rules(actor);
    const register = await this.register.rules(actor.partnershipId);
    const gateways = register.map((rule) =>
      presentGateway(rule, rules, texts, clauseOfGateway(rule.gateway), mayCorrect),
    );
    return { gateways, mayCorrect };
  }

  @Get(paths.gateway.pattern)
  @Act('gateway.correct')
  @Render('gateways/gateway')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<GatewayPage> {
    return this.pageOf(id, actor, 'gateway.correct', null);
  }

  @Post(paths.gateway.pattern)
  @Act('gateway.correct')
  async correct(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.pageOf(id, actor, 'gateway.correct', form);
    const corrected = await this.register.correct(actor, id, changeOf(form), textOf(form, 'reason'));
    if (corrected.ok) return response.redirect(303, paths.gateways({}));
    const errors = [{ text: corrected.refusal.message, href: '#correction' }];
    const refusal = await this.shell.explain(corrected.refusal, actor);
    response.status(422).render('gateways/gateway', { ...page, errors, refusal });
  }

  private async pageOf(id: string, actor: Actor, act: ActName, sent: Form | null): Promise<GatewayPage> {
    const register = await this.register.rules(actor.partnershipId);
    const named = register.find(({ gateway }) => gateway === id) ?? null;
    const rule = await this.denials.found(named, actor, act, noSuchGateway());
    const history = await this.register.history(actor.partnershipId, id);
    const name = (await this.texts(actor))[id] ?? id;
    return presentGatewayForm(rule, name, await this.queries.rules(actor), history, sent);
  }

  private async texts({ partnershipId }: Actor): Promise<Record<string, string>> {
    const version = await this.agreements.versionInForce(partnershipId);
    return Object.fromEntries((version?.gateways ?? []).map(({ id, text }) => [id, text]));
  }
}
