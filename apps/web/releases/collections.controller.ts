import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Param, Post, Res } from '@nestjs/common';
import { CollectionService, noSuchRelease } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import { filterOf } from './cell-filter.presenter.js';

const TYPES: Record<string, string> = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' };

/** The download of a release: recorded first, then sent. */
@Page()
export class CollectionsController {
  constructor(
    private readonly collections: CollectionService,
    private readonly denials: DenialService,
  ) {}

  @Post(paths.collections.pattern)
  @Act('release.collect')
  async collect(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const format = typeof form?.['format'] === 'string' ? form['format'] : '';
    const collected = await this.collections.collect(actor, id, format, filterOf(form ?? {}));
    if (!collected.ok) {
      if (collected.refusal.code !== noSuchRelease.code) throw new PageRefused(409, collected.refusal);
      await this.denials.found(null, actor, 'release.collect', collected.refusal);
      return;
    }
    response
      .status(200)
      .attachment(collected.value.fileName)
      .type(TYPES[format] ?? 'text/plain');
    await pipeline(Readable.from(collected.value.content), response).catch(() => response.destroy());
  }
}
