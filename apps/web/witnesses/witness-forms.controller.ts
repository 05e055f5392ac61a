import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementQueries, noSuchSignatory } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Result } from '@broker/kernel';
import { noSuchWitness, WitnessQueries, WitnessService, type WitnessState } from '@broker/ledger';
import type { Response } from 'express';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import {
  presentMove,
  presentNewWitness,
  presentRemoval,
  presentRule,
  WITNESS_PLACES,
} from './witness-forms.presenter.js';

/** Entering, moving and removing witnesses, and the rule about them. */
@Page()
export class WitnessFormsController {
  constructor(
    private readonly service: WitnessService,
    private readonly witnesses: WitnessQueries,
    private readonly agreements: AgreementQueries,
    private readonly pages: AgencyPages,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.newWitness.pattern)
  @Act('witness.manage')
  @Render('officers/form')
  askNew(@CurrentActor() actor: Actor): Promise<FormPage> {
    return this.newPage(actor);
  }

  @Post(paths.newWitness.pattern)
  @Act('witness.manage')
  async enter(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const page = await this.newPage(actor, form);
    const agencyId = textOf(form, 'agencyId');
    const signatories = await this.agreements.signatories(actor.partnershipId);
    if (!signatories.some((one) => one.agencyId === agencyId))
      return this.pages.refuse(response, actor, page, noSuchSignatory, WITNESS_PLACES);
    const details = { agencyId, vkey: textOf(form, 'vkey'), address: textOf(form, 'address') };
    await this.done(await this.service.register(actor, details), actor, page, response);
  }

  @Get(paths.witnessRule.pattern)
  @Act('witness.rule')
  @Render('officers/form')
  askRule(@CurrentActor() actor: Actor): Promise<FormPage> {
    return this.rulePage(actor);
  }

  @Post(paths.witnessRule.pattern)
  @Act('witness.rule')
  async setRule(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const page = await this.rulePage(actor, form);
    const terms = { quorum: wholeNumber(textOf(form, 'quorum')), hours: wholeNumber(textOf(form, 'hours')) };
    await this.done(await this.service.setRule(actor, terms), actor, page, response);
  }

  @Get(paths.witnessMove.pattern)
  @Act('witness.manage')
  @Render('officers/form')
  async askMove(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return presentMove(await this.found(id, actor));
  }

  @Post(paths.witnessMove.pattern)
  @Act('witness.manage')
  async move(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = presentMove(await this.found(id, actor), form);
    await this.done(await this.service.move(actor, id, textOf(form, 'address')), actor, page, response);
  }

  @Get(paths.witnessRemoval.pattern)
  @Act('witness.manage')
  @Render('officers/form')
  async askRemoval(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return presentRemoval(await this.found(id, actor));
  }

  @Post(paths.witnessRemoval.pattern)
  @Act('witness.manage')
  async remove(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const page = presentRemoval(await this.found(id, actor));
    await this.done(await this.service.remove(actor, id), actor, page, response);
  }

  private async done(result: Result<unknown>, actor: Actor, page: FormPage, response: Response): Promise<void> {
    if (result.ok) return response.redirect(303, paths.witnesses({}));
    await this.pages.refuse(response, actor, page, result.refusal, WITNESS_PLACES);
  }

  private async newPage(actor: Actor, form?: SentForm): Promise<FormPage> {
    const signatories = await this.agreements.signatories(actor.partnershipId);
    return presentNewWitness(
      signatories.map(({ agencyId, agency, todayName }) => ({ agencyId, agency: todayName ?? agency })),
      form,
    );
  }

  private async rulePage({ partnershipId }: Actor, form?: SentForm): Promise<FormPage> {
    const { length } = await this.witnesses.states(partnershipId);
    return presentRule(await this.service.terms(partnershipId), length, form);
  }

  private async found(id: string, actor: Actor): Promise<WitnessState> {
    const witness = (await this.witnesses.states(actor.partnershipId)).find((one) => one.id === id);
    return this.denials.found(witness ?? null, actor, 'witness.manage', noSuchWitness);
  }
}

/** A number as it was typed; what is no whole number is refused by the rule itself. */
const wholeNumber = (text: string): number => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN);
