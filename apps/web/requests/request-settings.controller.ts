import { Body, Get, Post, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { FOUR_EYES, RequestSettings } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';

/** How long answers to requests take, and when a second officer of an agency must agree (ISA-30). */
@Page()
export class RequestSettingsController {
  constructor(
    private readonly settings: RequestSettings,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.requestSettings.pattern)
  @Act('gateway.view')
  async show(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render('requests/settings', await this.pageOf(actor));
  }

  @Post(paths.requestStandard.pattern)
  @Act('request.standard')
  async changeStandard(@CurrentActor() actor: Actor, @Body() form: Form, @Res() response: Response): Promise<void> {
    const days = (name: string): number =>
      /^\d{1,3}$/.test(textOf(form, name).trim()) ? Number(textOf(form, name)) : 0;
    const changed = await this.settings.changeStandard(actor, {
      routineDays: days('routine'),
      urgentDays: days('urgent'),
      replyDays: days('reply'),
    });
    if (changed.ok) return response.redirect(303, paths.requestSettings({}));
    await this.refuse(actor, changed.refusal, '#routine', response);
  }

  @Post(paths.fourEyes.pattern)
  @Act('request.four-eyes')
  async changeFourEyes(@CurrentActor() actor: Actor, @Body() form: Form, @Res() response: Response): Promise<void> {
    const changed = await this.settings.changeFourEyes(actor, textOf(form, 'rule'));
    if (changed.ok) return response.redirect(303, paths.requestSettings({}));
    await this.refuse(actor, changed.refusal, '#rule', response);
  }

  private async refuse(actor: Actor, refusal: Refusal, href: string, response: Response): Promise<void> {
    const errors = [{ text: refusal.message, href }];
    const explained = await this.shell.explain(refusal, actor);
    response.status(422).render('requests/settings', { ...(await this.pageOf(actor)), errors, refusal: explained });
  }

  private async pageOf(actor: Actor) {
    const { partnershipId, agencyId } = actor;
    const rule = await this.settings.fourEyesOf(partnershipId, agencyId);
    return {
      standard: await this.settings.standard(partnershipId),
      mayStandard: (await this.authorisation.mayAct(actor, 'request.standard')).ok,
      rules: Object.entries(FOUR_EYES).map(([value, text]) => ({ value, text, checked: value === rule })),
      rule: FOUR_EYES[rule],
      mayFourEyes: (await this.authorisation.mayAct(actor, 'request.four-eyes')).ok,
      errors: [] as { text: string; href: string }[],
    };
  }
}
