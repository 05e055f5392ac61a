import { Injectable } from '@nestjs/common';
import { CoverService, type Actor } from '@broker/identity';
import { londonDate, type Clause } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import { asSystemWithin } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import type { DisclosureRecord } from './disclosure-record.entity.js';

/** Tells the other side of an exchange of the records that concern it (ISA-24). */
@Injectable()
export class RecordTelling {
  constructor(
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
  ) {}

  /** Tells the other agency of an exchange that it has not recorded yet. */
  async tellCounterpart(manager: EntityManager, actor: Actor, record: DisclosureRecord, at: Date): Promise<void> {
    const { exchangeId, counterpartAgencyId } = record;
    const [{ known }] = await asSystemWithin(manager, () =>
      manager.query<[{ known: boolean }]>(
        'SELECT EXISTS (SELECT FROM disclosure_record WHERE exchange_id = $1 AND agency_id = $2) AS known',
        [exchangeId, counterpartAgencyId],
      ),
    );
    if (known) return;
    await this.tell(manager, actor, record, [counterpartAgencyId], 'record-counterpart', 'ISA-24', at);
  }

  /** Tells everybody who received what a record is of that a correction has superseded it. @returns how many agencies. */
  async tellCorrected(manager: EntityManager, actor: Actor, record: DisclosureRecord, at: Date): Promise<number> {
    const rows = await asSystemWithin(manager, () =>
      manager.query<{ id: string }[]>(
        `SELECT DISTINCT unnest(ARRAY[agency_id, counterpart_agency_id]) AS id FROM disclosure_record WHERE exchange_id = $1`,
        [record.exchangeId],
      ),
    );
    const agencyIds = rows.map(({ id }) => id);
    await this.tell(manager, actor, record, agencyIds, 'record-corrected', 'ISA-23', at);
    return agencyIds.filter((id) => id !== record.agencyId).length;
  }

  /** The designated officers of some agencies today, or who stands in; where the post is vacant, who signs for the agency. */
  async officersOf(
    manager: EntityManager,
    partnershipId: string,
    agencyIds: readonly string[],
    at: Date,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const agencyId of agencyIds) {
      const wanted = { partnershipId, agencyId, on: londonDate(at) };
      const officers = await this.cover.reach(manager, { ...wanted, role: 'designated-officer' });
      const reached =
        officers.length > 0 ? officers : await this.cover.reach(manager, { ...wanted, role: 'signing-officer' });
      found.push(...reached.map(({ officerId }) => officerId));
    }
    return found;
  }

  private async tell(
    manager: EntityManager,
    actor: Actor,
    { id, partnershipId, reference, agencyId }: DisclosureRecord,
    agencyIds: readonly string[],
    kind: string,
    clause: Clause,
    at: Date,
  ): Promise<void> {
    const officerIds = await this.officersOf(manager, partnershipId, agencyIds, at);
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [agencyId]);
    await this.notices.send(manager, {
      key: `${kind}:${id}`,
      partnershipId,
      officerIds: officerIds.filter((officerId) => officerId !== actor.officerId),
      kind,
      clause,
      subject: { kind: 'record', id },
      facts: { agency: agency?.name ?? '', reference },
      at,
    });
  }
}
