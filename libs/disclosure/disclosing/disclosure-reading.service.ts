import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { VaultDestroyed, VaultService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { DisclosureItem } from './disclosure-item.entity.js';
import { DisclosureQueries, type DisclosureLine } from './disclosure.queries.js';
import { boundTo } from './disclosure.service.js';
import { DisclosureView } from './disclosure-view.entity.js';
import { disclosureRefusals, type DisclosureWords } from './domain/index.js';

/** An item as it is shown: never without the purpose it may be used for, the conditions and the day until which it may be kept (ISA-18, 23). */
export interface OpenedItem {
  disclosure: DisclosureLine;
  itemId: string;
  kind: string;
  what: string;
  information: string;
  subject: DisclosureWords['subject'];
  conditions: string;
  files: { id: string; fileName: string }[];
}

/** A file as it is handed over. */
export interface OpenedFile {
  disclosure: DisclosureLine;
  fileName: string;
  mediaType: string;
  content: Buffer;
}

/** Shows what was disclosed to those who are involved in it; each look leaves a row and an entry in the log (ISA-26). */
@Injectable()
export class DisclosureReading {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: DisclosureQueries,
    private readonly vault: VaultService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens one item. Refuses one that is not there, of another's disclosure, or disposed of. */
  async openItem(actor: Actor, disclosureId: string, itemId: string): Promise<Result<OpenedItem>> {
    const disclosure = await this.queries.find(actor, disclosureId);
    if (!disclosure) return refuse(disclosureRefusals.noSuchDisclosure);
    const item = disclosure.items.find((one) => one.itemId === itemId);
    if (!item) return refuse(disclosureRefusals.noSuchFile);
    return this.inOneAct(async (manager) => {
      const words = await this.words(manager, disclosure);
      await this.log(manager, actor, disclosure, { itemId, attachmentId: null });
      const told = words.items.find((one) => one.itemId === itemId)!;
      return {
        disclosure,
        itemId,
        kind: item.kind,
        what: told.what,
        information: told.information,
        subject: words.subject,
        conditions: words.conditions,
        files: words.files.filter((file) => file.itemId === itemId).map(({ id, fileName }) => ({ id, fileName })),
      };
    });
  }

  /** Hands a file over. Refuses as `openItem`. */
  async openFile(actor: Actor, disclosureId: string, attachmentId: string): Promise<Result<OpenedFile>> {
    const disclosure = await this.queries.find(actor, disclosureId);
    if (!disclosure) return refuse(disclosureRefusals.noSuchDisclosure);
    const file = disclosure.files.find(({ id }) => id === attachmentId);
    if (!file) return refuse(disclosureRefusals.noSuchFile);
    return this.inOneAct(async (manager) => {
      const words = await this.words(manager, disclosure);
      const content = await this.vault.openBytes(manager, file.vaultId, boundTo(disclosureId));
      await this.log(manager, actor, disclosure, { itemId: file.itemId, attachmentId });
      const { fileName } = words.files.find(({ id }) => id === attachmentId)!;
      return { disclosure, fileName, mediaType: file.mediaType, content };
    });
  }

  /** The conditions of a disclosure that the reader has found, without opening an item; null once it was disposed of. */
  async conditions(disclosure: DisclosureLine): Promise<string | null> {
    const words = await this.inOneAct((manager) => this.words(manager, disclosure));
    return words.ok ? words.value.conditions : null;
  }

  private words(manager: EntityManager, { id, vaultId }: DisclosureLine): Promise<DisclosureWords> {
    return this.vault.openObject<DisclosureWords>(manager, vaultId, boundTo(id));
  }

  private async inOneAct<T>(work: (manager: EntityManager) => Promise<T>): Promise<Result<T>> {
    try {
      return accept(await this.dataSource.transaction(work));
    } catch (error) {
      if (error instanceof VaultDestroyed) return refuse(disclosureRefusals.disposed);
      throw error;
    }
  }

  /** The first look by the receiving agency is marked on the item or file; every look is a row and an entry. */
  private async log(
    manager: EntityManager,
    actor: Actor,
    { id: disclosureId, purpose, side }: DisclosureLine,
    { itemId, attachmentId }: { itemId: string; attachmentId: string | null },
  ): Promise<void> {
    const at = this.clock.now();
    const { officerId, agencyId } = actor;
    let isFirst = false;
    if (side === 'receiving') {
      const update = manager
        .createQueryBuilder()
        .update(attachmentId ? DisclosureAttachment : DisclosureItem)
        .set({ firstOpenedAt: at, firstOpenedBy: officerId })
        .where('disclosure_id = :disclosureId AND first_opened_at IS NULL', { disclosureId })
        .andWhere(attachmentId ? 'id = :attachmentId' : 'item_id = :itemId', { attachmentId, itemId });
      isFirst = (await update.execute()).affected === 1;
    }
    await manager.insert(DisclosureView, {
      id: randomUUID(),
      disclosureId,
      itemId,
      attachmentId,
      officerId,
      agencyId,
      viewedAt: at,
    });
    await this.ledger.append(manager, {
      event: 'DisclosureViewed',
      ...actorFields(actor),
      subject: { kind: 'disclosure', id: disclosureId },
      at,
      facts: { item: itemId, attachmentId, purpose, first: isFirst },
    });
  }
}
