import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AgreementQueries, AgreementService, noSuchVersion, SigningService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { dateText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import { presentSigning, type SigningFields } from './signing.presenter.js';

/** The signature of an agency under one exact text. */
@Page()
export class SigningController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
    private readonly signing: SigningService,
    private readonly denials: DenialService,
    private readonly shell: ShellService,
  ) {}

  @Get(paths.agreementSigning.pattern)
  @Act('agreement.sign')
  @Render('agreement/sign')
  async ask(@Param('version') number: string, @CurrentActor() actor: Actor) {
    return this.page(number, actor);
  }

  @Post(paths.agreementSigning.pattern)
  @Act('agreement.sign')
  async sign(
    @Param('version') number: string,
    @Body() form: Form,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const fields = {
      postHeld: textOf(form, 'postHeld'),
      signedName: textOf(form, 'signedName'),
      adopts: textOf(form, 'adopts') === 'yes',
    };
    const page = await this.page(number, actor, fields);
    const textSha256 = textOf(form, 'textSha256');
    const signed = await this.signing.sign(actor, { ...fields, version: Number(number), textSha256 });
    if (signed.ok) return response.redirect(303, paths.agreementSigned({ version: number }));
    const href = `#${FIELDS[signed.refusal.code] ?? 'main-content'}`;
    response.status(422).render('agreement/sign', {
      ...page,
      refusal: await this.shell.explain(signed.refusal, actor),
      errors: [{ text: signed.refusal.message, href }],
      errorOf: { [href.slice(1)]: { text: signed.refusal.message } },
    });
  }

  @Get(paths.agreementSigned.pattern)
  @Act('agreement.view')
  @Render('agreement/signed')
  async signed(@Param('version') number: string, @CurrentActor() actor: Actor) {
    const version = await this.found(number, actor);
    const lines = await this.queries.signatories(actor.partnershipId);
    const ours = lines.find(({ agencyId }) => agencyId === actor.agencyId) ?? null;
    const signed = ours?.version === version.version ? ours : null;
    const line = await this.denials.found(signed, actor, 'agreement.view', noSuchVersion);
    return {
      number: version.version,
      agency: line.agency,
      post: line.postHeld,
      on: line.signedAt && dateText(line.signedAt),
      sha256: version.textSha256,
      waiting: lines.filter((one) => one.version !== version.version).map(({ agency }) => agency),
    };
  }

  private async page(number: string, actor: Actor, fields?: SigningFields) {
    const names = await this.queries.namesOf(actor.appointmentId);
    return presentSigning(await this.found(number, actor), names, fields);
  }

  private async found(number: string, actor: Actor) {
    const version = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;
    const found = await this.agreements.version(actor.partnershipId, version);
    return this.denials.found(found, actor, 'agreement.sign', noSuchVersion);
  }
}

/** The field that a refusal is about. */
const FIELDS: Record<string, string> = {
  'agreement/post-missing': 'postHeld',
  'agreement/name-missing': 'signedName',
  'agreement/adoption-missing': 'adopts',
};
