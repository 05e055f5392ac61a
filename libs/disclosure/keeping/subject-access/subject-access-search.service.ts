import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, orThrow, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { SubjectIndexService, type Subject } from '../../subject-index/index.js';
import { accessIsClosed } from '../domain/index.js';
import { accessWords, type SubjectAccessWords } from './access-words.js';
import { ConsultationService } from './consultation.service.js';
import { FoundRecord } from './found-record.entity.js';
import { HoldingsQueries } from './holdings.queries.js';
import { SubjectAccessRows } from './subject-access-rows.service.js';
import { SubjectAccess } from './subject-access.entity.js';

/** Finds what an agency holds about a person who asks for it, and has its officer say which of it is theirs (ISA-17e). */
@Injectable()
export class SubjectAccessSearch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly index: SubjectIndexService,
    private readonly holdings: HoldingsQueries,
    private readonly agreements: AgreementQueries,
    private readonly vault: VaultService,
    private readonly rows: SubjectAccessRows,
    private readonly consultations: ConsultationService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Searches again: what has come since is added, what an officer has said stays. @returns how many records there are now. */
  again(actor: Actor, id: string): Promise<Result<{ found: number }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const { row } = await this.rows.lock(manager, id);
      if (row.closedAt !== null) throw new RefusedError(accessIsClosed);
      const { subject } = await this.vault.openObject<SubjectAccessWords>(manager, row.vaultId, accessWords(id));
      return { found: await this.searchFor(manager, actor, id, subject, this.clock.now()) };
    });
  }

  /** Searches for a person in the caller's transaction. @returns how many records there are; throws the refusal of too little to search by. */
  async searchFor(manager: EntityManager, actor: Actor, id: string, subject: Subject, at: Date): Promise<number> {
    const { partnershipId, agencyId } = actor;
    const agencyIds = await this.agreements.lineOf(partnershipId, agencyId);
    const hits = orThrow(await this.index.find({ partnershipId, agencyIds, subject }, manager));
    const found = await this.holdings.of(manager, hits, agencyIds);
    const rows = found.map((one) => ({ ...one, subjectAccessId: id, partnershipId, agencyId, isTheirs: null }));
    if (rows.length > 0)
      await manager.createQueryBuilder().insert().into(FoundRecord).values(rows).orIgnore().execute();
    await manager.update(SubjectAccess, id, { searchedAt: at });
    const fromPartners = found.filter(({ fromAgencyId }) => fromAgencyId !== null).length;
    await this.ledger.append(manager, {
      event: 'SubjectAccessSearched',
      ...actorFields(actor),
      subject: { kind: 'subject-access', id },
      at,
      facts: { found: found.length, fromPartners },
    });
    return found.length;
  }

  /**
   * Takes down which of the records found are about the person, and asks each partner that disclosed any of them.
   * @param theirs ids of the records that are; all others are not. @returns how many partners were asked now.
   */
  sort(actor: Actor, id: string, theirs: readonly string[]): Promise<Result<{ asked: number }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { row } = await this.rows.lock(manager, id);
      if (row.closedAt !== null) throw new RefusedError(accessIsClosed);
      await manager.query(
        'UPDATE subject_access_record SET is_theirs = (record_id::text = ANY ($2::text[])) WHERE subject_access_id = $1',
        [id, theirs],
      );
      const records = await manager.findBy(FoundRecord, { subjectAccessId: id });
      const mine = records.filter(({ isTheirs }) => isTheirs);
      await this.ledger.append(manager, {
        event: 'SubjectAccessSorted',
        ...actorFields(actor),
        subject: { kind: 'subject-access', id },
        at,
        facts: { theirs: mine.length, notTheirs: records.length - mine.length },
      });
      return { asked: await this.consultations.ask(manager, actor, row, mine, at) };
    });
  }
}
