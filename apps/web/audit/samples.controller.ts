import { randomBytes } from 'node:crypto';
import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { noSuchSample, SampleQueries, SampleService } from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { dateOf, refusedForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentSample, presentSamples, sampleForm, SAMPLE_PLACES, type SamplesPage } from './samples.presenter.js';

/** Samples of the disclosure log: the list, drawing one, going through it, drawing it again. */
@Page()
export class SamplesController {
  constructor(
    private readonly queries: SampleQueries,
    private readonly samples: SampleService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.samples.pattern)
  @Act('sample.view')
  @Render('audit/samples')
  async list(@CurrentActor() actor: Actor): Promise<SamplesPage> {
    return presentSamples(await this.queries.samples(actor), actor.role === 'auditor');
  }

  @Get(paths.sampleNew.pattern)
  @Act('sample.draw')
  @Render('officers/form')
  ask() {
    return sampleForm(undefined, randomBytes(8).toString('hex'));
  }

  @Post(paths.sampleNew.pattern)
  @Act('sample.draw')
  async draw(@CurrentActor() actor: Actor, @Body() form: Form, @Res() response: Response): Promise<void> {
    const drawn = await this.samples.draw(actor, {
      from: dateOf(form, 'from'),
      to: dateOf(form, 'to'),
      strata: textOf(form, 'strata'),
      size: Number(textOf(form, 'size')),
      seed: textOf(form, 'seed').trim(),
    });
    if (drawn.ok) return response.redirect(303, paths.sample(drawn.value));
    const explained = await this.shell.explain(drawn.refusal, actor);
    response
      .status(422)
      .render('officers/form', refusedForm(sampleForm(form ?? {}, ''), drawn.refusal, explained, SAMPLE_PLACES));
  }

  @Get(paths.sample.pattern)
  @Act('sample.view')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render('audit/sample', await this.page(actor, id, 'sample.view', null));
  }

  @Post(paths.sampleAgain.pattern)
  @Act('sample.draw')
  async again(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const again = await this.samples.drawAgain(actor, id);
    response.render('audit/sample', await this.page(actor, id, 'sample.draw', again.ok ? again.value : null));
  }

  @Post(paths.sampleRecord.pattern)
  @Act('sample.draw')
  async inOrder(
    @Param('id') id: string,
    @Param('position') position: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const reviewed = await this.samples.inOrder(actor, id, Number(position));
    await this.denials.found(reviewed.ok ? true : null, actor, 'sample.draw', noSuchSample);
    response.redirect(303, `${paths.sample({ id })}#record-${encodeURIComponent(position)}`);
  }

  private async page(actor: Actor, id: string, act: ActName, again: { isSame: boolean } | null) {
    const found = await this.denials.found(await this.queries.sample(actor, id), actor, act, noSuchSample);
    return presentSample(found, actor.role === 'auditor', again);
  }
}
