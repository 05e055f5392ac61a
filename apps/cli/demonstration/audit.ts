import type { INestApplicationContext } from '@nestjs/common';
import { FindingService, RevealService, SampleService } from '@broker/audit';
import { RecordWriting, type ContactEntry, type RecordAnswers } from '@broker/disclosure';
import { currentAppointment, Officer, type Actor } from '@broker/identity';
import { CLOCK, DomainError, londonDate, orThrow, type Clock } from '@broker/kernel';
import { addDays } from '@broker/working-calendar';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** What makes an invented record whole and in order. */
const IN_ORDER: RecordAnswers = {
  channel: 'secure-email',
  outcome: 'disclosed',
  subjectRole: 'offender',
  convictionData: false,
  consent: 'not-asked',
  purpose: 'joint-objectives',
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  fullName: 'Robin Example-Person',
  dateOfBirth: '1991-04-05',
  summary: 'The last known address, for an order that protects a neighbour (invented).',
  grounds: 'Necessary to serve the order, and no more than the order needs (invented).',
};

/**
 * Invented records among which the rules of an audit find something: two that name no interest of Article 8, a call that was never completed, a
 * witness’s details without consent, one kept for years too long. Then a sample, a finding and a reveal that waits for the second auditor.
 */
export async function loadAudit(app: INestApplicationContext): Promise<void> {
  const story = new AuditStory(app, app.get<Clock>(CLOCK).now());
  const first = await story.record('police', 'council', 12, {});
  await story.record('council', 'police', 9, { subjectRole: 'victim', consent: 'given', article8Interest: '' });
  await story.record('fire', 'council', 8, {
    subjectRole: 'witness',
    consent: 'refused',
    fullName: 'Kim Example-Witness',
  });
  await story.record('police', 'council', 5, { fullName: 'Robin Example-Person', channel: 'meeting' });
  await story.record('health', 'police', 3, { outcome: 'refused', fullName: 'Jo Example-Patient', gateway: '' });
  await story.record('police', 'council', 3000, { fullName: 'Lee Example-Past', dateOfBirth: '1980-01-01' });
  await story.call('fire', 'council', 21);
  await story.call('council', 'fire', 1);
  await story.review(first);
}

class AuditStory {
  private readonly actors = new Map<string, Actor>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly now: Date,
  ) {}

  private daysAgo(days: number): Date {
    return new Date(this.now.getTime() - days * DAY_MS);
  }

  /** Something that one agency told another some days ago, recorded whole. @returns the record's id. */
  async record(from: string, to: string, daysAgo: number, answers: RecordAnswers): Promise<string> {
    const at = this.daysAgo(daysAgo);
    const entry = await this.entry(to, { ...IN_ORDER, occurredOn: londonDate(at), ...answers });
    const actor = await this.actor(`${from}.officer`);
    return orThrow(await this.app.get(RecordWriting).recordOutside(actor, entry, at)).id;
  }

  /** A telephone call of which only the bare note was made. */
  async call(from: string, to: string, daysAgo: number): Promise<void> {
    const answers = {
      fullName: 'Pat Example-Caller',
      summary: 'Whether an address is known (invented)',
      channel: 'telephone',
    };
    const actor = await this.actor(`${from}.officer`);
    orThrow(await this.app.get(RecordWriting).quickLog(actor, await this.entry(to, answers), this.daysAgo(daysAgo)));
  }

  /** An audit: a sample of the last weeks, a finding, and a reveal that waits for a second person. */
  async review(recordId: string): Promise<void> {
    const auditor = await this.actor('council.auditor');
    const today = londonDate(this.now);
    const plan = { from: addDays(today, -30), to: today, strata: 'agency', size: 3, seed: `demonstration-${today}` };
    orThrow(await this.app.get(SampleService).draw(auditor, plan));
    orThrow(
      await this.app.get(FindingService).record(
        auditor,
        { recordId },
        {
          severity: 'medium',
          words: 'The grounds name the order, but not why the whole address was needed (invented).',
          rule: '',
          followUpOn: addDays(today, 14),
        },
      ),
    );
    const reason = 'A complaint says that the record is about somebody else (invented).';
    orThrow(await this.app.get(RevealService).ask(auditor, recordId, 'complaint', reason));
  }

  private async entry(to: string, answers: RecordAnswers): Promise<ContactEntry> {
    const { agencyId } = await this.actor(`${to}.officer`);
    return { agencyId, direction: 'given', person: 'B. Example, duty officer (invented)', answers };
  }

  private async actor(who: string): Promise<Actor> {
    const { manager } = this.app.get(DataSource);
    const known = this.actors.get(who);
    if (known) return known;
    const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
    const actor = await currentAppointment(manager, officer.id, this.now);
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    this.actors.set(who, actor);
    return actor;
  }
}
