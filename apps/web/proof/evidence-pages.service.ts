import { Injectable } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import type { TableRow } from '../submissions/report.presenter.js';
import { presentEvidence } from './evidence.presenter.js';

/** What of a page is the same wherever a record can be proved: see views/proof/prove-this.njk. */
export interface WithEvidence {
  /** The entries about the record, newest first, each with the way to its proof. */
  evidence: TableRow[];
}

/** Puts the entries of the log about a record on the page of that record (ISA-22). */
@Injectable()
export class EvidencePages {
  constructor(
    private readonly ledger: LedgerService,
    private readonly authorisation: AuthorisationService,
  ) {}

  /** The page with the entries about what it shows. @param kind of the subject, as the log names it. */
  async with<P extends object>(
    page: P,
    actor: Actor,
    kind: 'breach' | 'disclosure' | 'record' | 'request',
    id: string,
  ): Promise<P & WithEvidence> {
    const entries = await this.ledger.entriesOf({ kind, id }, actor.partnershipId);
    const maySeeProof = (await this.authorisation.mayAct(actor, 'ledger.view')).ok;
    return { ...page, evidence: presentEvidence(entries, maySeeProof) };
  }
}
