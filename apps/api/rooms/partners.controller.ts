import { Body, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { PartnerQueries } from '@broker/agreement';
import {
  NominationService,
  noSuchAgency,
  OfficerQueries,
  RequestsFolder,
  TrainingService,
  type Actor,
} from '@broker/identity';
import { CLOCK, londonDate, orThrow, RefusedError, type Clock } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import {
  FolderDocument,
  MadeDocument,
  NominationDocument,
  NominationRequest,
  PartnerDocument,
  PartnerListDocument,
  TrainingRequest,
} from '../documents/partner.documents.js';
import { ShownOnce } from '../idempotency/repeatable.js';
import { folderDocument, nominationDocument, officerDocument, partnerLine } from '../views/partner.view.js';

const REFUSED = {
  404: 'No such agency of your partnership',
  409: 'It overlaps with another nomination, or the first request with this key is still under way',
  415: 'Not JSON',
  422: 'Refused by a rule of the agreement; or the key belongs to another request',
};

/** How the partners keep the agreement; filling posts and recording training at an agency. */
@ApiRoom('partners')
export class PartnersController {
  constructor(
    private readonly partners: PartnerQueries,
    private readonly officers: OfficerQueries,
    private readonly nominations: NominationService,
    private readonly trainings: TrainingService,
    private readonly folder: RequestsFolder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Act('partner.view')
  @ApiOperation({ operationId: 'listPartners', summary: 'List every signatory with how it keeps the agreement today' })
  @ApiOkResponse({ type: PartnerListDocument })
  async list(@CurrentActor() actor: Actor): Promise<PartnerListDocument> {
    const board = await this.partners.board(actor.partnershipId, londonDate(this.clock.now()));
    return { items: board.map(partnerLine) };
  }

  @Get(':id')
  @Act('partner.view')
  @ApiOperation({ operationId: 'readPartner', summary: 'Read one signatory with everybody who holds a post of it' })
  @ApiIdParam()
  @ApiOkResponse({ type: PartnerDocument })
  @ApiProblems({ 404: 'No such agency of your partnership' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PartnerDocument> {
    const found = await this.partners.partner(actor.partnershipId, id, londonDate(this.clock.now()));
    if (!found) throw new RefusedError(noSuchAgency);
    const officers = await this.officers.officers({ partnershipId: actor.partnershipId, agencyId: id });
    return Object.assign(partnerLine(found), { officers: officers.map(officerDocument) });
  }

  @Get(':id/requests-folder')
  @Act('folder.audit')
  @ApiOperation({
    operationId: 'auditFolder',
    summary: 'Take out the requests folder of any agency of the partnership, as auditor',
    description: 'Each time is recorded in the ledger.',
  })
  @ApiIdParam()
  @ApiOkResponse({ type: FolderDocument })
  @ApiProblems({ 404: 'No such agency of your partnership' })
  async audit(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FolderDocument> {
    const found = await this.partners.partner(actor.partnershipId, id, londonDate(this.clock.now()));
    if (!found) throw new RefusedError(noSuchAgency);
    return folderDocument(await this.folder.takeOut(actor, 'json', id));
  }

  @Post(':id/nominations')
  @Act('officer.nominate')
  @HttpCode(201)
  @ShownOnce('invitation')
  @ApiOperation({ operationId: 'nominateOfficer', summary: 'Nominate somebody for a post of the agency' })
  @ApiIdParam()
  @ApiCreatedResponse({ type: NominationDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async nominate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { role, name, email, startsOn, endsOn, deputyId }: NominationRequest,
  ): Promise<NominationDocument> {
    const asked = { agencyId: id, role, name, email, startsOn, endsOn, deputyId };
    return nominationDocument(orThrow(await this.nominations.nominate(actor, asked)));
  }

  @Post(':id/trainings')
  @Act('officer.train')
  @HttpCode(201)
  @ApiOperation({ operationId: 'recordTraining', summary: 'Record a course that an officer of the agency has taken' })
  @ApiIdParam()
  @ApiCreatedResponse({ type: MadeDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async train(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { officerId, course, heldOn, expiresOn }: TrainingRequest,
  ): Promise<MadeDocument> {
    return orThrow(await this.trainings.record(actor, { agencyId: id, officerId, course, heldOn, expiresOn }));
  }
}
