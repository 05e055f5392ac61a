import { Injectable } from '@nestjs/common';
import { DomainError, RefusedError } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, In, Not, type EntityManager } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementVersion, type PublishedVersion } from './agreement-version.entity.js';
import {
  GATEWAYS,
  NEWEST_TEXT_FORMAT,
  nextVersionState,
  STANDARD_RETENTION,
  textSha256,
  type AgreementClause,
  type AgreementTerms,
  type Purpose,
  type Reading,
} from './domain/index.js';
import { Signature } from './signature.entity.js';

/** A version of an agreement as it is published at once; terms that are left out are the standard ones. */
export type NewAgreement = {
  partnershipId: string;
  version: number;
  clauses: AgreementClause[];
  purposes: Purpose[];
} & Partial<Pick<AgreementTerms, 'gateways' | 'retention' | 'reading' | 'reviewOn' | 'oldEndsOn'>>;

/** What a person writes when signing for an agency. */
export interface NewSignature {
  agreementVersionId: string;
  agencyId: string;
  postHeld: string;
  signedName: string;
  /** The officer who signs; left out for a signature on paper that is entered. */
  signedBy?: string;
}

/** Publishes agreements and takes signatures. Each act leaves its ledger entry in the caller's transaction. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: AgreementQueries,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * The version of a partnership's agreement in force: the newest that an agency has signed; before the first signature of all,
   * the newest that was sent. Null before the first is sent.
   */
  async versionInForce(partnershipId: string, manager = this.dataSource.manager): Promise<PublishedVersion | null> {
    const newest = (state: AgreementVersion['state'][]) =>
      manager.findOne(AgreementVersion, { where: { partnershipId, state: In(state) }, order: { version: 'DESC' } });
    return ((await newest(['in-force'])) ?? (await newest(['sent']))) as PublishedVersion | null;
  }

  /** The newest version that binds an agency today: what it releases is released under that one. Null when none does. */
  async versionBinding(
    partnershipId: string,
    agencyId: string,
    manager = this.dataSource.manager,
  ): Promise<PublishedVersion | null> {
    const version = await this.queries.bindingVersionOf(partnershipId, agencyId);
    if (version === null) return null;
    return (await manager.findOneBy(AgreementVersion, { partnershipId, version })) as PublishedVersion | null;
  }

  /** The newest version that was sent for signature, the one that may be signed; null before the first. */
  newestSent(partnershipId: string, manager = this.dataSource.manager): Promise<PublishedVersion | null> {
    return manager.findOne(AgreementVersion, {
      where: { partnershipId, state: Not('draft') },
      order: { version: 'DESC' },
    }) as Promise<PublishedVersion | null>;
  }

  /** Any version that was sent, by its number; null when there is none. */
  version(partnershipId: string, version: number): Promise<PublishedVersion | null> {
    const where = { partnershipId, version, state: Not('draft' as const) };
    return this.dataSource.manager.findOneBy(AgreementVersion, where) as Promise<PublishedVersion | null>;
  }

  /** Every version that was sent, the newest first. */
  versions(partnershipId: string): Promise<PublishedVersion[]> {
    const where = { partnershipId, state: Not('draft' as const) };
    return this.dataSource.manager.find(AgreementVersion, { where, order: { version: 'DESC' } }) as Promise<
      PublishedVersion[]
    >;
  }

  /** Which reading of "days" in ISA-32(b) to (d) binds a partnership; the literal one before it has an agreement. */
  async readingOf(partnershipId: string, manager = this.dataSource.manager): Promise<Reading> {
    return (await this.versionInForce(partnershipId, manager))?.reading ?? 'literal';
  }

  /** Publishes an exact text for signature (ISA-2). */
  async publish(manager: EntityManager, agreement: NewAgreement, at: Date): Promise<PublishedVersion> {
    const terms = {
      textFormat: NEWEST_TEXT_FORMAT,
      gateways: [...GATEWAYS],
      retention: STANDARD_RETENTION,
      reading: 'literal' as const,
      reviewOn: null,
      oldEndsOn: null,
      ...agreement,
    };
    const sent = { ...terms, state: 'sent' as const, textSha256: textSha256(terms), publishedAt: at };
    const version = (await manager.save(AgreementVersion, sent as AgreementVersion)) as PublishedVersion;
    await this.ledger.append(manager, {
      event: 'AgreementPublished',
      partnershipId: agreement.partnershipId,
      agencyId: null,
      officerId: null,
      subject: { kind: 'agreement-version', id: version.id },
      at,
      facts: { version: version.version, textSha256: version.textSha256 },
    });
    return version;
  }

  /** Records an agency's signature under the exact text (ISA-10). The name signed stays out of the log. */
  async sign(manager: EntityManager, signature: NewSignature, at: Date): Promise<void> {
    const version = await manager.findOneBy(AgreementVersion, { id: signature.agreementVersionId });
    if (!version?.textSha256) throw new DomainError('A signature needs a published version.');
    const next = nextVersionState(version.state, 'sign');
    if (!next.ok) throw new RefusedError(next.refusal);
    await manager.update(AgreementVersion, version.id, { state: next.value });
    await manager.insert(Signature, { ...signature, textSha256: version.textSha256, signedAt: at });
    await this.ledger.append(manager, {
      event: 'AgreementSigned',
      partnershipId: version.partnershipId,
      agencyId: signature.agencyId,
      officerId: signature.signedBy ?? null,
      subject: { kind: 'agreement-version', id: version.id },
      at,
      facts: { version: version.version, textSha256: version.textSha256 },
    });
  }
}
