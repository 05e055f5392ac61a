import { Body, Get, Inject, NotFoundException, Param, Post, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { CalendarFeedService, Mailer, PreferenceService } from '@broker/notices';
import { CONFIG, type Config } from '@broker/platform';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page, Public } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { presentPreferences, type PreferencesPage } from './preferences.presenter.js';

/** How an officer is told of notices: e-mail, and a calendar of deadlines. */
@Page()
export class PreferencesController {
  constructor(
    private readonly preferences: PreferenceService,
    private readonly feeds: CalendarFeedService,
    private readonly mailer: Mailer,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(paths.noticePreferences.pattern)
  @Act('notice.prefer')
  @Render('notices/preferences')
  show(@CurrentActor() actor: Actor): Promise<PreferencesPage> {
    return this.page(actor);
  }

  @Post(paths.noticePreferences.pattern)
  @Act('notice.prefer')
  async choose(
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const chosen = await this.preferences.choose(actor, form?.['email']);
    const page = await this.page(actor);
    if (chosen.ok) return response.render('notices/preferences', { ...page, isSaved: true });
    response.status(422).render('notices/preferences', await this.refused(page, actor, chosen.refusal));
  }

  /** Answers with the new secret address: it is shown this once, so there is no page to go back to. */
  @Post(paths.calendarFeedRenewal.pattern)
  @Act('notice.prefer')
  async renewFeed(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const token = await this.feeds.renew(actor);
    const feedAddress = `${this.config.publicUrl}${paths.calendarFeed({ token })}`;
    response.render('notices/preferences', { ...(await this.page(actor)), feedAddress });
  }

  @Post(paths.calendarFeedEnd.pattern)
  @Act('notice.prefer')
  async endFeed(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.feeds.end(actor);
    response.redirect(303, `${paths.noticePreferences({})}#calendar`);
  }

  /** What a calendar program reads: the secret in the address is all it has to show. */
  @Get(paths.calendarFeed.pattern)
  @Public()
  async feed(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const calendar = await this.feeds.calendarOf(token);
    if (!calendar) throw new NotFoundException();
    response.type('text/calendar; charset=utf-8').attachment('deadlines.ics').send(calendar);
  }

  private async page(actor: Actor): Promise<PreferencesPage> {
    return presentPreferences({
      wish: await this.preferences.emailWish(actor.officerId),
      isMailOn: this.mailer.isOn,
      feedMadeAt: await this.feeds.madeAt(actor),
      mayManageWebhooks: (await this.authorisation.mayAct(actor, 'webhook.manage')).ok,
    });
  }

  private async refused(page: PreferencesPage, actor: Actor, refusal: Refusal) {
    const errors = [{ text: refusal.message, href: '#email' }];
    return { ...page, errors, refusal: await this.shell.explain(refusal, actor) };
  }
}
