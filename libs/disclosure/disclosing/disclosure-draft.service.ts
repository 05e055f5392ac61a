import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { VaultService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AUTHORISED_STATES, RequestQueries, type RequestView } from '../asking/index.js';
import { DisclosureDraft } from './disclosure-draft.entity.js';
import { boundTo, DisclosureService } from './disclosure.service.js';
import { CONDITIONS_MAX, disclosureRefusals, FILES_MAX, INFORMATION_MAX } from './domain/index.js';
import type { ItemAnswer, KeptFile } from './domain/index.js';
import { FileGate } from './files/file-gate.service.js';

/** What has been prepared for a disclosure by now. */
export interface Prepared {
  items: ItemAnswer[];
  files: KeptFile[];
  conditions: string;
}

const NOTHING: Prepared = { items: [], files: [], conditions: '' };

/** Prepares a disclosure over several pages: answers and files are kept, encrypted, until it is made (ISA-26). */
@Injectable()
export class DisclosurePreparation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: RequestQueries,
    private readonly disclosures: DisclosureService,
    private readonly vault: VaultService,
    private readonly gate: FileGate,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The request with what has been prepared. Refuses a request that is not the actor's agency's to answer, or not authorised. */
  async open(actor: Actor, requestId: string): Promise<Result<{ request: RequestView; prepared: Prepared }>> {
    const request = await this.answerable(actor, requestId);
    if (!request.ok) return request;
    const draft = await this.dataSource.manager.findOneBy(DisclosureDraft, { requestId });
    return accept({ request: request.value, prepared: await this.read(this.dataSource.manager, draft) });
  }

  /** Saves the answer to one item. Refuses one that is not authorised, too long a text, and what is said not to be held and told all the same. */
  saveItem(actor: Actor, requestId: string, answer: ItemAnswer): Promise<Result<null>> {
    if (answer.information.length > INFORMATION_MAX)
      return Promise.resolve(refuse(disclosureRefusals.informationTooLong));
    return this.change(actor, requestId, answer.itemId, (prepared) => {
      const says = answer.information !== '' || prepared.files.some(({ itemId }) => itemId === answer.itemId);
      if (!answer.isHeld && says) return disclosureRefusals.heldAndNotHeld;
      return { ...prepared, items: [...prepared.items.filter(({ itemId }) => itemId !== answer.itemId), answer] };
    });
  }

  /** Saves the conditions. Refuses too long a text. */
  saveConditions(actor: Actor, requestId: string, conditions: string): Promise<Result<null>> {
    if (conditions.length > CONDITIONS_MAX) return Promise.resolve(refuse(disclosureRefusals.conditionsTooLong));
    return this.change(actor, requestId, null, (prepared) => ({ ...prepared, conditions }));
  }

  /** Adds a file to an item. Refuses what the gate refuses, one file too many, and a file to what is said not to be held. */
  async addFile(
    actor: Actor,
    requestId: string,
    sent: { itemId: string; fileName: string; content: Buffer },
  ): Promise<Result<null>> {
    const checked = await this.gate.check(sent);
    if (!checked.ok) return checked;
    return this.change(actor, requestId, sent.itemId, async (prepared, manager, disclosureId) => {
      if (prepared.files.length >= FILES_MAX) return disclosureRefusals.tooManyFiles;
      if (prepared.items.some(({ itemId, isHeld }) => itemId === sent.itemId && !isHeld))
        return disclosureRefusals.heldAndNotHeld;
      const kept = await this.disclosures.keepFile(manager, actor, disclosureId, checked.value);
      return { ...prepared, files: [...prepared.files, kept] };
    });
  }

  /** Takes a file away again; its content is destroyed. */
  removeFile(actor: Actor, requestId: string, fileId: string): Promise<Result<null>> {
    return this.change(actor, requestId, null, async (prepared, manager) => {
      const file = prepared.files.find(({ id }) => id === fileId);
      if (!file) return disclosureRefusals.noSuchFile;
      await this.vault.destroy(manager, file.vaultId, this.clock.now());
      return { ...prepared, files: prepared.files.filter(({ id }) => id !== fileId) };
    });
  }

  /** Discloses what has been prepared; the draft is gone then. Refuses as `DisclosureService.disclose`. */
  disclose(
    actor: Actor,
    requestId: string,
    convictionData: boolean,
    at = this.clock.now(),
  ): Promise<Result<{ id: string }>> {
    return this.disclosures.disclose(actor, requestId, at, async (manager) => {
      const draft = await manager.findOneBy(DisclosureDraft, { requestId });
      const prepared = await this.read(manager, draft);
      if (draft) {
        await manager.delete(DisclosureDraft, { requestId });
        await this.vault.destroy(manager, draft.vaultId, at);
      }
      return { ...prepared, convictionData, id: draft?.disclosureId ?? randomUUID() };
    });
  }

  private async answerable(actor: Actor, requestId: string): Promise<Result<RequestView>> {
    const request = await this.requests.one(actor, requestId);
    if (!request) return refuse(disclosureRefusals.noSuchRequest);
    if (request.side !== 'holding') return refuse(disclosureRefusals.notHolding);
    return AUTHORISED_STATES.includes(request.state) ? accept(request) : refuse(disclosureRefusals.notAuthorised);
  }

  private async read(manager: EntityManager, draft: DisclosureDraft | null): Promise<Prepared> {
    return draft ? this.vault.openObject<Prepared>(manager, draft.vaultId, boundTo(draft.disclosureId)) : NOTHING;
  }

  /** Two officers may prepare the same disclosure: whoever saves second waits and keeps what the first has saved. */
  private async change(actor: Actor, requestId: string, itemId: string | null, change: Change): Promise<Result<null>> {
    const request = await this.answerable(actor, requestId);
    if (!request.ok) return request;
    const authorised = request.value.items.filter(({ decision }) => decision === 'authorised');
    if (itemId !== null && !authorised.some((one) => one.itemId === itemId))
      return refuse(disclosureRefusals.notAuthorisedItem);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`disclosure-draft:${requestId}`]);
      const draft = await manager.findOneBy(DisclosureDraft, { requestId });
      const disclosureId = draft?.disclosureId ?? randomUUID();
      const changed = await change(await this.read(manager, draft), manager, disclosureId);
      if ('code' in changed) return refuse(changed);
      await this.keep(manager, actor, requestId, draft, disclosureId, changed);
      return accept(null);
    });
  }

  private async keep(
    manager: EntityManager,
    actor: Actor,
    requestId: string,
    draft: DisclosureDraft | null,
    disclosureId: string,
    prepared: Prepared,
  ): Promise<void> {
    const at = this.clock.now();
    const { partnershipId, agencyId, officerId } = actor;
    const place = { partnershipId, agencyIds: [agencyId], boundTo: boundTo(disclosureId) };
    const { vaultId, commitment } = draft
      ? await this.vault.replace(manager, draft.vaultId, boundTo(disclosureId), prepared)
      : await this.vault.put(manager, { ...place, plain: prepared });
    const row = { requestId, disclosureId, partnershipId, agencyId, vaultId, changedBy: officerId, changedAt: at };
    await manager.save(DisclosureDraft, row);
    await this.ledger.append(manager, {
      event: 'DisclosureDrafted',
      ...actorFields(actor),
      subject: { kind: 'request', id: requestId },
      at,
      facts: { items: prepared.items.length, attachments: prepared.files.length, commitment },
    });
  }
}

type Changed = Prepared | (typeof disclosureRefusals)['tooManyFiles'];
type Change = (prepared: Prepared, manager: EntityManager, disclosureId: string) => Changed | Promise<Changed>;
