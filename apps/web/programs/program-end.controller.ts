import { Get, Param, Post, Render, Res } from '@nestjs/common';
import { MachineTokenQueries, MachineTokenService, noSuchProgram, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentProgram, type ProgramCard } from './programs.presenter.js';

/** The end of a program. */
@Page()
export class ProgramEndController {
  constructor(
    private readonly programs: MachineTokenService,
    private readonly queries: MachineTokenQueries,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.programEnd.pattern)
  @Act('token.end')
  @Render('programs/end')
  async ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ProgramCard> {
    const found = await this.queries.program(actor, id);
    return presentProgram(await this.denials.found(found, actor, 'token.end', noSuchProgram));
  }

  @Post(paths.programEnd.pattern)
  @Act('token.end')
  async end(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const ended = await this.programs.end(actor, id);
    await this.denials.found(ended.ok ? ended.value : null, actor, 'token.end', noSuchProgram);
    response.redirect(303, paths.programs({}));
  }
}
