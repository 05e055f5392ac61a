import { Get, Query, Render } from '@nestjs/common';
import { ExchangeQueries } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { pageNumber, PAGE_LENGTH } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentReleases, type ReleasesPage } from './releases.presenter.js';

/** Releases looked through at most. */
const RELEASES_MAX = 500;

/** The partnership's releases. */
@Page()
export class ReleasesController {
  constructor(private readonly exchange: ExchangeQueries) {}

  @Get(paths.releases.pattern)
  @Act('release.view')
  @Render('releases/releases')
  async list(
    @CurrentActor() actor: Actor,
    @Query('page') page: unknown,
    @Query('dataset') dataset: unknown,
  ): Promise<ReleasesPage> {
    const releases = await this.exchange.releases(actor.partnershipId, { limit: RELEASES_MAX, offset: 0 });
    return presentReleases({
      releases,
      agencyId: actor.agencyId,
      dataset: typeof dataset === 'string' ? dataset : '',
      page: pageNumber(page),
      pageLength: PAGE_LENGTH,
    });
  }
}
