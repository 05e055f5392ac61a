import { Get, Inject, Param, Render, Res } from '@nestjs/common';
import { RequestsFolder, type Actor } from '@broker/identity';
import { AgreementQueries } from '@broker/agreement';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { AgencyPages } from './agency-pages.service.js';
import { auditedFolder, folderCsv, folderJson, ownFolder, presentFolder, type FolderPage } from './folder.presenter.js';

/** The folder that a designated officer keeps, as a page and as a file (ISA-21), also for the auditors of the partnership (ISA-22). */
@Page()
export class FolderController {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly agreements: AgreementQueries,
    private readonly pages: AgencyPages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.folder.pattern)
  @Act('folder.view')
  @Render('officers/folder')
  async show(@CurrentActor() actor: Actor): Promise<FolderPage> {
    return presentFolder(ownFolder(await this.agencyOf(actor)), await this.folder.open(actor));
  }

  @Get(paths.folderCsv.pattern)
  @Act('folder.view')
  async csv(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    send(response, 'csv', folderCsv(await this.folder.takeOut(actor, 'csv')));
  }

  @Get(paths.folderJson.pattern)
  @Act('folder.view')
  async json(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const folder = await this.folder.takeOut(actor, 'json');
    send(response, 'json', folderJson(await this.agencyOf(actor), this.clock.now(), folder));
  }

  @Get(paths.folderAudit.pattern)
  @Act('folder.audit')
  @Render('officers/folder')
  async audit(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FolderPage> {
    const partner = await this.pages.partner(actor, id, 'folder.audit');
    return presentFolder(auditedFolder(partner), await this.folder.open(actor, id));
  }

  @Get(paths.folderAuditCsv.pattern)
  @Act('folder.audit')
  async auditCsv(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.pages.partner(actor, id, 'folder.audit');
    send(response, 'csv', folderCsv(await this.folder.takeOut(actor, 'csv', id)));
  }

  @Get(paths.folderAuditJson.pattern)
  @Act('folder.audit')
  async auditJson(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { agency } = await this.pages.partner(actor, id, 'folder.audit');
    const folder = await this.folder.takeOut(actor, 'json', id);
    send(response, 'json', folderJson(agency, this.clock.now(), folder));
  }

  private async agencyOf(actor: Actor): Promise<string> {
    return (await this.agreements.namesOf(actor.appointmentId))?.agency ?? '';
  }
}

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' };

const send = (response: Response, format: 'csv' | 'json', text: string): void =>
  void response.attachment(`requests-folder.${format}`).type(TYPES[format]).send(text);
