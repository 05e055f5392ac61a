import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService, type PublishedVersion } from '@broker/agreement';
import { datasetById } from '@broker/catalogue';
import { compareReleases, passGate, type DepersonalisationPolicy } from '@broker/depersonalisation';
import { actorFields, type Actor } from '@broker/identity';
import {
  CLOCK,
  DomainError,
  orThrow,
  refuse,
  RefusedError,
  type Clock,
  type Refusal,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct } from '@broker/platform';
import { DataSource, In, type EntityManager } from 'typeorm';
import { cellsOf, storedGroups, storedMarks } from './cell-store.js';
import { releaseRows, type ReleaseTerms } from './domain/release-rows.js';
import { nextState } from './domain/submission-workflow.js';
import { Release } from './release.entity.js';
import { Submission } from './submission.entity.js';

/** The steward's decision on a checked submission: release it to the partners, or withdraw it. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Hands a checked submission to the other signatories for one purpose of the agreement (ISA-11).
   * @returns the release's id, or a refusal: `exchange/no-such-submission`, `exchange/not-now`, `exchange/no-such-purpose`, or the gate's own.
   */
  async release(actor: Actor, submissionId: string, purpose: string): Promise<Result<{ id: string }>> {
    const released = await inOneAct(this.dataSource, async (manager) => ({
      id: await this.releaseIn(manager, actor, submissionId, purpose),
    }));
    if (!released.ok && released.refusal.code.startsWith('depersonalisation/')) {
      await this.recordRefusal(actor, submissionId, released.refusal);
    }
    return released;
  }

  /**
   * Decides not to release a checked submission; its cells are destroyed.
   * @param reason why, in the steward's words.
   * @returns nothing, or `exchange/no-such-submission`, `exchange/not-now`, `exchange/reason-missing`.
   */
  async withdraw(actor: Actor, submissionId: string, reason: string): Promise<Result<null>> {
    if (!reason.trim()) return refuse(reasonMissing);
    return inOneAct(this.dataSource, async (manager) => {
      const submission = await this.lockOwn(manager, actor, submissionId);
      const next = orThrow(nextState(submission.state, 'withdraw'));
      const now = this.clock.now();
      await manager.query('DELETE FROM depersonalised_cell WHERE submission_id = $1', [submissionId]);
      await manager.update(Submission, submissionId, {
        state: next,
        decidedBy: actor.officerId,
        decidedAt: now,
        decisionReason: reason.trim().slice(0, 1000),
      });
      await this.ledger.append(manager, {
        event: 'SubmissionWithdrawn',
        ...actorFields(actor),
        subject: { kind: 'submission', id: submissionId },
        at: now,
        facts: { dataset: submission.datasetId },
      });
      return null;
    });
  }

  private async releaseIn(manager: EntityManager, actor: Actor, submissionId: string, purpose: string) {
    const submission = await this.lockOwn(manager, actor, submissionId);
    const next = orThrow(nextState(submission.state, 'release'));
    const version = await this.agreements.versionBinding(actor.partnershipId, actor.agencyId, manager);
    if (!version?.purposes.some(({ id }) => id === purpose)) throw new RefusedError(noSuchPurpose);
    await this.passGates(manager, submission);
    const now = this.clock.now();
    await manager.update(Submission, submissionId, { state: next, decidedBy: actor.officerId, decidedAt: now });
    const release = await manager.save(Release, releaseRow(submission, version, purpose, actor, now));
    await this.ledger.append(manager, {
      event: 'ReleaseMade',
      ...actorFields(actor),
      subject: { kind: 'release', id: release.id },
      at: now,
      facts: {
        dataset: release.datasetId,
        periodFrom: release.periodFrom,
        periodTo: release.periodTo,
        rows: release.rowTotal,
        purpose,
        agreementVersion: version.version,
        contentSha256: await contentSha256(manager, submission, purpose, version.version),
      },
    });
    return release.id;
  }

  /** The cells as stored pass the gate once more, and against what the partners hold already: the gate fails closed. */
  private async passGates(manager: EntityManager, submission: Submission): Promise<void> {
    const policy = datasetById(submission.datasetId)?.policy;
    const { report } = submission;
    if (!policy || !report) throw new DomainError('A checked submission has a report and a dataset.');
    const groups = await storedGroups(manager, submission.id);
    const claim = { rows: report.rowsReleasable, groups: report.groups, smallestGroup: report.smallestGroup };
    orThrow(passGate(groups, policy, claim));
    await this.compareWithEarlier(manager, submission, policy, {
      step: report.step,
      groups,
      suppressed: await storedMarks(manager, submission.id),
      periods: submission.periods ?? [],
    });
  }

  private async compareWithEarlier(
    manager: EntityManager,
    submission: Submission,
    policy: DepersonalisationPolicy,
    later: Parameters<typeof compareReleases>[1],
  ): Promise<void> {
    // One release of a dataset at a time, so that two at once cannot miss each other.
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `release ${submission.partnershipId} ${submission.agencyId} ${submission.datasetId}`,
    ]);
    const earlier = await manager.query<{ id: string; periods: string[]; step: typeof later.step }[]>(
      `SELECT id, periods, report -> 'step' AS step FROM submission
        WHERE partnership_id = $1 AND agency_id = $2 AND dataset_id = $3 AND state = 'released'`,
      [submission.partnershipId, submission.agencyId, submission.datasetId],
    );
    for (const { id, periods, step } of earlier) {
      const [groups, suppressed] = [await storedGroups(manager, id), await storedMarks(manager, id)];
      orThrow(compareReleases({ step, groups, suppressed, periods }, later, policy));
    }
  }

  private async lockOwn(manager: EntityManager, actor: Actor, id: string): Promise<Submission> {
    const own = await this.queries.lineOf(actor.partnershipId, actor.agencyId);
    const submission = await manager.findOne(Submission, {
      where: { id, partnershipId: actor.partnershipId, agencyId: In(own) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!submission) throw new RefusedError(noSuchSubmission);
    return submission;
  }

  private async recordRefusal(actor: Actor, submissionId: string, refusal: Refusal): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const submission = await manager.findOneByOrFail(Submission, { id: submissionId });
      await this.ledger.append(manager, {
        event: 'ReleaseRefused',
        ...actorFields(actor),
        subject: { kind: 'submission', id: submissionId },
        at: this.clock.now(),
        facts: { dataset: submission.datasetId, code: refusal.code, clause: refusal.clause },
      });
    });
  }
}

function releaseRow(submission: Submission, version: PublishedVersion, purpose: string, actor: Actor, now: Date) {
  const { report, periodFrom, periodTo } = submission;
  if (!report || !periodFrom || !periodTo) throw new DomainError('A checked submission has a report and a period.');
  return {
    submissionId: submission.id,
    partnershipId: submission.partnershipId,
    agencyId: submission.agencyId,
    datasetId: submission.datasetId,
    purpose,
    agreementVersionId: version.id,
    periodFrom,
    periodTo,
    rowTotal: report.rowsReleasable,
    releasedBy: actor.officerId,
    releasedAt: now,
  };
}

/** SHA-256 (hex) of the whole release as CSV: whoever downloads all of it can hold their file against the ledger. */
async function contentSha256(
  manager: EntityManager,
  submission: Submission,
  purpose: string,
  agreementVersion: number,
) {
  const hash = createHash('sha256');
  const terms = termsOf(submission, purpose, agreementVersion);
  for (const text of releaseRows('csv', terms, await cellsOf(manager, submission.id))) hash.update(text);
  return hash.digest('hex');
}

/** What the rows of a submission's release carry with them. */
export function termsOf(
  submission: Pick<Submission, 'datasetId' | 'report'>,
  purpose: string,
  agreementVersion: number,
): ReleaseTerms {
  const step = submission.report?.step;
  if (!step) throw new DomainError('A checked submission has a report.');
  return {
    dataset: submission.datasetId,
    timePrecision: step.time,
    placePrecision: step.place,
    purpose,
    agreementVersion,
  };
}

export const noSuchSubmission: Refusal = {
  code: 'exchange/no-such-submission',
  clause: 'ISA-26',
  message: 'Your agency has no submission with this address.',
  mend: 'Open it from the list of your agency’s submissions.',
};

const noSuchPurpose: Refusal = {
  code: 'exchange/no-such-purpose',
  clause: 'ISA-18',
  message: 'The purpose is not one of those that the agreement lists.',
  mend: 'Choose one of the purposes of the agreement in force.',
};

const reasonMissing: Refusal = {
  code: 'exchange/reason-missing',
  clause: 'ISA-30d',
  message: 'A decision not to release needs its reason.',
  mend: 'Write in a few words why the submission is withdrawn.',
};
