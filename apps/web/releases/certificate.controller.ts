import { Get, Param, Res } from '@nestjs/common';
import { certificateFileName, ExchangeQueries, noSuchRelease, ReleaseCertificateService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';

/** The certificate of a release, as a file. */
@Page()
export class CertificateController {
  constructor(
    private readonly exchange: ExchangeQueries,
    private readonly certificates: ReleaseCertificateService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.certificate.pattern)
  @Act('release.view')
  async download(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const found = await this.exchange.release(actor.partnershipId, id);
    const release = await this.denials.found(found, actor, 'release.view', noSuchRelease);
    const certificate = await this.certificates.certificateOf(actor.partnershipId, release);
    response
      .attachment(certificateFileName(release))
      .type('json')
      .send(JSON.stringify(certificate, null, 2));
  }
}
