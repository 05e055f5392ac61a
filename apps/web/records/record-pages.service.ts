import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import { RecordReading, recordRefusals, type OpenedRecord } from '@broker/disclosure';
import type { Act, Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock, type Refusal } from '@broker/kernel';
import type { Response } from 'express';
import type { FormPage } from '../officers/form.presenter.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { refusedRecord, type RecordOffers } from './record-form.presenter.js';

/** What the pages of disclosure records have in common. */
@Injectable()
export class RecordPages {
  constructor(
    private readonly agreements: AgreementService,
    private readonly signatories: AgreementQueries,
    private readonly reading: RecordReading,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the forms offer to choose from. */
  async offers({ partnershipId, agencyId }: Actor): Promise<RecordOffers> {
    const [lines, version] = await Promise.all([
      this.signatories.signatories(partnershipId),
      this.agreements.versionInForce(partnershipId),
    ]);
    return {
      agencies: lines.filter((one) => one.agencyId !== agencyId),
      purposes: version?.purposes ?? [],
      gateways: version?.gateways ?? [],
      today: londonDate(this.clock.now()),
    };
  }

  /** A record, opened, which is logged; a page of its own (404) where there is none for this person. */
  async opened(actor: Actor, id: string, act: Act, format: 'page' | 'pdf' = 'page'): Promise<OpenedRecord> {
    return this.denials.found(await this.reading.open(actor, id, format), actor, act, recordRefusals.noSuchRecord);
  }

  /** Shows a form again, with what was refused. */
  async refuse(response: Response, actor: Actor, page: FormPage, refusal: Refusal): Promise<void> {
    const explained = await this.shell.explain(refusal, actor);
    response.status(422).render('officers/form', refusedRecord(page, refusal, explained));
  }
}
