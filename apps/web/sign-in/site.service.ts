import { Inject, Injectable } from '@nestjs/common';
import type { Site } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';
import type { Request } from 'express';

/** Where the pages stand: what links begin with, and what passkeys are made for. */
@Injectable()
export class SiteService {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'production' | 'publicUrl'>) {}

  /** In production as it is configured, for a request could name any host; otherwise as the request names it. */
  of(request: Request): Site {
    const { production, publicUrl } = this.config;
    const { origin, hostname } = new URL(production ? publicUrl : `${request.protocol}://${request.get('host')}`);
    return { origin, rpId: hostname };
  }
}
