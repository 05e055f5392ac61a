import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { PasskeyService, type Actor } from '@broker/identity';
import { isUUID } from 'class-validator';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { PageRefused } from '../shell/page-errors.js';
import { browserWords } from '../sign-in/browser-words.js';
import { SiteService } from '../sign-in/site.service.js';

const VIEW = 'account/passkeys';

/** An id that no passkey has, where an address holds none. */
const NO_PASSKEY = '00000000-0000-0000-0000-000000000000';

/** Passkeys: added, and taken away. */
@Page()
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeyService,
    private readonly site: SiteService,
  ) {}

  @Get(paths.accountPasskeys.pattern)
  @Act('account.change')
  show(@Req() request: PageRequest, @Res() response: Response): void {
    response.render(VIEW, { name: browserWords(request.get('user-agent')), ...formFaults({}) });
  }

  /** What the browser needs to make a passkey. */
  @Get(paths.accountPasskeyOptions.pattern)
  @Act('account.change')
  async options(@CurrentActor() actor: Actor, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    response.json(await this.passkeys.beginAdding(actor, this.site.of(request)));
  }

  @Post(paths.accountPasskeys.pattern)
  @Act('account.change')
  async add(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const [name, made] = [textOf(form, 'name'), textOf(form, 'response')];
    const given = { attempt: textOf(form, 'attempt'), response: made, name };
    const added = await this.passkeys.add(actor, given, this.site.of(request));
    if (!added.ok) {
      const faults = formFaults({ name: refusalSentence(added.refusal) });
      return response.status(400).render(VIEW, { name, ...faults });
    }
    const { recoveryCodes } = added.value;
    if (recoveryCodes) response.render('account/recovery-codes', { codes: recoveryCodes, isFirst: true });
    else response.redirect(303, paths.account({}));
  }

  @Post(paths.accountPasskeyRemoval.pattern)
  @Act('account.change')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const removed = await this.passkeys.remove(actor, isUUID(id) ? id : NO_PASSKEY);
    if (!removed.ok) throw new PageRefused(404, removed.refusal);
    response.redirect(303, paths.account({}));
  }
}
