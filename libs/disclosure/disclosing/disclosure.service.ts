import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementService, STANDARD_RETENTION } from '@broker/agreement';
import { CalendarService, DeadlineService } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import {
  CLOCK,
  londonDate,
  orThrow,
  refuse,
  RefusedError,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { LedgerService, QuorumRule } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { recordDeadline } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { RequestQueries, RequestService, type RequestView, type RequestWords } from '../asking/index.js';
import { DisclosureRecordService, retainUntil, type RecordSubjectRole } from '../records/index.js';
import { RetentionService } from '../retention/index.js';
import { SubjectIndexService } from '../subject-index/index.js';
import { Disclosure } from './disclosure.entity.js';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { DisclosureItem } from './disclosure-item.entity.js';
import { DisclosureTelling } from './disclosure-telling.service.js';
import { disclose, disclosureRefusals } from './domain/index.js';
import type { Disclosable, DisclosureContent, DisclosureWords, ItemAnswer, KeptFile } from './domain/index.js';
import { FileGate, type CheckedFile, type SentFile } from './files/file-gate.service.js';

/** Everything that is disclosed at once. */
export interface WholeDisclosure {
  items: readonly ItemAnswer[];
  files: readonly SentFile[];
  conditions: string;
  convictionData: boolean;
}

/** The same, its files in the vault already. */
export type KeptDisclosure = Omit<DisclosureContent, 'files'> & { id: string; files: readonly KeptFile[] };

/** Where the words and files of a disclosure lie in the vault. */
export const boundTo = (disclosureId: string): string => `disclosure:${disclosureId}`;

/**
 * Discloses authorised personal information (ISA-18, 24, 26): information, items, files, the records of both sides, the receiving agency's deadline,
 * notices and the ledger entry in one transaction. Of two disclosures of one request at once exactly one is made.
 */
@Injectable()
export class DisclosureService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: RequestService,
    private readonly requestQueries: RequestQueries,
    private readonly records: DisclosureRecordService,
    private readonly vault: VaultService,
    private readonly index: SubjectIndexService,
    private readonly retention: RetentionService,
    private readonly agreements: AgreementService,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    private readonly telling: DisclosureTelling,
    private readonly quorum: QuorumRule,
    private readonly gate: FileGate,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Discloses what is given, files and all. @returns the disclosure's id; or the refusal: of a file (FileGate), of the content (`disclose`), of
   * the witnesses' quorum, or because the request is not the actor's agency's to answer.
   */
  async discloseAtOnce(
    actor: Actor,
    requestId: string,
    { files, ...content }: WholeDisclosure,
    at = this.clock.now(),
  ): Promise<Result<{ id: string }>> {
    if (files.length > 10) return refuse(disclosureRefusals.tooManyFiles);
    const checked: CheckedFile[] = [];
    for (const file of files) {
      const passed = await this.gate.check(file);
      if (!passed.ok) return passed;
      checked.push(passed.value);
    }
    const id = randomUUID();
    return this.disclose(actor, requestId, at, async (manager) => {
      const kept: KeptFile[] = [];
      for (const file of checked) kept.push(await this.keepFile(manager, actor, id, file));
      return { ...content, id, files: kept };
    });
  }

  /** Puts a file that has passed the gate into the vault, for its own agency alone until it is disclosed. */
  async keepFile(manager: EntityManager, actor: Actor, disclosureId: string, file: CheckedFile): Promise<KeptFile> {
    const { itemId, fileName, content, mediaType, scannedBy } = file;
    const { partnershipId, agencyId } = actor;
    const place = { partnershipId, agencyIds: [agencyId], boundTo: boundTo(disclosureId) };
    const { vaultId } = await this.vault.put(manager, { ...place, plain: content });
    return { id: randomUUID(), itemId, fileName, mediaType, bytes: content.length, scannedBy, vaultId };
  }

  /** The same, of content that is made ready within the transaction: a draft that is read and ended there. */
  async disclose(
    actor: Actor,
    requestId: string,
    at: Date,
    ready: (manager: EntityManager) => Promise<KeptDisclosure>,
  ): Promise<Result<{ id: string }>> {
    const request = await this.requestQueries.one(actor, requestId);
    if (!request) return refuse(disclosureRefusals.noSuchRequest);
    if (request.side !== 'holding') return refuse(disclosureRefusals.notHolding);
    const stopped = await this.quorum.routineDisclosuresMayGoOn(actor.partnershipId);
    if (stopped && request.urgency !== 'urgent') return refuse(stopped);
    return inOneAct(this.dataSource, async (manager) => {
      await this.requests.markDisclosed(manager, requestId, at);
      const content = await ready(manager);
      const judged = orThrow(disclose(request, content));
      const exchange = { request, content, ...judged, withoutWitness: stopped !== null };
      return { id: await this.make(manager, actor, exchange, at) };
    });
  }

  private async make(manager: EntityManager, actor: Actor, made: Made, at: Date): Promise<string> {
    const { request, content, items } = made;
    const words = await this.requestQueries.wordsOf(manager, request);
    const written = wordsOf(words, items, content);
    const { id } = content;
    const parties = [request.holdingAgencyId!, request.askingAgencyId];
    const { vaultId, commitment } = await this.vault.put(manager, {
      partnershipId: request.partnershipId,
      agencyIds: parties,
      boundTo: boundTo(id),
      plain: written,
    });
    const row = await this.insert(manager, actor, made, vaultId, at);
    await this.retention.begin(manager, {
      partnershipId: row.partnershipId,
      agencyId: row.receivingAgencyId,
      agencyIds: parties,
      recordKind: 'disclosure',
      recordId: id,
      retainUntilOn: row.retainUntilOn,
      at,
    });
    await this.index.enter(manager, {
      partnershipId: request.partnershipId,
      agencyIds: parties,
      recordKind: 'disclosure',
      recordId: id,
      subject: words.subject,
    });
    await this.records.fromDisclosure(manager, {
      request,
      words,
      actor,
      at,
      disclosureId: id,
      disclosed: written.items.filter(({ isHeld }) => isHeld).map(({ what }) => what),
      isInPart: made.isInPart,
    });
    const dueOn = await this.armReceipt(manager, row, at);
    await this.telling.tellMade(manager, actor, row, request.askedBy, dueOn, at);
    await this.log(manager, actor, row, made, commitment, at);
    return id;
  }

  private async insert(
    manager: EntityManager,
    actor: Actor,
    { request, content, items }: Made,
    vaultId: string,
    at: Date,
  ): Promise<Disclosure> {
    const { id: disclosureId, files } = content;
    const version = await this.agreements.versionInForce(request.partnershipId, manager);
    const row: Disclosure = {
      id: disclosureId,
      exchangeId: request.id,
      requestId: request.id,
      partnershipId: request.partnershipId,
      disclosingAgencyId: request.holdingAgencyId!,
      receivingAgencyId: request.askingAgencyId,
      channel: 'system',
      disclosedBy: actor.officerId,
      disclosedAt: at,
      purpose: request.purpose!,
      gateway: request.gateway!,
      subjectRole: request.subjectRole as RecordSubjectRole,
      convictionData: content.convictionData,
      retainUntilOn: retainUntil(version?.retention ?? STANDARD_RETENTION, 'disclosed', londonDate(at)),
      vaultId,
      acknowledgedBy: null,
      acknowledgedAt: null,
      disposedAt: null,
      onHold: false,
    };
    await manager.insert(Disclosure, row);
    const kindOf = (itemId: string) => request.items.find((one) => one.itemId === itemId)!.kind;
    const unopened = { disclosureId, firstOpenedAt: null, firstOpenedBy: null };
    await manager.insert(
      DisclosureItem,
      items.map(({ itemId }, at) => ({ ...unopened, itemId, kind: kindOf(itemId), position: at + 1 })),
    );
    for (const [at, { id, itemId, mediaType, bytes, scannedBy, vaultId: fileVaultId }] of files.entries()) {
      await this.vault.share(manager, fileVaultId, [row.disclosingAgencyId, row.receivingAgencyId]);
      const file = { id, itemId, mediaType, bytes, scannedBy, vaultId: fileVaultId, position: at + 1 };
      await manager.insert(DisclosureAttachment, { ...unopened, ...file });
    }
    return row;
  }

  private async armReceipt(manager: EntityManager, row: Disclosure, at: Date): Promise<LocalDate> {
    const startOn = londonDate(at);
    const counted = recordDeadline(await this.calendars.current(manager), 'receipt-acknowledgement', startOn);
    if (!counted.ok) throw new RefusedError(counted.refusal);
    const { dueOn, clause } = counted.value;
    await this.deadlines.arm(manager, {
      partnershipId: row.partnershipId,
      agencyId: row.receivingAgencyId,
      kind: 'receipt-acknowledgement',
      subject: { kind: 'disclosure', id: row.id },
      clause,
      startOn,
      dueOn,
      clock: 'receipt-acknowledgement',
      terms: null,
      at,
    });
    return dueOn;
  }

  private async log(
    manager: EntityManager,
    actor: Actor,
    row: Disclosure,
    { items, content, withoutWitness }: Made,
    commitment: string,
    at: Date,
  ): Promise<void> {
    const { exchangeId, receivingAgencyId, channel, purpose, gateway, convictionData, retainUntilOn } = row;
    await this.ledger.append(manager, {
      event: 'DisclosureMade',
      ...actorFields(actor),
      subject: { kind: 'disclosure', id: row.id },
      at,
      facts: {
        exchangeId,
        receivingAgencyId,
        channel,
        purpose,
        gateway,
        convictionData,
        retainUntilOn,
        items: items.filter(({ isHeld }) => isHeld).length,
        attachments: content.files.length,
        commitment,
        withoutWitness,
      },
    });
  }
}

interface Made extends Disclosable {
  request: RequestView;
  content: KeptDisclosure;
  /** True for an urgent one that is made although too few witnesses vouch for the log. */
  withoutWitness: boolean;
}

function wordsOf(words: RequestWords, items: readonly ItemAnswer[], content: KeptDisclosure): DisclosureWords {
  const whatOf = (itemId: string): string => words.items.find(({ id }) => id === itemId)?.what ?? '';
  return {
    subject: words.subject,
    items: items.map((item) => ({ ...item, what: whatOf(item.itemId) })),
    files: content.files.map(({ id, itemId, fileName }) => ({ id, itemId, fileName })),
    conditions: content.conditions.trim(),
  };
}
