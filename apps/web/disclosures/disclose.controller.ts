import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  DisclosurePreparation,
  disclosureRefusals,
  FileGate,
  RequestQueries,
  type RequestView,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Refusal, Result } from '@broker/kernel';
import type { Request, Response } from 'express';
import { refusedForm, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import { ShellService } from '../shell/shell.service.js';
import { presentConditions, presentDisclose, presentDiscloseItem, type PreparedView } from './disclose.presenter.js';
import { readForm } from './sent-form.js';

const PLACES: Readonly<Record<string, string>> = {
  'disclosures/too-long': 'information',
  'disclosures/held-and-not-held': 'held',
  'disclosures/file-empty': 'file',
  'disclosures/file-too-large': 'file',
  'disclosures/file-type': 'file',
  'disclosures/active-content': 'file',
  'disclosures/infected': 'file',
  'disclosures/scanner-silent': 'file',
  'disclosures/too-many-files': 'file',
};

interface Prepared {
  request: RequestView;
  prepared: PreparedView;
  whatOf: (itemId: string) => string;
}

/** Disclosing in answer to an authorised request, item by item, then all at once (ISA-24, 26). */
@Page()
export class DiscloseController {
  constructor(
    private readonly preparation: DisclosurePreparation,
    private readonly requests: RequestQueries,
    private readonly gate: FileGate,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.disclose.pattern)
  @Act('disclosure.make')
  async overview(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render('disclosures/disclose', this.page(await this.open(actor, id)));
  }

  @Post(paths.disclose.pattern)
  @Act('disclosure.make')
  async disclose(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.open(actor, id);
    const made = await this.preparation.disclose(actor, id, textOf(form, 'convictionData') === 'yes');
    if (made.ok) return response.redirect(303, paths.disclosure({ id: made.value.id }));
    const refusal = await this.shell.explain(made.refusal, actor);
    const errors = [{ text: made.refusal.message, href: '#items' }];
    response.status(422).render('disclosures/disclose', { ...this.page(opened), refusal, errors });
  }

  @Get(paths.discloseItem.pattern)
  @Act('disclosure.make')
  async askItem(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    response.render('officers/form', this.itemPage(await this.open(actor, id), itemId));
  }

  @Post(paths.discloseItem.pattern)
  @Act('disclosure.make')
  async saveItem(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.open(actor, id);
    const file = await readForm(request, response, 'file');
    const form = request.body as SentForm;
    const page = this.itemPage(opened, itemId, form);
    if (file === 'too-large') return this.refuse(response, actor, page, disclosureRefusals.fileTooLarge);
    const answer = { itemId, information: textOf(form, 'information').trim(), isHeld: textOf(form, 'held') !== 'no' };
    const saved = await this.preparation.saveItem(actor, id, answer);
    if (!saved.ok) return this.refuse(response, actor, page, saved.refusal);
    const added = file ? await this.preparation.addFile(actor, id, { itemId, ...file }) : saved;
    if (!added.ok) return this.refuse(response, actor, page, added.refusal);
    response.redirect(303, paths.disclose({ id }));
  }

  @Post(paths.discloseFileRemoval.pattern)
  @Act('disclosure.make')
  async removeFile(
    @Param('id') id: string,
    @Param('fileId') fileId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    valueOf(await this.preparation.removeFile(actor, id, fileId));
    response.redirect(303, paths.disclose({ id }));
  }

  @Get(paths.discloseConditions.pattern)
  @Act('disclosure.make')
  async askConditions(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { request, prepared } = await this.open(actor, id);
    response.render('officers/form', presentConditions(request, prepared));
  }

  @Post(paths.discloseConditions.pattern)
  @Act('disclosure.make')
  async saveConditions(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const { request, prepared } = await this.open(actor, id);
    const saved = await this.preparation.saveConditions(actor, id, textOf(form, 'conditions').trim());
    if (saved.ok) return response.redirect(303, paths.disclose({ id }));
    await this.refuse(response, actor, presentConditions(request, prepared, form), saved.refusal);
  }

  private async open(actor: Actor, id: string): Promise<Prepared> {
    const { request, prepared } = valueOf(await this.preparation.open(actor, id));
    const words = await this.requests.read(request);
    return { request, prepared, whatOf: (itemId) => words.items.find((one) => one.id === itemId)?.what ?? '' };
  }

  private page({ request, prepared, whatOf }: Prepared) {
    return presentDisclose(request, prepared, whatOf);
  }

  private itemPage({ request, prepared, whatOf }: Prepared, itemId: string, sent?: SentForm): FormPage {
    const item = request.items.find((one) => one.itemId === itemId);
    if (item?.decision !== 'authorised') throw new PageRefused(404, disclosureRefusals.notAuthorisedItem);
    return presentDiscloseItem(request, itemId, prepared, whatOf(itemId), this.gate.hasScanner, sent);
  }

  private async refuse(response: Response, actor: Actor, page: FormPage, refusal: Refusal): Promise<void> {
    const explained = await this.shell.explain(refusal, actor);
    response.status(422).render('officers/form', refusedForm(page, refusal, explained, PLACES));
  }
}

/** The value, or a page of its own: what may not be disclosed by this agency is not there, what was disclosed already conflicts. */
function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new PageRefused(result.refusal.code === 'disclosures/not-authorised' ? 409 : 404, result.refusal);
}
