import { Body, Get, Param, Post, Res, type Type } from '@nestjs/common';
import { RequestService } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { RequestPages } from './request-pages.service.js';
import type { RequestStep } from './request-steps.js';
import { titleOf } from './requests.presenter.js';

/** The controller of one step: asks, does it, and shows a refusal at its field. */
export function requestStepController(step: RequestStep): Type {
  const pattern = `/requests/:id/${step.name}`;

  @Page()
  class RequestStepController {
    constructor(
      private readonly requests: RequestService,
      private readonly pages: RequestPages,
      private readonly shell: ShellService,
    ) {}

    @Get(pattern)
    @Act(step.act)
    async ask(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
      response.render('requests/question', await this.pageOf(id, actor, null));
    }

    @Post(pattern)
    @Act(step.act)
    async act(
      @Param('id') id: string,
      @CurrentActor() actor: Actor,
      @Body() sent: Form,
      @Res() response: Response,
    ): Promise<void> {
      const page = await this.pageOf(id, actor, sent);
      if (page.fields.some(({ kind }) => kind === 'radios') && !textOf(sent, 'agree')) {
        const errors = [{ text: 'Say whether you agree.', href: '#agree' }];
        return response.status(422).render('requests/question', { ...page, errors, faulty: 'agree' });
      }
      const done = await this.requests.carryOut(actor, id, step.command(sent));
      if (done.ok) {
        const isThrownAway = done.value.state === 'withdrawn' && done.value.sentAt === null;
        return response.redirect(303, isThrownAway ? paths.requests({}, { box: 'drafts' }) : paths.request({ id }));
      }
      const field = page.fields.at(-1)?.id ?? '';
      const errors = [{ text: done.refusal.message, href: field ? `#${field}` : '#main-content' }];
      const refusal = await this.shell.explain(done.refusal, actor);
      response.status(422).render('requests/question', { ...page, errors, refusal, faulty: field });
    }

    private async pageOf(id: string, actor: Actor, sent: Form | null) {
      const view = await this.pages.found(id, actor, step.act);
      const { words } = await this.pages.factsOf(view, actor);
      return {
        heading: step.title,
        caption: titleOf(view),
        back: view.state === 'draft' ? paths.requestCheck({ id }) : paths.request({ id }),
        introLines: step.intro(view, words),
        fields: step.fields(sent),
        button: step.button,
        isWarning: step.isWarning ?? false,
        closed: [],
        errors: [] as { text: string; href: string }[],
      };
    }
  }

  return RequestStepController;
}
