import { Injectable } from '@nestjs/common';
import { DomainError } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { AgreementVersion } from './agreement-version.entity.js';
import { textSha256, type AgreementClause, type Purpose } from './domain/agreement-text.js';
import { Signature } from './signature.entity.js';

/** A version of an agreement as it is published. */
export interface NewAgreement {
  partnershipId: string;
  version: number;
  clauses: AgreementClause[];
  purposes: Purpose[];
}

/** What a person writes when signing for an agency. */
export interface NewSignature {
  agreementVersionId: string;
  agencyId: string;
  postHeld: string;
  signedName: string;
}

/** Publishes agreements and takes signatures. Each act leaves its ledger entry in the caller's transaction. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
  ) {}

  /** The newest version of a partnership's agreement, or null before the first is published. */
  versionInForce(partnershipId: string, manager = this.dataSource.manager): Promise<AgreementVersion | null> {
    return manager.findOne(AgreementVersion, { where: { partnershipId }, order: { version: 'DESC' } });
  }

  /** Publishes an exact text for signature (ISA-2). */
  async publish(manager: EntityManager, agreement: NewAgreement, at: Date): Promise<AgreementVersion> {
    const sha256 = textSha256(agreement.clauses, agreement.purposes);
    const version = await manager.save(AgreementVersion, { ...agreement, textSha256: sha256, publishedAt: at });
    await this.ledger.append(manager, {
      event: 'AgreementPublished',
      partnershipId: agreement.partnershipId,
      agencyId: null,
      officerId: null,
      subject: { kind: 'agreement-version', id: version.id },
      at,
      facts: { version: agreement.version, textSha256: sha256 },
    });
    return version;
  }

  /** Records an agency's signature under the exact text (ISA-10). The name signed stays out of the log. */
  async sign(manager: EntityManager, signature: NewSignature, at: Date): Promise<void> {
    const version = await manager.findOneBy(AgreementVersion, { id: signature.agreementVersionId });
    if (!version) throw new DomainError('A signature needs a published version.');
    await manager.insert(Signature, { ...signature, textSha256: version.textSha256, signedAt: at });
    await this.ledger.append(manager, {
      event: 'AgreementSigned',
      partnershipId: version.partnershipId,
      agencyId: signature.agencyId,
      officerId: null,
      subject: { kind: 'agreement-version', id: version.id },
      at,
      facts: { version: version.version, textSha256: version.textSha256 },
    });
  }
}
