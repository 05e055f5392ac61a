import { Body, Get, Post, Query, Render, Res } from '@nestjs/common';
import {
  MachineTokenQueries,
  MachineTokenService,
  refreshableUntil,
  seesAgencyPrograms,
  type Actor,
} from '@broker/identity';
import type { Response } from 'express';
import { dateText } from '../format/dates.js';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { EMPTY_FORM, presentNewProgram, programForm, type NewProgramPage } from './new-program.presenter.js';
import { presentPrograms, scopeWords, type ProgramsPage } from './programs.presenter.js';

/** The programs that act for an agency: the list, and letting one in. */
@Page()
export class ProgramsController {
  constructor(
    private readonly programs: MachineTokenService,
    private readonly queries: MachineTokenQueries,
  ) {}

  @Get(paths.programs.pattern)
  @Act('token.view')
  @Render('programs/programs')
  async list(@CurrentActor() actor: Actor, @Query('page') wanted: unknown): Promise<ProgramsPage> {
    const page = pageNumber(wanted);
    const read = { limit: PAGE_LENGTH + 1, offset: (page - 1) * PAGE_LENGTH };
    const programs = await this.queries.programs(actor, read);
    return presentPrograms({ programs, page, ofAgency: seesAgencyPrograms(actor) });
  }

  @Get(paths.programNew.pattern)
  @Act('program.create')
  @Render('programs/new')
  ask(@CurrentActor() actor: Actor): NewProgramPage {
    return presentNewProgram(actor.role, EMPTY_FORM);
  }

  /** Answers with the page that shows the refresh token: it is nowhere else, so there is no address to go on to. */
  @Post(paths.programs.pattern)
  @Act('program.create')
  async letIn(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const form = programForm(body);
    const access = await this.programs.issue(actor, { ...form, days: Number(form.days || NaN) });
    if (!access.ok) {
      response.status(422).render('programs/new', presentNewProgram(actor.role, form, access.refusal));
      return;
    }
    const { name, scopes, refreshToken, expiresAt } = access.value;
    response.status(201).render('programs/let-in', {
      name,
      refreshToken,
      may: scopes.map(scopeWords),
      firstUseBy: dateText(refreshableUntil(access.value)),
      ends: dateText(expiresAt),
    });
  }
}
