import { Get, Query, Render } from '@nestjs/common';
import { ExchangeQueries } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { pageNumber, presentPages, PAGE_LENGTH } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentSubmissions, type SubmissionsPage } from './submissions.presenter.js';

/** The agency's submissions. */
@Page()
export class SubmissionsController {
  constructor(private readonly exchange: ExchangeQueries) {}

  @Get(paths.submissions.pattern)
  @Act('submission.view')
  @Render('submissions/submissions')
  async list(@CurrentActor() actor: Actor, @Query('page') wanted: unknown): Promise<SubmissionsPage> {
    const page = pageNumber(wanted);
    const found = await this.exchange.submissions(actor.partnershipId, actor.agencyId, {
      limit: PAGE_LENGTH + 1,
      offset: (page - 1) * PAGE_LENGTH,
    });
    const pages = presentPages(page, found.length > PAGE_LENGTH, (number) => paths.submissions({}, { page: number }));
    return { ...presentSubmissions(found.slice(0, PAGE_LENGTH)), pages };
  }
}
