import { Get, NotFoundException, Param, Post, Render, Req, Res } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { datasetById, type DatasetDefinition } from '@broker/catalogue';
import { SubmissionService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import type { Request, Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { ShellService } from '../shell/shell.service.js';
import { streamFile } from './streamed-file.js';
import { presentUpload, type UploadPage } from './upload.presenter.js';

/** The upload of one file to one dataset. */
@Page()
export class UploadController {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly submissions: SubmissionService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.upload.pattern)
  @Act('submission.upload')
  @Render('datasets/upload')
  show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<UploadPage> {
    return this.page(id, actor);
  }

  @Post(paths.upload.pattern)
  @Act('submission.upload')
  async upload(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const received = await streamFile(request, response, 'file', (fileName, body) =>
      this.submissions.receive(actor, { datasetId: id, fileName, body }),
    );
    if (received?.ok) return response.redirect(303, paths.submission({ id: received.value.id }));
    const refusal = received ? await this.shell.explain(received.refusal, actor) : null;
    response.status(received ? 422 : 400).render('datasets/upload', {
      ...(await this.page(id, actor)),
      refusal,
      errors: [{ text: refusal?.message ?? 'Select a file', href: '#file' }],
    });
  }

  private async page(id: string, actor: Actor): Promise<UploadPage> {
    const dataset: DatasetDefinition | undefined = datasetById(id);
    if (!dataset) throw new NotFoundException();
    return presentUpload(dataset, (await this.agreements.namesOf(actor.appointmentId))?.agencyKind ?? null);
  }
}
