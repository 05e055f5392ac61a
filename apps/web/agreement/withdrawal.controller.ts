import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementQueries, noSuchSignatory, WithdrawalService } from '@broker/agreement';
import { DeadlineQueries } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { localDateText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import { presentClause } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';

/** The withdrawal of an agency from the agreement. */
@Page()
export class WithdrawalController {
  constructor(
    private readonly queries: AgreementQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly withdrawals: WithdrawalService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.agreementWithdrawal.pattern)
  @Act('agreement.withdraw')
  @Render('agreement/withdraw')
  ask(@Param('agencyId') agencyId: string, @CurrentActor() actor: Actor) {
    return this.page(agencyId, actor);
  }

  @Post(paths.agreementWithdrawal.pattern)
  @Act('agreement.withdraw')
  async withdraw(
    @Param('agencyId') agencyId: string,
    @Body() form: Form,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.page(agencyId, actor);
    const reason = textOf(form, 'reason');
    const withdrawn = await this.withdrawals.withdraw(actor, agencyId, reason);
    if (withdrawn.ok) return response.redirect(303, paths.agreement({}));
    response.status(422).render('agreement/withdraw', {
      ...page,
      reason,
      refusal: await this.shell.explain(withdrawn.refusal, actor),
      errors: [{ text: withdrawn.refusal.message, href: '#reason' }],
    });
  }

  private async page(agencyId: string, actor: Actor) {
    const lines = await this.queries.signatories(actor.partnershipId);
    const line = lines.find((one) => one.agencyId === agencyId) ?? null;
    const { agency } = await this.denials.found(line, actor, 'agreement.withdraw', noSuchSignatory);
    const open = await this.deadlines.openFor({ partnershipId: actor.partnershipId, agencyId });
    return {
      agency,
      isOwn: agencyId === actor.agencyId,
      open: open
        .filter((one) => one.agencyId === agencyId)
        .map(({ clause, dueOn }) => ({ clause: presentClause(clause), due: localDateText(dueOn) })),
    };
  }
}
