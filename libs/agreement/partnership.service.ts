import { Injectable } from '@nestjs/common';
import { LedgerService } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import { Partnership } from './partnership.entity.js';
import { Signatory, type SignatoryClass } from './signatory.entity.js';

/** Founds partnerships and names their signatories, in the caller's transaction (ISA-1). */
@Injectable()
export class PartnershipService {
  constructor(private readonly ledger: LedgerService) {}

  /** The partnership of a name (capitals do not matter) or an id; null when there is none. Needs the scope of the system. */
  named(manager: EntityManager, nameOrId: string): Promise<Partnership | null> {
    return manager
      .createQueryBuilder(Partnership, 'p')
      .where('lower(p.name) = lower(:wanted) OR p.id::text = lower(:wanted)', { wanted: nameOrId.trim() })
      .getOne();
  }

  /** Founds a partnership for an area of one or more districts. @returns its id. */
  async found(manager: EntityManager, partnership: { name: string; districts: string[] }, at: Date): Promise<string> {
    const founded = await manager.save(Partnership, { ...partnership, foundedAt: at });
    await this.ledger.append(manager, {
      event: 'PartnershipFounded',
      partnershipId: founded.id,
      agencyId: null,
      officerId: null,
      subject: { kind: 'partnership', id: founded.id },
      at,
      facts: {},
    });
    return founded.id;
  }

  /** Names an agency in the agreement's table of signatories. It still has to sign. */
  async name(
    manager: EntityManager,
    signatory: { partnershipId: string; agencyId: string; class: SignatoryClass; position: number },
    at: Date,
  ): Promise<void> {
    await manager.insert(Signatory, signatory);
    await this.ledger.append(manager, {
      event: 'SignatoryNamed',
      partnershipId: signatory.partnershipId,
      agencyId: null,
      officerId: null,
      subject: { kind: 'agency', id: signatory.agencyId },
      at,
      facts: { class: signatory.class, position: signatory.position },
    });
  }
}
