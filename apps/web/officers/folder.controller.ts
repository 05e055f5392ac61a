import { Get, Inject, Render, Res } from '@nestjs/common';
import { RequestsFolder, type Actor } from '@broker/identity';
import { AgreementQueries } from '@broker/agreement';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { folderCsv, folderJson, presentFolder, type FolderPage } from './folder.presenter.js';

/** The folder that a designated officer keeps, as a page and as a file (ISA-21). */
@Page()
export class FolderController {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly agreements: AgreementQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.folder.pattern)
  @Act('folder.view')
  @Render('officers/folder')
  async show(@CurrentActor() actor: Actor): Promise<FolderPage> {
    return presentFolder(await this.agencyOf(actor), await this.folder.open(actor));
  }

  @Get(paths.folderCsv.pattern)
  @Act('folder.view')
  async csv(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const text = folderCsv(await this.folder.takeOut(actor, 'csv'));
    response.attachment('requests-folder.csv').type('text/csv; charset=utf-8').send(text);
  }

  @Get(paths.folderJson.pattern)
  @Act('folder.view')
  async json(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const folder = await this.folder.takeOut(actor, 'json');
    const text = folderJson(await this.agencyOf(actor), this.clock.now(), folder);
    response.attachment('requests-folder.json').type('application/json').send(text);
  }

  private async agencyOf(actor: Actor): Promise<string> {
    return (await this.agreements.namesOf(actor.appointmentId))?.agency ?? '';
  }
}
