import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { DisclosureRecord } from './disclosure-record.entity.js';
import { factsOf } from './disclosure-record.service.js';
import { missingOf, nextRecordState, recordRefusals, withAnswers, type RecordAnswers } from './domain/index.js';
import { RecordStore } from './record-store.service.js';
import { RecordTelling } from './record-telling.service.js';
import { findRecord, type BegunRecord } from './record-writing.service.js';

const REASON_MAX = 2_000;

/** Corrects final records: never by editing them, always by a record that supersedes and reaches everybody who received the first (ISA-23, 24). */
@Injectable()
export class RecordCorrection {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: RecordStore,
    private readonly telling: RecordTelling,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Supersedes a final record of the actor's agency. @param answers what is right; what is left out stays. @param reason what was wrong,
   * for everybody who received it. Refuses a record that is not final, or superseded already, a correction that changes nothing, takes one of
   * the six particulars away, or gives no reason. Of two corrections of one record at once one is refused.
   */
  async correct(
    actor: Actor,
    id: string,
    answers: RecordAnswers,
    reason: string,
    at = this.clock.now(),
  ): Promise<Result<BegunRecord>> {
    const correction = reason.trim();
    if (correction === '') return refuse(recordRefusals.noReason);
    if (correction.length > REASON_MAX) return refuse(recordRefusals.tooLong('What was wrong', REASON_MAX));
    return this.dataSource.transaction(async (manager) => {
      const row = await findRecord(manager, actor, id, 'agency_id');
      if (!row) return refuse(recordRefusals.noSuchRecord);
      if (row.disposedAt) return refuse(recordRefusals.disposed);
      const before = { facts: factsOf(row), words: await this.store.words(manager, row) };
      const context = await this.store.context(manager, actor.partnershipId, at);
      const content = withAnswers(before, answers, context);
      if (!content.ok) return content;
      const next = nextRecordState(row.state, 'supersede', content.value);
      if (!next.ok) return next;
      const missing = missingOf(content.value.facts, content.value.words);
      if (missing.length > 0) return refuse(recordRefusals.incomplete(missing));
      if (isSame(content, withAnswers(before, {}, context))) return refuse(recordRefusals.nothingCorrected);
      const { facts, words } = content.value;
      const corrected = await this.store.begin(
        manager,
        actor,
        {
          ...pick(row),
          content: { facts, words: { ...words, correction } },
          supersedesId: row.id,
          completeByOn: null,
          isFinal: true,
        },
        at,
      );
      await manager.update(DisclosureRecord, { id }, { state: next.value, supersededById: corrected.id });
      const recipients = await this.telling.tellCorrected(manager, actor, corrected, at);
      const { reference, exchangeId, convictionData, commitment } = corrected;
      await this.ledger.append(manager, {
        event: 'RecordCorrected',
        ...actorFields(actor),
        subject: { kind: 'record', id: corrected.id },
        at,
        facts: { reference, exchangeId, convictionData, commitment, recipients, supersedes: row.reference },
      });
      return accept({ id: corrected.id, reference, state: 'final' as const });
    });
  }
}

/** What a correction shares with the record that it supersedes. */
const pick = (row: DisclosureRecord) => ({
  partnershipId: row.partnershipId,
  agencyId: row.agencyId,
  counterpartAgencyId: row.counterpartAgencyId,
  exchangeId: row.exchangeId,
  side: row.side,
  kind: row.kind,
  disclosureId: row.disclosureId,
  requestId: row.requestId,
  requestingOfficerId: row.requestingOfficerId,
  dealingOfficerId: row.dealingOfficerId,
  authorisedBy: row.authorisedBy,
});

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
