import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AgreementService, STANDARD_RETENTION } from '@broker/agreement';
import { actorFields, ROLE_NAMES, type Actor, type Role } from '@broker/identity';
import { DomainError, londonDate, type LocalDate } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystemWithin, VaultService } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { RetentionService } from '../retention/index.js';
import { SubjectIndexService } from '../subject-index/index.js';
import { DisclosureRecord } from './disclosure-record.entity.js';
import {
  missingOf,
  retainUntil,
  type RecordContent,
  type RecordContext,
  type RecordKind,
  type RecordSide,
  type RecordWords,
} from './domain/index.js';

/** A record to be begun. */
export interface NewRecord {
  partnershipId: string;
  agencyId: string;
  counterpartAgencyId: string;
  exchangeId: string;
  side: RecordSide;
  kind: RecordKind;
  content: RecordContent;
  disclosureId: string | null;
  requestId: string | null;
  requestingOfficerId: string | null;
  dealingOfficerId: string | null;
  authorisedBy: string | null;
  supersedesId: string | null;
  /** Last day for completing it; null for one that is final at once, or has another deadline. */
  completeByOn: LocalDate | null;
  /** Whether it is final from the start; it then has all six particulars. */
  isFinal: boolean;
}

const NUMBERS_LOCK = 24_0002;

/** Where the words of a record lie in the vault. */
export const boundTo = (recordId: string): string => `record:${recordId}`;

/** Writes disclosure records: row, words in the vault and ledger entry in the caller's transaction (ISA-24). */
@Injectable()
export class RecordStore {
  constructor(
    private readonly agreements: AgreementService,
    private readonly vault: VaultService,
    private readonly index: SubjectIndexService,
    private readonly retention: RetentionService,
    private readonly ledger: LedgerService,
  ) {}

  /** Begins a record. Throws DomainError where one that is to be final lacks a particular. */
  async begin(manager: EntityManager, actor: Actor, record: NewRecord, at: Date): Promise<DisclosureRecord> {
    const { content, isFinal, ...facts } = record;
    const missing = missingOf(content.facts, content.words);
    if (isFinal && missing.length > 0) throw new DomainError(`A final record lacks ${missing.join(', ')}.`);
    const row = await asSystemWithin(manager, async () => {
      const id = randomUUID();
      const { vaultId, commitment } = await this.vault.put(manager, {
        partnershipId: record.partnershipId,
        agencyIds: [record.agencyId, record.counterpartAgencyId],
        boundTo: boundTo(id),
        plain: content.words,
      });
      const begun: DisclosureRecord = {
        id,
        reference: await this.nextReference(manager, record.partnershipId, at),
        ...facts,
        ...content.facts,
        state: isFinal ? 'final' : 'incomplete',
        missing,
        vaultId,
        commitment,
        supersededById: null,
        startedAt: at,
        startedBy: actor.officerId,
        finalisedAt: isFinal ? at : null,
        finalisedBy: isFinal ? actor.officerId : null,
        retainUntilOn: await this.retainUntilOn(manager, record, at),
        disposedAt: null,
        onHold: false,
      };
      await manager.insert(DisclosureRecord, begun);
      await this.enter(manager, begun, content.words);
      await this.keep(manager, begun, at);
      return begun;
    });
    if (isFinal) await this.logFinal(manager, actor, row, at);
    else await this.logStart(manager, actor, row, at);
    return row;
  }

  /** Writes a record that is not final anew, and makes it final when told so; the caller has asked the rules. */
  async write(
    manager: EntityManager,
    actor: Actor,
    row: DisclosureRecord,
    { facts, words }: RecordContent,
    isFinal: boolean,
    at: Date,
  ): Promise<DisclosureRecord> {
    const { commitment } = await this.vault.replace(manager, row.vaultId, boundTo(row.id), words);
    await this.enter(manager, row, words);
    const change = {
      ...facts,
      missing: missingOf(facts, words),
      commitment,
      ...(isFinal && { state: 'final' as const, finalisedAt: at, finalisedBy: actor.officerId }),
    };
    await manager.update(DisclosureRecord, { id: row.id }, change);
    const written = Object.assign(row, change);
    if (isFinal) await this.logFinal(manager, actor, written, at);
    else await this.logSave(manager, actor, written, at);
    return written;
  }

  /** The words of a record that is open to the scope. Throws VaultDestroyed once they were disposed of. */
  words(manager: EntityManager, { id, vaultId }: Pick<DisclosureRecord, 'id' | 'vaultId'>): Promise<RecordWords> {
    return this.vault.openObject<RecordWords>(manager, vaultId, boundTo(id));
  }

  /** What answers are judged by today: the purposes and legal powers of the agreement in force. */
  async context(manager: EntityManager, partnershipId: string, at: Date): Promise<RecordContext> {
    const version = await this.agreements.versionInForce(partnershipId, manager);
    return {
      today: londonDate(at),
      purposeIds: (version?.purposes ?? []).map(({ id }) => id),
      gatewayIds: (version?.gateways ?? []).map(({ id }) => id),
    };
  }

  /** Name, post and agency of an officer, as a record writes them; empty for one that is not known. */
  async officerInWords(manager: EntityManager, partnershipId: string, officerId: string | null, agencyId: string) {
    if (officerId === null) return '';
    const [row] = await manager.query<{ name: string; agency: string; role: Role | null }[]>(
      `SELECT o.name, g.name AS agency, (SELECT role FROM appointment a WHERE a.officer_id = o.id AND a.agency_id = g.id
          AND a.partnership_id = $3 ORDER BY role = 'designated-officer' DESC, started_on DESC LIMIT 1) AS role
         FROM officer o, agency g WHERE o.id = $1 AND g.id = $2`,
      [officerId, agencyId, partnershipId],
    );
    return row ? [row.name, ...(row.role ? [ROLE_NAMES[row.role]] : []), row.agency].join(', ') : '';
  }

  /**
   * From now on its time runs, and so does that of the request which it ends and of the disclosure which it is about; at its end each is
   * disposed of (ISA-23).
   */
  private async keep(manager: EntityManager, record: DisclosureRecord, at: Date): Promise<void> {
    const { id, partnershipId, agencyId, counterpartAgencyId, kind, side, requestId, disclosureId, retainUntilOn } =
      record;
    const kept = { partnershipId, agencyId, retainUntilOn, at };
    await this.retention.begin(manager, { ...kept, recordKind: 'record', recordId: id });
    if (side !== 'asking') return;
    const shared = { ...kept, agencyIds: [agencyId, counterpartAgencyId] };
    if (requestId !== null && kind !== 'request')
      await this.retention.begin(manager, { ...shared, recordKind: 'request', recordId: requestId });
    if (disclosureId !== null)
      await this.retention.begin(manager, { ...shared, recordKind: 'disclosure', recordId: disclosureId });
  }

  /** Lets the agency find the record by its person later, without opening any (ISA-17e). */
  private async enter(manager: EntityManager, record: DisclosureRecord, { subject }: RecordWords): Promise<void> {
    const { id: recordId, partnershipId, agencyId } = record;
    if (subject.fullName === '') return;
    await this.index.enter(manager, { partnershipId, agencyIds: [agencyId], recordKind: 'record', recordId, subject });
  }

  /** The next free number of the year; who asks for one waits for whoever asked before. */
  private async nextReference(manager: EntityManager, partnershipId: string, at: Date): Promise<string> {
    const year = londonDate(at).slice(0, 4);
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [NUMBERS_LOCK, partnershipId]);
    const [{ number }] = await manager.query<[{ number: number }]>(
      `SELECT coalesce(max(substring(reference FROM 8)::int), 0) + 1 AS number
         FROM disclosure_record WHERE partnership_id = $1 AND reference LIKE $2`,
      [partnershipId, `D-${year}-%`],
    );
    return `D-${year}-${String(number).padStart(4, '0')}`;
  }

  private async retainUntilOn(manager: EntityManager, record: NewRecord, at: Date): Promise<LocalDate> {
    const version = await this.agreements.versionInForce(record.partnershipId, manager);
    const kept = record.kind === 'refusal' ? 'refused' : 'disclosed';
    const from = record.content.facts.occurredOn ?? londonDate(at);
    return retainUntil(version?.retention ?? STANDARD_RETENTION, kept, from);
  }

  private async logStart(manager: EntityManager, actor: Actor, row: DisclosureRecord, at: Date): Promise<void> {
    const { reference, exchangeId, side, kind, channel, counterpartAgencyId, convictionData, commitment } = row;
    await this.ledger.append(manager, {
      event: 'RecordStarted',
      ...actorFields(actor),
      subject: { kind: 'record', id: row.id },
      at,
      facts: { reference, exchangeId, side, kind, channel, counterpartAgencyId, convictionData, commitment },
    });
  }

  private async logSave(manager: EntityManager, actor: Actor, row: DisclosureRecord, at: Date): Promise<void> {
    await this.ledger.append(manager, {
      event: 'RecordSaved',
      ...actorFields(actor),
      subject: { kind: 'record', id: row.id },
      at,
      facts: { reference: row.reference, missing: row.missing.length, commitment: row.commitment },
    });
  }

  private async logFinal(manager: EntityManager, actor: Actor, row: DisclosureRecord, at: Date): Promise<void> {
    const { reference, exchangeId, side, kind, channel, outcome, counterpartAgencyId, convictionData, commitment } =
      row;
    const about = { reference, exchangeId, side, kind, channel, counterpartAgencyId, convictionData, commitment };
    await this.ledger.append(manager, {
      event: 'RecordFinalised',
      ...actorFields(actor),
      subject: { kind: 'record', id: row.id },
      at,
      facts: { ...about, recordOutcome: outcome },
    });
  }
}
