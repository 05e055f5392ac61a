import { Body, Get, Post, Res } from '@nestjs/common';
import { AgreementQueries, BreakGlassService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentOpeningForm, type TypedOpening } from './break-glass.presenter.js';

const VIEW = 'break-glass/new';

/** Opens another agency's records in an emergency. Stands before the page of one opening: `new` is no opening's address. */
@Page()
export class BreakGlassOpeningController {
  constructor(
    private readonly breakGlass: BreakGlassService,
    private readonly agreements: AgreementQueries,
  ) {}

  @Get(paths.breakGlassNew.pattern)
  @Act('break-glass.open')
  async ask(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render(VIEW, presentOpeningForm(await this.others(actor)));
  }

  @Post(paths.breakGlassNew.pattern)
  @Act('break-glass.open')
  async open(
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const typed = typedIn(form ?? {});
    const { ownerAgencyId = '', emergency = '', reason = '', minutes = '' } = typed;
    const opened = await this.breakGlass.open(actor, { ownerAgencyId, emergency, reason, minutes: Number(minutes) });
    if (opened.ok) return response.redirect(303, paths.breakGlassOne(opened.value));
    response.status(422).render(VIEW, presentOpeningForm(await this.others(actor), typed, opened.refusal));
  }

  private async others(actor: Actor): Promise<{ agencyId: string; agency: string }[]> {
    const signatories = await this.agreements.signatories(actor.partnershipId);
    return signatories.filter(({ agencyId }) => agencyId !== actor.agencyId);
  }
}

function typedIn(form: Record<string, unknown>): TypedOpening {
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  return {
    ownerAgencyId: text('ownerAgencyId'),
    emergency: text('emergency'),
    reason: text('reason'),
    minutes: text('minutes'),
  };
}
