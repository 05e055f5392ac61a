import { Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { NoticeQueries, NoticeService } from '@broker/notices';
import type { Response } from 'express';
import { pageNumber, PAGE_LENGTH } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentNotices, type NoticesPage } from './notices.presenter.js';

/** An officer's inbox. */
@Page()
export class NoticesController {
  constructor(
    private readonly queries: NoticeQueries,
    private readonly notices: NoticeService,
  ) {}

  @Get(paths.notices.pattern)
  @Act('notice.view')
  @Render('notices/notices')
  async list(@CurrentActor() actor: Actor, @Query('page') wanted: unknown): Promise<NoticesPage> {
    const page = pageNumber(wanted);
    const range = { limit: PAGE_LENGTH + 1, offset: (page - 1) * PAGE_LENGTH };
    return presentNotices({
      notices: await this.queries.inbox(actor, range),
      unread: await this.queries.unread(actor),
      page,
      pageLength: PAGE_LENGTH,
    });
  }

  @Post(paths.noticesRead.pattern)
  @Act('notice.read')
  async readAll(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.notices.markRead(actor, 'all');
    response.redirect(303, paths.notices({}));
  }

  @Post(paths.noticeRead.pattern)
  @Act('notice.read')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.notices.markRead(actor, [id]);
    response.redirect(303, paths.notices({}));
  }
}
