import { Get, Inject, Param, Render } from '@nestjs/common';
import { AuthorisationService, PartnerQueries } from '@broker/agreement';
import { noSuchAgency, OfficerQueries, type Act as ActName, type Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentPartner, type PartnerPage } from './partner.presenter.js';
import { presentPartners, type PartnersPage } from './partners.presenter.js';

/** How the partners keep the agreement, and each agency by itself (ISA-20 to ISA-22). */
@Page()
export class PartnersController {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly partners: PartnerQueries,
    private readonly officers: OfficerQueries,
    private readonly denials: DenialService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.partners.pattern)
  @Act('partner.view')
  @Render('partners/partners')
  async board(@CurrentActor() actor: Actor): Promise<PartnersPage> {
    return presentPartners(await this.partners.board(actor.partnershipId, londonDate(this.clock.now())));
  }

  @Get(paths.partner.pattern)
  @Act('partner.view')
  @Render('partners/partner')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<PartnerPage> {
    const on = londonDate(this.clock.now());
    const found = await this.partners.partner(actor.partnershipId, id, on);
    const partner = await this.denials.found(found, actor, 'partner.view', noSuchAgency);
    const place = { partnershipId: actor.partnershipId, agencyId: id };
    const may = async (act: ActName): Promise<boolean> => (await this.authorisation.mayAct(actor, act)).ok;
    const isOpen = actor.agencyId === id || actor.role === 'partnership-manager';
    return presentPartner({
      partner,
      actor,
      on,
      officers: await this.officers.officers(place),
      absences: await this.officers.absences(place, on),
      trainings: await this.officers.trainings(place),
      registrations: await this.officers.registrations(place),
      toolkit: await this.officers.toolkit(place),
      may: {
        nominate: isOpen && (await may('officer.nominate')),
        train: isOpen && (await may('officer.train')),
        register: await may('registration.record'),
        folder: await may('folder.view'),
        audit: await may('folder.audit'),
      },
    });
  }
}
