import { Get, Inject, Render } from '@nestjs/common';
import { AgreementQueries, AuthorisationService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { CheckpointService, LogKeyService, QuorumRule, vkeyOf, WitnessQueries } from '@broker/ledger';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentWitnesses, type WitnessesPage } from './witnesses.presenter.js';

/** Who witnesses the log, and what the partnership's rule makes of it. */
@Page()
export class WitnessesController {
  constructor(
    private readonly witnesses: WitnessQueries,
    private readonly quorum: QuorumRule,
    private readonly checkpoints: CheckpointService,
    private readonly keys: LogKeyService,
    private readonly agreements: AgreementQueries,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.witnesses.pattern)
  @Act('witness.view')
  @Render('witnesses/witnesses')
  async show(@CurrentActor() actor: Actor): Promise<WitnessesPage> {
    const { partnershipId } = actor;
    const agencies = await this.agreements.signatories(partnershipId);
    const key = await this.keys.publicKey();
    // Whoever may, may after confirming that it is them: they are asked when they press the button.
    const may = async (act: 'witness.manage' | 'witness.rule'): Promise<boolean> => {
      const answer = await this.authorisation.mayAct(actor, act);
      return answer.ok || answer.refusal.code === 'identity/step-up-needed';
    };
    return presentWitnesses({
      now: this.clock.now(),
      witnesses: await this.witnesses.states(partnershipId),
      standing: await this.quorum.standing(partnershipId),
      signedSize: (await this.checkpoints.latest())?.size ?? 0,
      logKey: key && vkeyOf(key),
      agencies: new Map(agencies.map(({ agencyId, agency, todayName }) => [agencyId, todayName ?? agency])),
      mayManage: await may('witness.manage'),
      maySetRule: await may('witness.rule'),
    });
  }
}
