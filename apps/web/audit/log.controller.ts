import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Get, Inject, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { LogExportService, LogQueries, readLogFilter, type ExportFormat } from '@broker/audit';
import type { Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { addDays } from '@broker/working-calendar';
import type { Response } from 'express';
import type { Form } from '../format/form.js';
import { PAGE_LENGTH } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { AuditPages } from './audit-pages.service.js';
import { filterAsked, presentLogFilter } from './log-filter.presenter.js';
import { presentExceptions, presentLog, type ExceptionsPage } from './log.presenter.js';

const TYPES: Record<ExportFormat, string> = { csv: 'text/csv; charset=utf-8', json: 'application/json' };
const EXCEPTION_DAYS = 365;

/** The disclosure log for auditors: the list, as a file, and what the rules find in it. */
@Page()
export class LogController {
  constructor(
    private readonly log: LogQueries,
    private readonly exports: LogExportService,
    private readonly pages: AuditPages,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.disclosureLog.pattern)
  @Act('log.view')
  async list(@CurrentActor() actor: Actor, @Query() query: Form, @Res() response: Response): Promise<void> {
    const asked = filterAsked(query);
    const read = readLogFilter(asked);
    const filter = read.ok ? read.value : {};
    const after = typeof query?.['after'] === 'string' ? query['after'] : '';
    const choices = await this.pages.choices(actor);
    const view = presentLogFilter(filter, choices, asked, read.ok ? null : read.refusal);
    const page = presentLog({
      page: await this.log.page(actor, filter, { after, limit: PAGE_LENGTH }),
      count: await this.log.count(actor, filter),
      filter,
      after,
      view,
      words: choices,
      mayExport: (await this.authorisation.mayAct(actor, 'log.export')).ok,
    });
    response.status(read.ok ? 200 : 400).render('audit/log', page);
  }

  @Get(paths.disclosureLogCsv.pattern)
  @Act('log.export')
  csv(@CurrentActor() actor: Actor, @Query() query: Form, @Res() response: Response): Promise<void> {
    return this.send(actor, query, 'csv', response);
  }

  @Get(paths.disclosureLogJson.pattern)
  @Act('log.export')
  json(@CurrentActor() actor: Actor, @Query() query: Form, @Res() response: Response): Promise<void> {
    return this.send(actor, query, 'json', response);
  }

  @Get(paths.logExceptions.pattern)
  @Act('log.view')
  @Render('audit/exceptions')
  async exceptions(@CurrentActor() actor: Actor, @Query() query: Form): Promise<ExceptionsPage> {
    const { from = '', to = '' } = filterAsked(query);
    const today = londonDate(this.clock.now());
    const read = readLogFilter({ from, to });
    const period = read.ok ? read.value : {};
    const within = { from: period.from ?? addDays(today, -EXCEPTION_DAYS), to: period.to ?? today };
    return presentExceptions(await this.log.exceptions(actor, within), within);
  }

  private async send(actor: Actor, query: Form, format: ExportFormat, response: Response): Promise<void> {
    const read = readLogFilter(filterAsked(query));
    if (!read.ok) return response.redirect(303, paths.disclosureLog({}));
    response.attachment(`disclosure-log.${format}`).type(TYPES[format]);
    await pipeline(Readable.from(this.exports.takeOut(actor, read.value, format)), response);
  }
}
