import { Body, Get, Param, Post, Res } from '@nestjs/common';
import { RequestQueries, RequestService } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { decisionFrom, decisionSteps, presentDecision, presentDecisionCheck, stepFault } from './decision.presenter.js';
import { RequestPages } from './request-pages.service.js';
import type { QuestionFacts } from './request-question.js';

/** Deciding on a request, item by item and one question a page. The answers travel with the pages; nothing is kept before the last. */
@Page()
export class DecisionController {
  constructor(
    private readonly requests: RequestService,
    private readonly queries: RequestQueries,
    private readonly pages: RequestPages,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.requestDecide.pattern)
  @Act('request.decide')
  async begin(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const facts = await this.factsOf(id, actor);
    response.render('requests/decide', presentDecision(facts, decisionSteps(facts, {})[0]!, {}));
  }

  @Post(paths.requestDecide.pattern)
  @Act('request.decide')
  async goOn(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const facts = await this.factsOf(id, actor);
    const steps = decisionSteps(facts, form);
    const named = (name: string) => steps.findIndex((step) => step.name === name);
    if (textOf(form, 'confirm')) return this.make(id, actor, facts, form, response);
    const wanted = steps[named(textOf(form, 'change'))];
    if (wanted) return response.render('requests/decide', presentDecision(facts, wanted, form));
    const at = named(textOf(form, 'place'));
    const fault = at < 0 ? null : stepFault(steps[at]!, form);
    if (fault) {
      const errors = [{ text: fault.text, href: `#${fault.field}` }];
      const page = { ...presentDecision(facts, steps[at]!, form), errors, faulty: fault.field };
      return response.status(422).render('requests/decide', page);
    }
    // On to the next page that is not answered; a changed answer leads straight back to the check.
    const open = steps.find((step) => textOf(form, step.fields[0]!.id).trim() === '');
    if (open) return response.render('requests/decide', presentDecision(facts, open, form));
    response.render('requests/decide-check', await this.checkOf(facts, form));
  }

  private async make(id: string, actor: Actor, facts: QuestionFacts, form: Form, response: Response): Promise<void> {
    const decided = await this.requests.decide(actor, id, decisionFrom(facts, form));
    if (decided.ok) return response.redirect(303, paths.request({ id }));
    const errors = [{ text: decided.refusal.message, href: '#decision' }];
    const refusal = await this.shell.explain(decided.refusal, actor);
    response.status(422).render('requests/decide-check', { ...(await this.checkOf(facts, form)), errors, refusal });
  }

  private async checkOf(facts: QuestionFacts, form: Form) {
    return presentDecisionCheck(facts, form, await this.queries.needsSecond(facts.view));
  }

  private async factsOf(id: string, actor: Actor): Promise<QuestionFacts> {
    return this.pages.factsOf(await this.pages.found(id, actor, 'request.decide'), actor);
  }
}
