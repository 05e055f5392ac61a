import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AbsenceService, NominationService, RegistrationService, RequestsFolder, type Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import {
  AbsenceDocument,
  AbsenceRequest,
  DeputyRequest,
  FolderDocument,
  MadeDocument,
  NominationEndRequest,
  RegistrationRequest,
} from '../documents/partner.documents.js';
import { folderDocument } from '../views/partner.view.js';

const REFUSED = {
  404: 'No such nomination of your partnership',
  409: 'It is over or overlaps with another, or the first request with this key is still under way',
  415: 'Not JSON',
  422: 'Refused by a rule of the agreement; or the key belongs to another request',
};

/** Changing nominations, and what an agency’s own officers keep. */
@ApiRoom('officers')
export class OfficersController {
  constructor(
    private readonly nominations: NominationService,
    private readonly absences: AbsenceService,
    private readonly registrations: RegistrationService,
    private readonly folder: RequestsFolder,
  ) {}

  @Post('nominations/:id/end')
  @Act('officer.nominate')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endNomination', summary: 'Give a nomination its last day, or take it back' })
  @ApiIdParam()
  @ApiOkResponse({ type: MadeDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { endsOn }: NominationEndRequest,
  ): Promise<MadeDocument> {
    orThrow(await this.nominations.end(actor, id, endsOn));
    return { id };
  }

  @Post('nominations/:id/deputy')
  @Act('officer.nominate')
  @HttpCode(200)
  @ApiOperation({ operationId: 'nameDeputy', summary: 'Name who stands in for an officer, or nobody' })
  @ApiIdParam()
  @ApiOkResponse({ type: MadeDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async nameDeputy(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { deputyId }: DeputyRequest,
  ): Promise<MadeDocument> {
    return orThrow(await this.nominations.nameDeputy(actor, id, deputyId));
  }

  @Post('absences')
  @Act('officer.absence')
  @HttpCode(201)
  @ApiOperation({ operationId: 'stateAbsence', summary: 'State that an officer of your agency is away' })
  @ApiCreatedResponse({ type: AbsenceDocument })
  @ApiRepeatable()
  @ApiProblems({ 409: REFUSED[409], 415: REFUSED[415], 422: REFUSED[422] })
  async stateAbsence(@CurrentActor() actor: Actor, @Body() asked: AbsenceRequest): Promise<AbsenceDocument> {
    return orThrow(await this.absences.state(actor, asked));
  }

  @Post('registrations')
  @Act('registration.record')
  @HttpCode(201)
  @ApiOperation({ operationId: 'recordRegistration', summary: 'Record your agency’s data protection registration' })
  @ApiCreatedResponse({ type: MadeDocument })
  @ApiRepeatable()
  @ApiProblems({ 409: REFUSED[409], 415: REFUSED[415], 422: REFUSED[422] })
  async register(
    @CurrentActor() actor: Actor,
    @Body() { number, expiresOn, exemptReason }: RegistrationRequest,
  ): Promise<MadeDocument> {
    const asked = number === null ? { exemptReason: exemptReason ?? '' } : { number, expiresOn: expiresOn ?? '' };
    return orThrow(await this.registrations.record(actor, asked));
  }

  @Get('requests-folder')
  @Act('folder.view')
  @ApiOperation({
    operationId: 'takeOutFolder',
    summary: 'Take out your agency’s requests folder',
    description: 'Each time is recorded in the ledger.',
  })
  @ApiOkResponse({ type: FolderDocument })
  async takeOut(@CurrentActor() actor: Actor): Promise<FolderDocument> {
    return folderDocument(await this.folder.takeOut(actor, 'json'));
  }
}
