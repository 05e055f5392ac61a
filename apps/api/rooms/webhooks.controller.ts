import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Actor } from '@broker/identity';
import { orThrow, type Result } from '@broker/kernel';
import { WebhookService, type Webhook } from '@broker/notices';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import {
  NewWebhookDocument,
  WebhookChangedDocument,
  WebhookPageDocument,
  WebhookRequest,
  type WebhookDocument,
} from '../documents/webhook.documents.js';
import { Anew } from '../idempotency/repeatable.js';

const REPEATED = {
  409: 'The first request with this key is still under way',
  415: 'Not JSON',
  422: 'The key belongs to another request',
};

/** The addresses of an agency's own systems that are told of its notices. */
@ApiRoom('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookService,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('webhook.manage')
  @ApiOperation({ operationId: 'listWebhooks', summary: 'List the webhooks of your agency, the oldest first' })
  @ApiOkResponse({ type: WebhookPageDocument })
  async list(@CurrentActor() actor: Actor): Promise<WebhookPageDocument> {
    return { items: (await this.webhooks.list(actor)).map(webhookDocument), next: null };
  }

  @Post()
  @Act('webhook.manage')
  @Anew()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'registerWebhook',
    summary: 'Register an address that is told of your agency’s notices',
    description:
      'The secret is told once and never kept in an answer, so a repetition registers anew and is refused as a double.',
  })
  @ApiCreatedResponse({ type: NewWebhookDocument })
  @ApiProblems({ 400: 'No address', 415: 'Not JSON', 422: 'Not https, not public, registered before, or one too many' })
  async register(@CurrentActor() actor: Actor, @Body() { address }: WebhookRequest): Promise<NewWebhookDocument> {
    return orThrow(await this.webhooks.register(actor, address));
  }

  @Post(':id/test')
  @Act('webhook.manage')
  @HttpCode(200)
  @ApiOperation({ operationId: 'testWebhook', summary: 'Have a webhook called with a test' })
  @ApiIdParam()
  @ApiNoParticulars()
  @ApiOkResponse({ type: WebhookChangedDocument })
  @ApiRepeatable()
  @ApiProblems({ 404: 'No such webhook of your agency', ...REPEATED })
  async test(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<WebhookChangedDocument> {
    return this.changed(actor, await this.webhooks.test(actor, id));
  }

  @Post(':id/on')
  @Act('webhook.manage')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'switchOnWebhook',
    summary: 'Switch a webhook on again that was switched off for failing',
  })
  @ApiIdParam()
  @ApiNoParticulars()
  @ApiOkResponse({ type: WebhookChangedDocument })
  @ApiRepeatable()
  @ApiProblems({ 404: 'No such webhook of your agency', ...REPEATED })
  async switchOn(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<WebhookChangedDocument> {
    return this.changed(actor, await this.webhooks.switchOn(actor, id));
  }

  @Delete(':id')
  @Act('webhook.manage')
  @ApiOperation({ operationId: 'removeWebhook', summary: 'Take a webhook back; what still waits for it is dropped' })
  @ApiIdParam()
  @ApiOkResponse({ type: WebhookChangedDocument })
  @ApiProblems({ 404: 'No such webhook of your agency' })
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<WebhookChangedDocument> {
    return this.changed(actor, await this.webhooks.remove(actor, id));
  }

  private changed(actor: Actor, result: Result<string>): Promise<WebhookChangedDocument> | WebhookChangedDocument {
    return result.ok ? { id: result.value } : this.own.refuse(actor, 'webhook.manage', result.refusal);
  }
}

const webhookDocument = ({ id, address, state, registeredAt, lastSuccessAt, lastFault }: Webhook): WebhookDocument => ({
  id,
  address,
  state: state === 'on' ? 'on' : 'off',
  registeredAt: registeredAt.toISOString(),
  lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
  lastFault,
});
