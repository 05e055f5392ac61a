import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { DraftService, noDraft, withClause, type AgreementClause, type DraftView } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentClauseForm, presentClauses, type ClauseFields } from './draft.presenter.js';

/** The clauses of the draft, one a page. */
@Page()
export class DraftClausesController {
  constructor(
    private readonly drafts: DraftService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.draftClauses.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-clauses')
  async list(@CurrentActor() actor: Actor) {
    return presentClauses(await this.found(actor));
  }

  @Get(paths.draftNewClause.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-clause')
  async askForNew(@CurrentActor() actor: Actor) {
    await this.found(actor);
    return presentClauseForm(null);
  }

  @Post(paths.draftNewClause.pattern)
  @Act('agreement.draft')
  async add(@Body() form: Form, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.save(actor, null, form, response);
  }

  @Get(paths.draftClause.pattern)
  @Act('agreement.draft')
  @Render('agreement/draft-clause')
  async ask(@Param('clause') clause: string, @CurrentActor() actor: Actor) {
    return presentClauseForm(await this.clause(clause, actor));
  }

  @Post(paths.draftClause.pattern)
  @Act('agreement.draft')
  async change(
    @Param('clause') clause: string,
    @Body() form: Form,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    await this.save(actor, await this.clause(clause, actor), form, response);
  }

  @Post(paths.draftClauseRemoval.pattern)
  @Act('agreement.draft')
  async remove(
    @Param('clause') clause: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const was = await this.clause(clause, actor);
    const { draft } = await this.found(actor);
    const clauses = draft.clauses.filter((one) => one.clause !== was.clause);
    const faults = await this.drafts.edit(actor, 'clauses', { clauses });
    if (faults.length > 0)
      response.status(422).render('agreement/draft-clause', presentClauseForm(was, undefined, faults));
    else response.redirect(303, paths.draftClauses({}));
  }

  private async save(actor: Actor, was: AgreementClause | null, form: Form, response: Response): Promise<void> {
    const { draft } = await this.found(actor);
    const fields: ClauseFields = {
      number: textOf(form, 'number'),
      heading: textOf(form, 'heading'),
      text: textOf(form, 'text'),
    };
    const clauses = withClause(draft.clauses, was?.clause ?? null, fields);
    const faults = await this.drafts.edit(actor, 'clauses', { clauses });
    if (faults.length > 0)
      response.status(422).render('agreement/draft-clause', presentClauseForm(was, fields, faults));
    else response.redirect(303, paths.draftClauses({}));
  }

  private async clause(number: string, actor: Actor): Promise<AgreementClause> {
    const { draft } = await this.found(actor);
    const clause = draft.clauses.find((one) => one.clause === number) ?? null;
    return this.denials.found(clause, actor, 'agreement.draft', noSuchClause);
  }

  private async found(actor: Actor): Promise<DraftView> {
    return this.denials.found(await this.drafts.find(actor.partnershipId), actor, 'agreement.draft', noDraft);
  }
}

const noSuchClause: Refusal = {
  code: 'agreement/no-such-clause',
  clause: 'ISA-2',
  message: 'The draft has no clause with this number.',
  mend: 'Open it from the list of clauses.',
};
