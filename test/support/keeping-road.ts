import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import {
  Disclosure,
  DisclosureAttachment,
  DisclosureItem,
  RetentionQueries,
  RetentionService,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { asSystem, VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { DisclosureRoad } from './disclosure-road.js';

/** Information that the police disclosed to the council, as it stands in the database, with what happens to it afterwards. */
export class KeepingRoad {
  private constructor(readonly road: DisclosureRoad) {}

  static async open(instant?: string): Promise<KeepingRoad> {
    return new KeepingRoad(await DisclosureRoad.open(instant));
  }

  get app(): INestApplicationContext {
    return this.road.app;
  }

  get database(): DataSource {
    return this.road.database;
  }

  close(): Promise<void> {
    return this.road.close();
  }

  /** Does something as one of the demonstration's people, who sees no more than their scope. */
  as<T>(who: string, work: (actor: Actor) => Promise<T>): Promise<T> {
    return this.road.as(who, work);
  }

  /** A disclosure of two items and a file, kept until a day. @param words what the vault holds of it. @returns its id. */
  async disclosed(words: object = { items: ['1 Example Street'] }, retainUntilOn = '2032-11-20'): Promise<string> {
    const police = await this.road.actor('police.officer');
    const council = await this.road.actor('council.officer');
    const at = this.road.clock.now();
    const { partnershipId } = police;
    const [id, file] = [randomUUID(), randomUUID()];
    const agencyIds = [police.agencyId, council.agencyId];
    const place = { partnershipId, agencyIds, boundTo: `disclosure:${id}` };
    return asSystem(() =>
      this.database.transaction(async (manager) => {
        const vault = this.app.get(VaultService);
        const kept = await vault.put(manager, { ...place, plain: words });
        const attached = await vault.put(manager, { ...place, plain: Buffer.from(JSON.stringify(words)) });
        await manager.insert(Disclosure, {
          id,
          exchangeId: randomUUID(),
          partnershipId,
          disclosingAgencyId: police.agencyId,
          receivingAgencyId: council.agencyId,
          channel: 'system',
          disclosedBy: police.officerId,
          disclosedAt: at,
          purpose: 'identifying-areas',
          gateway: 'cda-115',
          subjectRole: 'suspect',
          convictionData: false,
          retainUntilOn,
          vaultId: kept.vaultId,
        });
        const items = ['address', 'warning-markers'].map((kind, position) => ({
          itemId: `${position}`,
          kind,
          position,
        }));
        await manager.insert(
          DisclosureItem,
          items.map((item) => ({ ...item, disclosureId: id })),
        );
        const one = { id: file, disclosureId: id, itemId: '0', mediaType: 'text/plain', bytes: 1, position: 0 };
        await manager.insert(DisclosureAttachment, { ...one, scannedBy: 'built-in', vaultId: attached.vaultId });
        const retention = { partnershipId, agencyId: council.agencyId, agencyIds, retainUntilOn, at };
        await this.app.get(RetentionService).begin(manager, { ...retention, recordKind: 'disclosure', recordId: id });
        return id;
      }),
    );
  }

  /** The row that says how long something is kept, as the council sees it. */
  async kept(recordId: string) {
    const [row] = await this.database.query<{ id: string }[]>('SELECT id FROM retention WHERE record_id = $1', [
      recordId,
    ]);
    return this.as('council.officer', () => this.app.get(RetentionQueries).one(row?.id ?? ''));
  }
}
