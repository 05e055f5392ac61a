import { Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService, AuthorisationService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { NoticeQueries } from '@broker/notices';
import { presentRefusal, type RefusalView } from '../format/refusal.presenter.js';
import { presentShell, type Shell } from './shell.presenter.js';

/** What stands around every page, and how a refusal quotes the agreement. */
@Injectable()
export class ShellService {
  constructor(
    private readonly queries: AgreementQueries,
    private readonly agreements: AgreementService,
    private readonly authorisation: AuthorisationService,
    private readonly notices: NoticeQueries,
  ) {}

  /** Header and navigation for a person at an address; null when the appointment has gone. */
  async around(actor: Actor, path: string): Promise<Shell | null> {
    const names = await this.queries.namesOf(actor.appointmentId);
    if (!names) return null;
    const extras = { holdsSeveral: actor.holdsSeveral, unread: await this.notices.unread(actor) };
    return presentShell(names, await this.authorisation.personOf(actor), path, extras);
  }

  /** A refusal with the words of its clause, where the agreement in force has them. */
  async explain(refusal: Refusal, actor: Actor | null | undefined): Promise<RefusalView> {
    const version = actor ? await this.agreements.versionInForce(actor.partnershipId) : null;
    return presentRefusal(refusal, version?.clauses ?? []);
  }
}
