import { Injectable } from '@nestjs/common';
import type { DeadlineRow } from '@broker/deadlines';
import { CoverService } from '@broker/identity';
import { londonDate, type Clause } from '@broker/kernel';
import { NoticeService, type NoticeFacts, type NoticeSubject } from '@broker/notices';
import type { EntityManager } from 'typeorm';

/** Something to be told to the designated officers of an agency. */
export interface Told {
  /** What causes it; an officer is told once per key. */
  key: string;
  partnershipId: string;
  agencyId: string;
  kind: string;
  clause: Clause;
  subject: NoticeSubject;
  facts: NoticeFacts;
  at: Date;
}

/** Tells designated officers what happens to the information that their agency gave or keeps. */
@Injectable()
export class KeepingNotices {
  constructor(
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
  ) {}

  /** Tells whoever is designated officer of an agency today or, where that post is vacant, who signs for it. */
  async tell(manager: EntityManager, { agencyId, ...told }: Told): Promise<void> {
    const { partnershipId, at } = told;
    const on = londonDate(at);
    const wanted = { partnershipId, agencyId, on };
    const officers = await this.cover.reach(manager, { ...wanted, role: 'designated-officer' });
    const reached =
      officers.length > 0 ? officers : await this.cover.reach(manager, { ...wanted, role: 'signing-officer' });
    await this.notices.send(manager, { ...told, officerIds: reached.map(({ officerId }) => officerId) });
  }

  /** Tells the agency whose turn it is of a deadline that comes or has passed. @param kind of the notice. */
  async remind(manager: EntityManager, deadline: DeadlineRow, alarm: string, kind: string): Promise<void> {
    const { id, partnershipId, agencyId, clause, dueOn, subjectKind, subjectId } = deadline;
    if (partnershipId === null || agencyId === null) return;
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const subject = { kind: subjectKind, id: subjectId };
    const facts = { dueOn, late: alarm === 'reminder' ? 0 : 1 };
    await this.tell(manager, {
      key: `${kind}:${id}:${alarm}`,
      partnershipId,
      agencyId,
      kind,
      clause,
      subject,
      facts,
      at: now,
    });
  }
}
