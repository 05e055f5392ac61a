import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import { DecisionDraftService, RequestQueries, RequestService, weighed, type DecisionSoFar } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import { ShellService } from '../shell/shell.service.js';
import {
  decisionIn,
  decisionSteps,
  presentDecision,
  presentDecisionCheck,
  type DecisionStep,
} from './decision.presenter.js';
import { RequestPages } from './request-pages.service.js';
import type { QuestionFacts } from './request-question.js';

/** Deciding on a request, item by item and one question a page, each saved as it is answered; nothing is decided before the last. */
@Page()
export class DecisionController {
  constructor(
    private readonly requests: RequestService,
    private readonly drafts: DecisionDraftService,
    private readonly queries: RequestQueries,
    private readonly pages: RequestPages,
    private readonly shell: ShellService,
  ) {}

  /** The page that is asked for by its name, or the first that is not answered; the check once all are. */
  @Get(paths.requestDecide.pattern)
  @Act('request.decide')
  async ask(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query() query: Form,
    @Res() response: Response,
  ): Promise<void> {
    const { facts, soFar } = await this.open(id, actor);
    const steps = decisionSteps(facts, soFar);
    const step = stepNamed(steps, textOf(query, 'step')) ?? steps.find(({ fault }) => fault !== null);
    if (step) return response.render('requests/decide', presentDecision(facts, step));
    response.render('requests/decide-check', await this.checkOf(facts, soFar));
  }

  @Post(paths.requestDecide.pattern)
  @Act('request.decide')
  async goOn(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const { facts, soFar } = await this.open(id, actor);
    if (textOf(form, 'confirm')) return this.make(actor, facts, form, response);
    const place = textOf(form, 'place');
    const change = stepNamed(decisionSteps(facts, soFar), place)?.change(form) ?? {};
    const step = stepNamed(decisionSteps(facts, weighed(soFar, change)), place);
    const isLater = textOf(form, 'later') !== '';
    if (step?.fault && !isLater) return this.refuse(facts, step, step.fault, response);
    const saved = await this.drafts.save(actor, id, change);
    if (saved.ok) return response.redirect(303, isLater ? paths.request({ id }) : paths.requestDecide({ id }));
    if (!step) throw new PageRefused(409, saved.refusal);
    this.refuse(facts, step, { field: step.fields.at(-1)!.id, text: saved.refusal.message }, response);
  }

  private refuse(facts: QuestionFacts, step: DecisionStep, fault: NonNullable<DecisionStep['fault']>, to: Response) {
    const page = presentDecision(facts, step, [{ text: fault.text, href: `#${fault.field}` }]);
    to.status(422).render('requests/decide', { ...page, faulty: fault.field });
  }

  private async make(actor: Actor, facts: QuestionFacts, form: Form, response: Response): Promise<void> {
    const { id } = facts.view;
    const decision = decisionIn(facts, form);
    const decided = await this.requests.decide(actor, id, decision);
    if (decided.ok) return response.redirect(303, paths.request({ id }));
    const errors = [{ text: decided.refusal.message, href: '#decision' }];
    const refusal = await this.shell.explain(decided.refusal, actor);
    response.status(422).render('requests/decide-check', { ...(await this.checkOf(facts, decision)), errors, refusal });
  }

  private async checkOf(facts: QuestionFacts, soFar: DecisionSoFar) {
    return presentDecisionCheck(facts, soFar, await this.queries.needsSecond(facts.view));
  }

  private async open(id: string, actor: Actor): Promise<{ facts: QuestionFacts; soFar: DecisionSoFar }> {
    const view = await this.pages.found(id, actor, 'request.decide');
    const opened = await this.drafts.open(actor, id);
    if (!opened.ok) throw new PageRefused(409, opened.refusal);
    return { facts: await this.pages.factsOf(view, actor), soFar: opened.value };
  }
}

const stepNamed = (steps: readonly DecisionStep[], wanted: string): DecisionStep | undefined =>
  steps.find(({ name }) => name === wanted);
