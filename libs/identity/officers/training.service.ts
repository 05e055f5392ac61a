import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, londonDate, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { isInPost, judgeTraining, type Actor, type TrainingAsked } from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { OfficerDeadlines } from './officer-deadlines.service.js';
import { OfficerRefusals } from './officer-refusals.service.js';
import { lockAgency, noSuchAgency, noSuchOfficer, postsOf } from './posts.js';
import { TrainingRecord } from './training-record.entity.js';

/** Records the courses that officers have taken (ISA-22, ISA-30e). */
@Injectable()
export class TrainingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly refusals: OfficerRefusals,
    private readonly deadlines: OfficerDeadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a course of somebody in post at an agency: of the actor's own, or of any of the partnership for its manager.
   * @returns the record's id, or `officers/no-such-agency`, `officers/training-of-another-agency`, `officers/no-such-officer`, or a
   * refusal of `judgeTraining`.
   */
  async record(actor: Actor, asked: TrainingAsked & { agencyId: string }): Promise<Result<{ id: string }>> {
    const recorded = await this.dataSource.transaction((manager) => this.enter(manager, actor, asked));
    return recorded.ok ? recorded : this.refusals.record(actor, 'officer.train', recorded.refusal);
  }

  private async enter(
    manager: EntityManager,
    actor: Actor,
    asked: TrainingAsked & { agencyId: string },
  ): Promise<Result<{ id: string }>> {
    const { agencyId } = asked;
    const { partnershipId } = actor;
    const now = this.clock.now();
    const on = londonDate(now);
    if (!(await lockAgency(manager, { partnershipId, agencyId }))) return refuse(noSuchAgency);
    if (actor.role !== 'partnership-manager' && actor.agencyId !== agencyId) return refuse(anotherAgency);
    const posts = await postsOf(manager, { partnershipId, agencyId });
    const inPost = posts.some(
      (post) => post.officerId === asked.officerId && (post.startedOn > on || isInPost(post, on)),
    );
    if (!inPost) return refuse(noSuchOfficer);
    const judged = judgeTraining(asked, actor.officerId, on);
    if (!judged.ok) return judged;
    const { officerId, course, heldOn, expiresOn } = judged.value;
    const recorded = { recordedBy: actor.officerId, recordedAt: now };
    const kept = { partnershipId, agencyId, officerId, course, heldOn, expiresOn, ...recorded };
    const { id } = await manager.save(TrainingRecord, kept);
    await this.ledger.append(manager, {
      event: 'TrainingRecorded',
      ...actorFields(actor),
      subject: { kind: 'training-record', id },
      at: now,
      facts: { trainedOfficerId: officerId, heldOn, expiresOn },
    });
    await this.deadlines.trained(manager, { partnershipId, agencyId }, officerId);
    return accept({ id });
  }
}

const anotherAgency: Refusal = {
  code: 'officers/training-of-another-agency',
  clause: 'ISA-22',
  message: 'A signing officer records the training of their own agency.',
  mend: 'Ask that agency’s signing officer or the partnership manager.',
};
