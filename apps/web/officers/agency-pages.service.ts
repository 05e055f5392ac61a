import { Inject, Injectable } from '@nestjs/common';
import { PartnerQueries, type PartnerLine } from '@broker/agreement';
import {
  isInPost,
  noSuchAgency,
  noSuchNomination,
  OfficerQueries,
  type Act,
  type Actor,
  type OfficerLine,
} from '@broker/identity';
import { CLOCK, londonDate, type Clock, type LocalDate, type Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { refusedForm, type FormPage } from './form.presenter.js';

/** A nomination with the agency that it is of and the people beside it. */
export interface NominationPlace {
  partner: PartnerLine;
  line: OfficerLine;
  colleagues: OfficerLine[];
}

/** What the pages about officers have in common: finding the agency, and answering a form that was refused. */
@Injectable()
export class AgencyPages {
  constructor(
    private readonly partners: PartnerQueries,
    private readonly officers: OfficerQueries,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Today in London. */
  get today(): LocalDate {
    return londonDate(this.clock.now());
  }

  /** A signatory of the actor's partnership; refuses with a page of its own (404) when there is none. */
  async partner(actor: Actor, agencyId: string, act: Act): Promise<PartnerLine> {
    const found = await this.partners.partner(actor.partnershipId, agencyId, this.today);
    return this.denials.found(found, actor, act, noSuchAgency);
  }

  /** Those who hold a post of an agency today. */
  async colleagues({ partnershipId }: Actor, agencyId: string): Promise<OfficerLine[]> {
    const lines = await this.officers.officers({ partnershipId, agencyId });
    return lines.filter((line) => isInPost(line, this.today));
  }

  /** A nomination that is not over; refuses with a page of its own (404) when there is none. */
  async nomination(actor: Actor, agencyId: string, appointmentId: string): Promise<NominationPlace> {
    const partner = await this.partner(actor, agencyId, 'officer.nominate');
    const lines = await this.officers.officers({ partnershipId: actor.partnershipId, agencyId });
    const open = lines.find(
      (one) => one.appointmentId === appointmentId && (one.endedOn === null || one.endedOn >= this.today),
    );
    const line = await this.denials.found(open ?? null, actor, 'officer.nominate', noSuchNomination);
    return { partner, line, colleagues: lines.filter((one) => isInPost(one, this.today)) };
  }

  /** Shows a form again, with what was refused. */
  async refuse(
    response: Response,
    actor: Actor,
    page: FormPage,
    refusal: Refusal,
    places: Readonly<Record<string, string>>,
  ): Promise<void> {
    const explained = await this.shell.explain(refusal, actor);
    response.status(422).render('officers/form', refusedForm(page, refusal, explained, places));
  }
}
