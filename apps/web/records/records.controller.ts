import { Get, Inject, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { RecordQueries, RecordReading } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { recordsCsv, recordsJson } from './record-files.presenter.js';
import { presentRecords, type RecordChoice, type RecordsPage } from './records.presenter.js';

const STATES = ['incomplete', 'final', 'superseded'] as const;
const KINDS = ['request', 'disclosure', 'refusal', 'informal'] as const;

/** The disclosure records of an agency: a list with its filter, and as files (ISA-24). */
@Page()
export class RecordsController {
  constructor(
    private readonly records: RecordQueries,
    private readonly reading: RecordReading,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.records.pattern)
  @Act('record.view')
  @Render('records/records')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<RecordsPage> {
    const choice: RecordChoice = {
      state: STATES.find((one) => one === query['state']) ?? null,
      kind: KINDS.find((one) => one === query['kind']) ?? null,
      isConviction: query['conviction'] === 'yes',
      page: pageNumber(query['page']),
    };
    const { state, kind, isConviction, page } = choice;
    const filter = { state, kind, convictionData: isConviction ? true : null };
    const [lines, counts, mayWrite, mayExport] = await Promise.all([
      this.records.list(actor, { ...filter, limit: PAGE_LENGTH + 1, offset: (page - 1) * PAGE_LENGTH }),
      this.records.counts(actor, filter),
      this.authorisation.mayAct(actor, 'record.write'),
      this.authorisation.mayAct(actor, 'record.export'),
    ]);
    const today = londonDate(this.clock.now());
    return presentRecords(lines, counts, choice, { today, mayWrite: mayWrite.ok, mayExport: mayExport.ok });
  }

  @Get(paths.recordsCsv.pattern)
  @Act('record.export')
  async csv(
    @CurrentActor() actor: Actor,
    @Query('conviction') conviction: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const records = await this.reading.takeOut(actor, 'csv', conviction === 'yes' ? true : null);
    response.attachment('disclosure-records.csv').type('text/csv; charset=utf-8').send(recordsCsv(records));
  }

  @Get(paths.recordsJson.pattern)
  @Act('record.export')
  async json(
    @CurrentActor() actor: Actor,
    @Query('conviction') conviction: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const records = await this.reading.takeOut(actor, 'json', conviction === 'yes' ? true : null);
    response
      .attachment('disclosure-records.json')
      .type('json')
      .send(JSON.stringify(recordsJson(records), null, 2));
  }
}
