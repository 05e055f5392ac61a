import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { CalendarService, DeadlineService } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, isId, londonDate, orThrow, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { partnerConsultation } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { checkView, noSuchConsultation, viewIsGiven } from '../domain/index.js';
import { KeepingNotices } from '../keeping-notices.service.js';
import {
  accessWords,
  consultationWords,
  type ConsultationWords,
  type SubjectAccessWords,
  type ViewWords,
} from './access-words.js';
import { Consultation } from './consultation.entity.js';
import type { FoundRecord } from './found-record.entity.js';
import { viewOf } from './subject-access-clock.service.js';
import type { SubjectAccess } from './subject-access.entity.js';

/** Asks partners about the information that they disclosed, before a person is given it, and takes down their views (ISA-17e). */
@Injectable()
export class ConsultationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementQueries,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    private readonly vault: VaultService,
    private readonly telling: KeepingNotices,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks each partner that disclosed any of the records and was not asked before; each has five working days. @returns how many were asked. */
  async ask(
    manager: EntityManager,
    actor: Actor,
    access: SubjectAccess,
    records: readonly FoundRecord[],
    at: Date,
  ): Promise<number> {
    const asked = await manager.findBy(Consultation, { subjectAccessId: access.id });
    const known = new Set(asked.map(({ partnerAgencyId }) => partnerAgencyId));
    const partners = new Set(
      records.flatMap(({ fromAgencyId }) => fromAgencyId ?? []).filter((one) => !known.has(one)),
    );
    if (partners.size === 0) return 0;
    const { subject } = await this.vault.openObject<SubjectAccessWords>(
      manager,
      access.vaultId,
      accessWords(access.id),
    );
    const today = londonDate(at);
    const { dueOn } = orThrow(partnerConsultation(await this.calendars.current(manager), today));
    const agency = (await this.agreements.namesOf(actor.appointmentId))?.agency ?? '';
    for (const partnerAgencyId of partners) {
      const theirs = records.filter(({ fromAgencyId }) => fromAgencyId === partnerAgencyId);
      const told = theirs.map(({ reference, occurredOn }) => ({ reference, occurredOn }));
      const row = { subjectAccessId: access.id, partnerAgencyId, dueOn };
      const id = await this.put(manager, actor, row, { subject, records: told }, at);
      await this.telling.tell(manager, {
        key: `consultation-asked:${id}`,
        partnershipId: actor.partnershipId,
        agencyId: partnerAgencyId,
        kind: 'consultation-asked',
        clause: 'ISA-17e',
        subject: { kind: 'consultation', id },
        facts: { agency, dueOn },
        at,
      });
    }
    return partners.size;
  }

  /** Takes down the view of the actor's agency. @returns nothing, or `disclosure/no-such-consultation`, `disclosure/view-given` or a refusal of `checkView`. */
  view(actor: Actor, id: string, view: string, exemptions: readonly string[], words: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const row = await this.lock(manager, actor, id);
      if (row.answeredAt !== null) throw new RefusedError(viewIsGiven);
      const said = orThrow(checkView(view, exemptions, words));
      const { partnershipId, agencyIds, subjectAccessId, dueOn } = row;
      const plain: ViewWords = { words: said.words };
      const kept = await this.vault.put(manager, { partnershipId, agencyIds, boundTo: consultationWords(id), plain });
      const codes = [...new Set(exemptions)];
      await manager.update(Consultation, id, {
        view: said.view,
        exemptions: codes,
        viewVaultId: kept.vaultId,
        answeredBy: actor.officerId,
        answeredAt: at,
      });
      await this.deadlines.meet(manager, viewOf(id), at);
      await this.ledger.append(manager, {
        event: 'PartnerViewGiven',
        ...actorFields(actor),
        subject: { kind: 'subject-access', id: subjectAccessId },
        at,
        facts: {
          consultationId: id,
          view: said.view,
          exemptions: codes.join('+') || 'none',
          late: londonDate(at) > dueOn,
          viewCommitment: kept.commitment,
        },
      });
      const agency = (await this.agreements.namesOf(actor.appointmentId))?.agency ?? '';
      const subject = { kind: 'subject-access', id: subjectAccessId };
      await this.telling.tell(manager, {
        key: `consultation-answered:${id}`,
        partnershipId,
        agencyId: row.agencyId,
        kind: 'consultation-answered',
        clause: 'ISA-17e',
        subject,
        facts: { agency },
        at,
      });
      return null;
    });
  }

  private async put(
    manager: EntityManager,
    actor: Actor,
    { partnerAgencyId, subjectAccessId, dueOn }: Pick<Consultation, 'partnerAgencyId' | 'subjectAccessId' | 'dueOn'>,
    plain: ConsultationWords,
    at: Date,
  ): Promise<string> {
    const { partnershipId, agencyId, officerId } = actor;
    const id = randomUUID();
    const agencyIds = [agencyId, partnerAgencyId];
    const { vaultId } = await this.vault.put(manager, {
      partnershipId,
      agencyIds,
      boundTo: consultationWords(id),
      plain,
    });
    const row = { id, subjectAccessId, partnershipId, agencyId, partnerAgencyId, agencyIds, dueOn, vaultId };
    await manager.insert(Consultation, { ...row, askedBy: officerId, askedAt: at });
    await this.deadlines.arm(manager, {
      partnershipId,
      agencyId: partnerAgencyId,
      ...viewOf(id),
      clause: 'ISA-17e',
      at,
      startOn: londonDate(at),
      dueOn,
      clock: 'partner-consultation',
      terms: null,
    });
    await this.ledger.append(manager, {
      event: 'PartnerConsulted',
      ...actorFields(actor),
      subject: { kind: 'subject-access', id: subjectAccessId },
      at,
      facts: { consultationId: id, partnerAgencyId, records: plain.records.length, dueOn },
    });
    return id;
  }

  private async lock(manager: EntityManager, { partnershipId, agencyId }: Actor, id: string): Promise<Consultation> {
    const lock = { mode: 'pessimistic_write' as const };
    const row = isId(id) ? await manager.findOne(Consultation, { where: { id }, lock }) : null;
    const line = await this.agreements.lineOf(partnershipId, agencyId);
    if (!row || !line.includes(row.partnerAgencyId)) throw new RefusedError(noSuchConsultation);
    return row;
  }
}
