import { Injectable } from '@nestjs/common';
import { DomainError } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { releaseCertificate, type ReleaseCertificate } from './domain/release-certificate.js';
import type { ReleaseView } from './exchange.queries.js';

/** Makes the certificate of a release from what is stored of it and from its entry in the ledger. */
@Injectable()
export class ReleaseCertificateService {
  constructor(private readonly ledger: LedgerService) {}

  /** The certificate of a release that the caller may see, within its partnership. Throws DomainError for one without evidence. */
  async certificateOf(partnershipId: string, release: ReleaseView): Promise<ReleaseCertificate> {
    const [made] = await this.ledger.entriesOf({ kind: 'release', id: release.id }, partnershipId, 1, 'ReleaseMade');
    const contentSha256 = made?.leaf.facts['contentSha256'];
    if (!made || typeof contentSha256 !== 'string') throw new DomainError('A release has its entry in the ledger.');
    return releaseCertificate(release, { eventId: made.eventId, contentSha256 });
  }
}
