import { Get, Param, Query, Req, Res } from '@nestjs/common';
import { ProviderService } from '@broker/identity';
import { isUUID } from 'class-validator';
import type { Response } from 'express';
import { localPath, paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import type { PageRequest } from '../shell/page-request.js';
import { EntranceService } from './entrance.service.js';
import { SignInCookies } from './session-cookie.js';
import { SiteService } from './site.service.js';

/** Signing in through an agency's own organisation. */
@Page()
export class ProviderSignInController {
  constructor(
    private readonly providers: ProviderService,
    private readonly entrance: EntranceService,
    private readonly cookies: SignInCookies,
    private readonly site: SiteService,
  ) {}

  /** Sends the person there. `again` asks that they sign in there anew, for what needs a fresh proof. */
  @Get(paths.signInProvider.pattern)
  @Public()
  async begin(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const begun = await this.providers.begin(idOf(id), this.wayBack(request, id), query['again'] === 'yes');
    if (!begun.ok) throw new PageRefused(404, begun.refusal);
    this.cookies.set(response, 'attempt', begun.value.attempt);
    this.cookies.set(response, 'next', localPath(query['next']));
    response.redirect(303, begun.value.address);
  }

  /** Takes the person back. */
  @Get(paths.signInProviderAnswer.pattern)
  @Public()
  async finish(@Param('id') id: string, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const answer = new URL(request.originalUrl, this.site.of(request).origin);
    const attempt = this.cookies.read(request, 'attempt');
    const next = this.cookies.read(request, 'next');
    this.cookies.clear(response, 'attempt');
    const result = await this.providers.finish(idOf(id), attempt, answer, this.cookies.originOf(request));
    if (!result.ok) throw new PageRefused(403, result.refusal);
    await this.entrance.goOn(request, response, result.value, next);
  }

  private wayBack(request: PageRequest, id: string): string {
    return `${this.site.of(request).origin}${paths.signInProviderAnswer({ id })}`;
  }
}

/** An id that no provider has, where an address holds none. */
const idOf = (text: string): string => (isUUID(text) ? text : '00000000-0000-0000-0000-000000000000');
