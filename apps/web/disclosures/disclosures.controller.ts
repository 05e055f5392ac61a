import { Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import {
  DisclosureQueries,
  DisclosureReading,
  disclosureRefusals,
  ReceiptOfDisclosure,
  RecordQueries,
  type DisclosureLine,
} from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import type { Response } from 'express';
import { PAGE_LENGTH, pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { EvidencePages, type WithEvidence } from '../proof/evidence-pages.service.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';
import {
  presentDisclosure,
  presentDisclosures,
  presentItem,
  type DisclosureChoice,
  type DisclosurePage,
  type DisclosuresPage,
  type ItemPage,
} from './disclosures.presenter.js';

/** What was disclosed to and by an agency: opened item by item, each look logged (ISA-18, 24, 26). */
@Page()
export class DisclosuresController {
  constructor(
    private readonly disclosures: DisclosureQueries,
    private readonly reading: DisclosureReading,
    private readonly receipts: ReceiptOfDisclosure,
    private readonly records: RecordQueries,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
    private readonly evidence: EvidencePages,
  ) {}

  @Get(paths.disclosures.pattern)
  @Act('disclosure.view')
  @Render('disclosures/disclosures')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<DisclosuresPage> {
    const choice: DisclosureChoice = {
      side: query['by'] === 'us' ? 'disclosing' : 'receiving',
      isConviction: query['conviction'] === 'yes',
      isOpen: query['open'] === 'yes',
      page: pageNumber(query['page']),
    };
    const { side, page } = choice;
    const filter = { side, convictionData: choice.isConviction ? true : null, isOpen: choice.isOpen ? true : null };
    const window = { limit: PAGE_LENGTH + 1, offset: (page - 1) * PAGE_LENGTH };
    const lines = await this.disclosures.list(actor, { ...filter, ...window });
    return presentDisclosures(lines, (await this.disclosures.counts(actor))[side], choice);
  }

  @Get(paths.disclosure.pattern)
  @Act('disclosure.view')
  @Render('disclosures/disclosure')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DisclosurePage & WithEvidence> {
    const line = await this.found(actor, id, 'disclosure.view');
    const sides = await this.records.sides(actor, line.exchangeId);
    const own = sides.find((one) => one.isOwn && one.disclosureId === id && one.state !== 'superseded');
    const mayAsk = (await this.authorisation.mayAct(actor, 'onward.ask')).ok;
    const looks = await this.disclosures.looks(line);
    const page = presentDisclosure(line, looks, { recordId: own?.id ?? null, mayAsk });
    return this.evidence.with(page, actor, 'disclosure', id);
  }

  @Get(paths.disclosureItem.pattern)
  @Act('disclosure.view')
  @Render('disclosures/item')
  async item(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ItemPage> {
    await this.found(actor, id, 'disclosure.view');
    const opened = await this.reading.openItem(actor, id, itemId);
    if (!opened.ok) throw new PageRefused(404, opened.refusal);
    return presentItem(opened.value);
  }

  @Get(paths.disclosureFile.pattern)
  @Act('disclosure.view')
  async file(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    await this.found(actor, id, 'disclosure.view');
    const opened = await this.reading.openFile(actor, id, fileId);
    if (!opened.ok) throw new PageRefused(404, opened.refusal);
    const { fileName, mediaType, content, disclosure } = opened.value;
    response
      .attachment(fileName)
      .type(mediaType)
      .set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'X-Purpose': disclosure.purpose })
      .send(content);
  }

  @Post(paths.disclosureReceipt.pattern)
  @Act('disclosure.acknowledge')
  async acknowledge(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.found(actor, id, 'disclosure.acknowledge');
    const done = await this.receipts.acknowledge(actor, id);
    if (!done.ok) throw new PageRefused(409, done.refusal);
    response.redirect(303, paths.disclosure({ id }));
  }

  private async found(actor: Actor, id: string, act: ActName): Promise<DisclosureLine> {
    return this.denials.found(await this.disclosures.find(actor, id), actor, act, disclosureRefusals.noSuchDisclosure);
  }
}
