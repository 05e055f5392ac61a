import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { SUBMISSION_QUEUE, SubmissionCheckService, type CheckOutcome, type SubmissionJob } from '@broker/exchange';
import type { Job } from 'bullmq';

/** Checks one submission when woken. Being woken twice, or by nobody for a while, does no harm. */
@Processor(SUBMISSION_QUEUE, { concurrency: 1 })
export class SubmissionProcessor extends WorkerHost {
  private readonly log = new Logger(SubmissionProcessor.name);

  constructor(private readonly checks: SubmissionCheckService) {
    super();
  }

  async process(job: Job<SubmissionJob>): Promise<CheckOutcome> {
    const outcome = await this.checks.check(job.data.submissionId);
    this.log.log(`submission ${job.data.submissionId}: ${outcome}`);
    return outcome;
  }
}
