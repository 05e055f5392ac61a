import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { NoticeService, OutboxRelay, type NewNotice } from '@broker/notices';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from './application.js';
import { SettableClock } from './clock.js';
import { as } from './people.js';

/** A message in the outbox, as a test looks at it. */
export interface MessageRow {
  id: string;
  key: string;
  channel: string;
  state: string;
  attempts: number;
  fault: string | null;
  notice_id: string | null;
}

/** The demonstration, with everything that sends and delivers notices, on a clock that is set. */
export class NoticeOffice {
  private constructor(
    private readonly started: TestApplication,
    readonly clock: SettableClock,
    readonly police: Actor,
    readonly council: Actor,
  ) {}

  /** @param smtpUrl the mail server, or null: e-mail is off. */
  static async open(smtpUrl: string | null): Promise<NoticeOffice> {
    delete process.env['SMTP_URL'];
    if (smtpUrl) Object.assign(process.env, { SMTP_URL: smtpUrl, MAIL_FROM: 'broker@broker.example' });
    process.env['PUBLIC_URL'] = 'https://broker.example';
    const clock = new SettableClock('2026-11-20T07:00:00Z');
    const started = await startModule(DemonstrationModule, clock);
    await loadDemonstration(started.app);
    await started.app.get(DataSource).query('DELETE FROM outbox_message');
    const [police, council] = [await as(started.app, 'police.officer'), await as(started.app, 'council.officer')];
    return new NoticeOffice(started, clock, police, council);
  }

  get app(): INestApplicationContext {
    return this.started.app;
  }

  async close(): Promise<void> {
    for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']) delete process.env[name];
    await this.started.close();
  }

  /** Sends a notice to the police's designated officer, unless others are named. @returns its key. */
  async send(over: Partial<NewNotice> = {}): Promise<string> {
    const notice: NewNotice = {
      key: randomUUID(),
      partnershipId: this.police.partnershipId,
      officerIds: [this.police.officerId],
      kind: 'webhook-off',
      clause: 'ISA-32a',
      subject: { kind: 'breach', id: randomUUID() },
      facts: { dueOn: '2026-11-27' },
      at: this.clock.now(),
      ...over,
    };
    const { app } = this;
    await app.get(DataSource).transaction((manager) => app.get(NoticeService).send(manager, notice));
    return notice.key;
  }

  relay(): Promise<number> {
    return this.app.get(OutboxRelay).relay();
  }

  /** Everything in the outbox that is about a notice sent under a key, or (null) everything. */
  messages(key: string | null = null): Promise<MessageRow[]> {
    return this.app.get(DataSource).query<MessageRow[]>(
      `SELECT m.* FROM outbox_message m LEFT JOIN notice n ON n.id = m.notice_id
        WHERE $1::text IS NULL OR n.key = $1 ORDER BY m.made_at, m.key`,
      [key],
    );
  }
}
