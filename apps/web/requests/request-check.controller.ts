import { Get, Param, Post, Render, Res } from '@nestjs/common';
import { RequestService } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { presentCheck, presentSent, type CheckPage, type SentPage } from './check.presenter.js';
import { RequestPages } from './request-pages.service.js';
import { placeOf } from './request-questions.js';

/** Checking the answers of a request, sending it, and what happens next. */
@Page()
export class RequestCheckController {
  constructor(
    private readonly requests: RequestService,
    private readonly pages: RequestPages,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.requestCheck.pattern)
  @Act('request.ask')
  @Render('requests/check')
  async check(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<CheckPage> {
    return presentCheck(await this.pages.draft(id, actor));
  }

  @Post(paths.requestCheck.pattern)
  @Act('request.ask')
  async send(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const facts = await this.pages.draft(id, actor);
    const sent = await this.requests.send(actor, id);
    if (sent.ok) return response.redirect(303, paths.requestSent({ id }));
    const place = placeOf(sent.refusal.code);
    const href = place ? paths.requestQuestion({ id, question: place.question.name }, { from: 'check' }) : '#answers';
    const refusal = await this.shell.explain(sent.refusal, actor);
    const errors = [{ text: sent.refusal.message, href }];
    response.status(422).render('requests/check', { ...presentCheck(facts), refusal, errors });
  }

  @Get(paths.requestSent.pattern)
  @Act('request.view')
  @Render('requests/sent')
  async sent(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<SentPage> {
    return presentSent(await this.pages.found(id, actor, 'request.view'));
  }
}
