import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import type { Refusal, Result } from '@broker/kernel';
import { WebhookService } from '@broker/notices';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentWebhooks, type WebhooksPage } from './webhooks.presenter.js';

/** The addresses of an agency's own systems that are told of its notices. */
@Page()
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.webhooks.pattern)
  @Act('webhook.manage')
  @Render('notices/webhooks')
  show(@CurrentActor() actor: Actor): Promise<WebhooksPage> {
    return this.page(actor);
  }

  /** Answers with the secret: it is shown this once, so there is no page to go back to. */
  @Post(paths.webhooks.pattern)
  @Act('webhook.manage')
  async register(
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const address = typeof form?.['address'] === 'string' ? form['address'] : '';
    const registered = await this.webhooks.register(actor, address);
    const page = await this.page(actor);
    if (registered.ok) {
      response.status(201).render('notices/webhooks', { ...page, secret: registered.value.secret });
      return;
    }
    response.status(422).render('notices/webhooks', {
      ...page,
      address,
      errors: [{ text: registered.refusal.message, href: '#address' }],
      refusal: await this.shell.explain(registered.refusal, actor),
    });
  }

  @Post(paths.webhookTest.pattern)
  @Act('webhook.manage')
  async test(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.done(await this.webhooks.test(actor, id), actor, response);
  }

  @Post(paths.webhookOn.pattern)
  @Act('webhook.manage')
  async switchOn(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.done(await this.webhooks.switchOn(actor, id), actor, response);
  }

  @Post(paths.webhookRemoval.pattern)
  @Act('webhook.manage')
  async remove(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.done(await this.webhooks.remove(actor, id), actor, response);
  }

  private async done(result: Result<string>, actor: Actor, response: Response): Promise<void> {
    const refusal: Refusal | null = result.ok ? null : result.refusal;
    if (refusal) await this.denials.found(null, actor, 'webhook.manage', refusal);
    response.redirect(303, paths.webhooks({}));
  }

  private async page(actor: Actor): Promise<WebhooksPage> {
    return presentWebhooks(await this.webhooks.list(actor));
  }
}
