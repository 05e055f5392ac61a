import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Actor } from '@broker/identity';
import { NoticeQueries, NoticeService } from '@broker/notices';
import { Act, CurrentActor } from '../access/act.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { NoticePageDocument, NoticeReadDocument, NoticeReadRequest } from '../documents/notice.documents.js';
import { PageQuery } from '../documents/page.documents.js';
import { pageOf } from '../views/hrefs.js';
import { noticeDocument } from '../views/notice.view.js';

/** The inbox of the officer behind the token. */
@ApiRoom('notices')
export class NoticesController {
  constructor(
    private readonly queries: NoticeQueries,
    private readonly notices: NoticeService,
  ) {}

  @Get()
  @Act('notice.view')
  @ApiOperation({ operationId: 'listNotices', summary: 'List your notices, unread before read, newest first' })
  @ApiOkResponse({ type: NoticePageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<NoticePageDocument> {
    const found = await this.queries.inbox(actor, { limit: page.limit + 1, offset: page.offset });
    const { items, next } = pageOf(found, `${API_PATH}/notices`, page);
    return { unread: await this.queries.unread(actor), items: items.map(noticeDocument), next };
  }

  @Post('read')
  @Act('notice.read')
  @HttpCode(200)
  @ApiOperation({ operationId: 'readNotices', summary: 'Mark some of your notices as read' })
  @ApiOkResponse({ type: NoticeReadDocument })
  @ApiRepeatable()
  @ApiProblems({
    409: 'The first request with this key is still under way',
    415: 'Not JSON',
    422: 'The key belongs to another request',
  })
  async read(@CurrentActor() actor: Actor, @Body() { ids }: NoticeReadRequest): Promise<NoticeReadDocument> {
    return { read: await this.notices.markRead(actor, ids) };
  }
}
