import { Body, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation } from '@nestjs/swagger';
import { SignInService } from '@broker/identity';
import { Public } from '../access/act.js';
import { TokenService } from '../access/token.service.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems } from '../documents/api-problems.js';
import { TokenDocument, TokenRequest } from '../documents/token.documents.js';
import { Anew } from '../idempotency/repeatable.js';
import { orThrow } from '../problems/or-throw.js';

/** Lets agencies' systems in. */
@ApiRoom('tokens')
export class TokensController {
  constructor(
    private readonly signIn: SignInService,
    private readonly tokens: TokenService,
  ) {}

  @Post()
  @Public()
  @Anew()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'issueToken',
    summary: 'Get a token for an officer’s email address and password',
    security: [],
  })
  @ApiCreatedResponse({ type: TokenDocument })
  @ApiProblems({ 400: 'A field is missing', 401: 'Wrong email or password', 403: 'No appointment', 429: 'Wait' })
  async issue(@Body() { email, password }: TokenRequest): Promise<TokenDocument> {
    const actor = orThrow(await this.signIn.identify(email, password));
    const { token, expiresAt } = await this.tokens.issue(actor);
    return { token, expiresAt: expiresAt.toISOString() };
  }
}
