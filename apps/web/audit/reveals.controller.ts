import { Body, Get, Inject, Param, Post, Render, Res } from '@nestjs/common';
import { noSuchReveal, RevealQueries, RevealService, type RevealView } from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentReveal, presentReveals, type RevealPage, type RevealsPage } from './reveals.presenter.js';

/** Reveals: those that wait for the reader, the reader's own, and the answer of the second person. */
@Page()
export class RevealsController {
  constructor(
    private readonly queries: RevealQueries,
    private readonly reveals: RevealService,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.reveals.pattern)
  @Act('reveal.view')
  @Render('audit/reveals')
  async list(@CurrentActor() actor: Actor): Promise<RevealsPage> {
    return presentReveals(await this.queries.list(actor), actor, this.clock.now());
  }

  @Get(paths.reveal.pattern)
  @Act('reveal.view')
  @Render('audit/reveal')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<RevealPage> {
    return presentReveal(await this.found(actor, id, 'reveal.view'), actor, this.clock.now());
  }

  /** Both buttons of the form come here; `step` says which was pressed. */
  @Post(paths.revealAnswer.pattern)
  @Act('reveal.agree')
  async answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const reveal = await this.found(actor, id, 'reveal.agree');
    const step = textOf(form, 'step') === 'agree' ? 'agree' : 'refuse';
    const words = textOf(form, 'words');
    const answered = await this.reveals.answer(actor, id, step, words);
    if (answered.ok) return response.redirect(303, paths.reveal({ id }));
    const page = presentReveal(reveal, actor, this.clock.now(), { refusal: answered.refusal, words });
    response.status(422).render('audit/reveal', page);
  }

  @Post(paths.revealEnd.pattern)
  @Act('reveal.end')
  async end(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.found(actor, id, 'reveal.end');
    const ended = await this.reveals.end(actor, id);
    // What was over already is shown as it stands.
    if (!ended.ok && ended.refusal.code === noSuchReveal.code)
      await this.denials.found(null, actor, 'reveal.end', noSuchReveal);
    response.redirect(303, paths.reveal({ id }));
  }

  private async found(actor: Actor, id: string, act: ActName): Promise<RevealView> {
    return this.denials.found(await this.queries.one(actor, id), actor, act, noSuchReveal);
  }
}
