import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { RecordCorrection, RecordWriting, type BegunRecord, type ContactEntry } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Result } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import {
  answersOf,
  presentCompletion,
  presentCorrection,
  presentOutside,
  presentQuickLog,
} from './record-form.presenter.js';
import { RecordPages } from './record-pages.service.js';

/** Writing disclosure records: quickly, whole, completed later, corrected (ISA-7, 24). */
@Page()
export class RecordFormsController {
  constructor(
    private readonly writing: RecordWriting,
    private readonly corrections: RecordCorrection,
    private readonly pages: RecordPages,
  ) {}

  @Get(paths.quickLog.pattern)
  @Act('record.write')
  @Render('officers/form')
  async askQuick(@CurrentActor() actor: Actor): Promise<FormPage> {
    return presentQuickLog(await this.pages.offers(actor));
  }

  @Post(paths.quickLog.pattern)
  @Act('record.write')
  async quick(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const logged = await this.writing.quickLog(actor, contactOf(form));
    await this.answer(response, actor, logged, async () => presentQuickLog(await this.pages.offers(actor), form));
  }

  @Get(paths.recordOutside.pattern)
  @Act('record.write')
  @Render('officers/form')
  async askOutside(@CurrentActor() actor: Actor): Promise<FormPage> {
    return presentOutside(await this.pages.offers(actor));
  }

  @Post(paths.recordOutside.pattern)
  @Act('record.write')
  async outside(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const recorded = await this.writing.recordOutside(actor, contactOf(form));
    await this.answer(response, actor, recorded, async () => presentOutside(await this.pages.offers(actor), form));
  }

  @Get(paths.recordCompletion.pattern)
  @Act('record.write')
  @Render('officers/form')
  async askCompletion(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return presentCompletion(await this.pages.opened(actor, id, 'record.write'), await this.pages.offers(actor));
  }

  @Post(paths.recordCompletion.pattern)
  @Act('record.write')
  async complete(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const step = textOf(form, 'later') ? 'save' : 'finish';
    const written = await this.writing[step](actor, id, answersOf(form));
    await this.answer(response, actor, written, async () =>
      presentCompletion(await this.pages.opened(actor, id, 'record.write'), await this.pages.offers(actor), form),
    );
  }

  @Get(paths.recordCorrection.pattern)
  @Act('record.write')
  @Render('officers/form')
  async askCorrection(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return presentCorrection(await this.pages.opened(actor, id, 'record.write'), await this.pages.offers(actor));
  }

  @Post(paths.recordCorrection.pattern)
  @Act('record.write')
  async correct(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const corrected = await this.corrections.correct(actor, id, answersOf(form), textOf(form, 'reason'));
    await this.answer(response, actor, corrected, async () =>
      presentCorrection(await this.pages.opened(actor, id, 'record.write'), await this.pages.offers(actor), form),
    );
  }

  private async answer(
    response: Response,
    actor: Actor,
    done: Result<BegunRecord>,
    again: () => Promise<FormPage>,
  ): Promise<void> {
    if (done.ok) return response.redirect(303, paths.record({ id: done.value.id }));
    await this.pages.refuse(response, actor, await again(), done.refusal);
  }
}

const contactOf = (form: SentForm): ContactEntry => ({
  agencyId: textOf(form, 'agencyId'),
  direction: textOf(form, 'direction') === 'received' ? 'received' : 'given',
  person: textOf(form, 'person'),
  answers: answersOf(form),
});
