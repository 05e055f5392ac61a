import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { AgreementService } from '@broker/agreement';
import { GatewayRegister, RequestSettings } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import * as documents from '../documents/gateway.documents.js';
import { gatewayDocument } from '../views/request.view.js';

const REFUSED = {
  409: 'The first request with this key is still under way',
  415: 'Not JSON',
  422: 'A rule of the agreement refuses it; or the key belongs to another request',
};

/** The register of gateways, and how requests are answered (ISA-12, ISA-30). */
@ApiRoom('gateways')
export class GatewaysController {
  constructor(
    private readonly register: GatewayRegister,
    private readonly settings: RequestSettings,
    private readonly agreements: AgreementService,
  ) {}

  @Get()
  @Act('gateway.view')
  @ApiOperation({ operationId: 'listGateways', summary: 'List the gateways: who may use which, and where that stands' })
  @ApiOkResponse({ type: [documents.GatewayDocument] })
  async list(@CurrentActor() { partnershipId }: Actor): Promise<documents.GatewayDocument[]> {
    const version = await this.agreements.versionInForce(partnershipId);
    const texts = Object.fromEntries((version?.gateways ?? []).map(({ id, text }) => [id, text]));
    return (await this.register.rules(partnershipId)).map((rule) => gatewayDocument(rule, texts));
  }

  @Post(':gateway/corrections')
  @Act('gateway.correct')
  @HttpCode(201)
  @ApiOperation({ operationId: 'correctGateway', summary: 'Correct a gateway from now on' })
  @ApiParam({ name: 'gateway', example: 'cda-115' })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async correct(
    @CurrentActor() actor: Actor,
    @Param('gateway') gateway: string,
    @Body() { reason, ...change }: documents.GatewayCorrectionRequest,
  ): Promise<CreatedDocument> {
    const { id } = orThrow(await this.register.correct(actor, gateway, change, reason));
    return { id, href: `${API_PATH}/gateways` };
  }

  @Get('standard')
  @Act('gateway.view')
  @ApiOperation({ operationId: 'readRequestStandard', summary: 'How long answers to requests take, in working days' })
  @ApiOkResponse({ type: documents.RequestStandardDocument })
  async standard(@CurrentActor() { partnershipId }: Actor): Promise<documents.RequestStandardDocument> {
    const { isChanged: _, ...days } = await this.settings.standard(partnershipId);
    return days;
  }

  @Post('standard')
  @Act('request.standard')
  @HttpCode(200)
  @ApiOperation({ operationId: 'changeRequestStandard', summary: 'Change how long answers to requests take' })
  @ApiOkResponse({ type: documents.RequestStandardDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async changeStandard(
    @CurrentActor() actor: Actor,
    @Body() standard: documents.RequestStandardDocument,
  ): Promise<documents.RequestStandardDocument> {
    return orThrow(await this.settings.changeStandard(actor, standard));
  }

  @Get('four-eyes')
  @Act('request.view')
  @ApiOperation({ operationId: 'readFourEyes', summary: 'When a second officer of your agency must agree' })
  @ApiOkResponse({ type: documents.FourEyesDocument })
  async fourEyes(@CurrentActor() { partnershipId, agencyId }: Actor): Promise<documents.FourEyesDocument> {
    return { rule: await this.settings.fourEyesOf(partnershipId, agencyId) };
  }

  @Post('four-eyes')
  @Act('request.four-eyes')
  @HttpCode(200)
  @ApiOperation({ operationId: 'changeFourEyes', summary: 'Change when a second officer of your agency must agree' })
  @ApiOkResponse({ type: documents.FourEyesDocument })
  @ApiRepeatable()
  @ApiProblems(REFUSED)
  async changeFourEyes(
    @CurrentActor() actor: Actor,
    @Body() { rule }: documents.FourEyesDocument,
  ): Promise<documents.FourEyesDocument> {
    return { rule: orThrow(await this.settings.changeFourEyes(actor, rule)) };
  }
}
