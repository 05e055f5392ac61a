import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import {
  Disclosure,
  DisclosureAttachment,
  DisclosureItem,
  FoundRecord,
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

  /** A disclosure of two items and a file by the police to the council, kept until a day. @param words what the vault holds of it. @returns its id. */
  async disclosed(words: object = { items: ['1 Example Street'] }, retainUntilOn = '2032-11-20'): Promise<string> {
    const from = await this.road.actor('police.officer');
    const to = await this.road.actor('council.officer');
    return plantDisclosure(this.app, { from, to, words, retainUntilOn, at: this.road.clock.now() });
  }

  /** The row that says how long something is kept, as the council sees it. */
  async kept(recordId: string) {
    const [row] = await this.database.query<{ id: string }[]>('SELECT id FROM retention WHERE record_id = $1', [
      recordId,
    ]);
    return this.as('council.officer', () => this.app.get(RetentionQueries).one(row?.id ?? ''));
  }
}

/** A disclosure to be put into the database as it stands. */
export interface PlantedDisclosure {
  from: Actor;
  to: Actor;
  words?: object;
  retainUntilOn?: string;
  at: Date;
}

/** Puts a disclosure with two items and a file into the database. @returns its id. */
export function plantDisclosure(app: INestApplicationContext, planted: PlantedDisclosure): Promise<string> {
  const { from, to, words = {}, retainUntilOn = '2032-11-20', at } = planted;
  const { partnershipId } = from;
  const [id, file] = [randomUUID(), randomUUID()];
  const agencyIds = [from.agencyId, to.agencyId];
  const place = { partnershipId, agencyIds, boundTo: `disclosure:${id}` };
  return asSystem(() =>
    app.get(DataSource).transaction(async (manager) => {
      const vault = app.get(VaultService);
      const kept = await vault.put(manager, { ...place, plain: words });
      const attached = await vault.put(manager, { ...place, plain: Buffer.from(JSON.stringify(words)) });
      await manager.insert(Disclosure, {
        id,
        exchangeId: randomUUID(),
        partnershipId,
        disclosingAgencyId: from.agencyId,
        receivingAgencyId: to.agencyId,
        channel: 'system',
        disclosedBy: from.officerId,
        disclosedAt: at,
        purpose: 'identifying-areas',
        gateway: 'cda-115',
        subjectRole: 'suspect',
        convictionData: false,
        retainUntilOn,
        vaultId: kept.vaultId,
      });
      const items = ['address', 'warning-markers'].map((kind, position) => ({ itemId: `${position}`, kind, position }));
      await manager.insert(
        DisclosureItem,
        items.map((item) => ({ ...item, disclosureId: id })),
      );
      const one = { id: file, disclosureId: id, itemId: '0', mediaType: 'text/plain', bytes: 1, position: 0 };
      await manager.insert(DisclosureAttachment, { ...one, scannedBy: 'built-in', vaultId: attached.vaultId });
      const retention = { partnershipId, agencyId: to.agencyId, agencyIds, retainUntilOn, at };
      await app.get(RetentionService).begin(manager, { ...retention, recordKind: 'disclosure', recordId: id });
      return id;
    }),
  );
}

/** Puts a record into what the search for a person has found. @param from who disclosed it; null for the agency's own. @returns the record's id. */
export async function plantFound(
  app: INestApplicationContext,
  actor: Actor,
  subjectAccessId: string,
  from: Actor | null,
): Promise<string> {
  const recordId = randomUUID();
  await asSystem(() =>
    app.get(DataSource).manager.insert(FoundRecord, {
      subjectAccessId,
      recordId,
      partnershipId: actor.partnershipId,
      agencyId: actor.agencyId,
      recordKind: 'record',
      reference: 'D-2026-0009',
      occurredOn: '2026-03-01',
      likeness: 'same',
      fromAgencyId: from?.agencyId ?? null,
      isTheirs: null,
    }),
  );
  return recordId;
}
