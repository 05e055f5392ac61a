import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import { RequestQueries, RequestService, SimilarRequests } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentSimilar, type SimilarView } from '../keeping/similar.presenter.js';
import { ShellService } from '../shell/shell.service.js';
import { noSuchQuestion, presentQuestion } from './question.presenter.js';
import { RequestPages } from './request-pages.service.js';
import type { QuestionFacts, RequestQuestion } from './request-question.js';
import { placeOf, questionAfter, questionNamed } from './request-questions.js';

/** The questions of a request, one a page, each saved as one goes. */
@Page()
export class RequestQuestionController {
  constructor(
    private readonly requests: RequestService,
    private readonly queries: RequestQueries,
    private readonly pages: RequestPages,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
    private readonly similar: SimilarRequests,
  ) {}

  @Get(paths.requestQuestion.pattern)
  @Act('request.ask')
  async ask(
    @Param('id') id: string,
    @Param('question') name: string,
    @Query('from') from: unknown,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const question = await this.denials.found(questionNamed(name), actor, 'request.ask', noSuchQuestion);
    const facts = await this.pages.draft(id, actor);
    const page = presentQuestion(question, facts, null, from === 'check');
    response.render('requests/question', { ...page, similar: await this.similarTo(question, facts, actor) });
  }

  /** What requests like this one needed, where it is asked how much is needed (ISA-23). */
  private async similarTo(
    { name }: RequestQuestion,
    { view }: QuestionFacts,
    actor: Actor,
  ): Promise<SimilarView | null> {
    const { purpose, subjectRole } = view;
    if (!(name === 'items' || name === 'proportionality') || purpose === null || subjectRole === null) return null;
    return presentSimilar(await this.similar.whatTheyNeeded(actor.partnershipId, purpose, subjectRole));
  }

  @Post(paths.requestQuestion.pattern)
  @Act('request.ask')
  async answer(
    @Param('id') id: string,
    @Param('question') name: string,
    @CurrentActor() actor: Actor,
    @Body() sent: Form,
    @Res() response: Response,
  ): Promise<void> {
    const question = await this.denials.found(questionNamed(name), actor, 'request.ask', noSuchQuestion);
    const facts = await this.pages.draft(id, actor);
    const isFromCheck = textOf(sent, 'from') === 'check';
    if (textOf(sent, 'more')) {
      return response.render('requests/question', presentQuestion(question, facts, sent, isFromCheck));
    }
    const saved = await this.requests.answer(actor, id, question.answers(sent));
    if (!saved.ok) return this.refuse(response, actor, question, facts, sent, saved.refusal);
    const after = await this.pages.draft(id, actor);
    const lacking = this.queries.missing(after.view, after.words, after.rules);
    const isLackingHere = lacking && placeOf(lacking.code)?.question.name === question.name;
    if (isLackingHere) return this.refuse(response, actor, question, after, sent, lacking);
    const next = isFromCheck ? followUp(question, facts, after) : questionAfter(name, after);
    response.redirect(303, next ? paths.requestQuestion({ id, question: next.name }) : paths.requestCheck({ id }));
  }

  private async refuse(
    response: Response,
    actor: Actor,
    question: RequestQuestion,
    facts: QuestionFacts,
    sent: Form,
    refusal: Refusal,
  ): Promise<void> {
    const page = presentQuestion(question, facts, sent, textOf(sent, 'from') === 'check');
    const field = placeOf(refusal.code)?.field ?? page.fields[0]?.id ?? 'main-content';
    const errors = [{ text: refusal.message, href: `#${page.anchors[field] ?? field}` }];
    const explained = await this.shell.explain(refusal, actor);
    response.status(422).render('requests/question', { ...page, errors, faulty: field, refusal: explained });
  }
}

/** A question that a changed answer has opened, right after it: `they have agreed` asks how. */
function followUp({ name }: RequestQuestion, before: QuestionFacts, after: QuestionFacts): RequestQuestion | null {
  const next = questionAfter(name, after);
  return next?.applies && !next.applies(before) ? next : null;
}
