import { Injectable } from '@nestjs/common';
import { AgreementService, GATEWAYS } from '@broker/agreement';
import { LogQueries } from '@broker/audit';
import type { Actor } from '@broker/identity';
import type { LogChoices } from './log-filter.presenter.js';
import type { AgreementWords } from './log-words.js';

/** What several pages of the auditors need: the words of the agreement and the lists of the filter. */
@Injectable()
export class AuditPages {
  constructor(
    private readonly agreements: AgreementService,
    private readonly log: LogQueries,
  ) {}

  /** Purposes and gateways in the words of the agreement in force; gateways that it does not name, in their own. */
  async words({ partnershipId }: Actor): Promise<AgreementWords> {
    const version = await this.agreements.versionInForce(partnershipId);
    const table = (list: readonly { id: string; text: string }[]) =>
      Object.fromEntries(list.map(({ id, text }) => [id, text]));
    return { purposes: table(version?.purposes ?? []), gateways: table([...GATEWAYS, ...(version?.gateways ?? [])]) };
  }

  /** The same with the agencies and officers of the partnership. */
  async choices(actor: Actor): Promise<LogChoices> {
    return { ...(await this.words(actor)), ...(await this.log.choices(actor)) };
  }
}
