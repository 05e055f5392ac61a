import { Get, Inject, Post, Render, Res } from '@nestjs/common';
import { CalendarService, DeadlineQueries } from '@broker/deadlines';
import { WitnessWatch, type Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService, ReceiptService, WitnessQueries } from '@broker/ledger';
import { Mailer, OutboxQueries, OutboxService } from '@broker/notices';
import { CONFIG, HealthQueries, SpoolService, type Config } from '@broker/platform';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentSystem, type SystemPage } from './system.presenter.js';

/** Whether the installation is well, for its operator. */
@Page()
export class SystemController {
  constructor(
    private readonly health: HealthQueries,
    private readonly outbox: OutboxQueries,
    private readonly messages: OutboxService,
    private readonly mailer: Mailer,
    private readonly ledger: LedgerService,
    private readonly witnesses: WitnessQueries,
    private readonly receipts: ReceiptService,
    private readonly watch: WitnessWatch,
    private readonly spool: SpoolService,
    private readonly deadlines: DeadlineQueries,
    private readonly calendars: CalendarService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.system.pattern)
  @Act('system.view')
  @Render('system/system')
  show(): Promise<SystemPage> {
    return this.page();
  }

  @Post(paths.systemTestEmail.pattern)
  @Act('system.test-mail')
  async testEmail(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.messages.enterTestEmail(actor);
    const said = 'A test e-mail to you is on its way. This page shows below whether it left.';
    response.render('system/system', { ...(await this.page()), said });
  }

  @Post(paths.systemRetry.pattern)
  @Act('system.retry')
  async retry(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.messages.retryDead(actor);
    response.redirect(303, paths.system({}));
  }

  private async page(): Promise<SystemPage> {
    return presentSystem({
      now: this.clock.now(),
      database: await this.health.database(),
      isQueueThere: await this.outbox.isQueueThere(),
      queueCarrier: this.config.redisUrl ? 'Redis' : 'PostgreSQL',
      workerSeenAt: await this.deadlines.clockSeenAt(),
      ledger: await this.ledger.head(),
      log: await this.witnesses.log(),
      lapses: await this.watch.lapses(),
      receipts: await this.receipts.reconcile(),
      spooled: await this.spool.waiting(),
      isMailOn: this.mailer.isOn,
      isScannerOn: this.config.clamdUrl !== null,
      channels: await this.outbox.channels(),
      calendar: await this.calendars.current(),
    });
  }
}
