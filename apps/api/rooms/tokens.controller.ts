import { Body, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { MachineTokenQueries, MachineTokenService, noSuchProgram, SignInService, type Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import type { Request } from 'express';
import { Act, CurrentActor, Public } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { TokenService } from '../access/token.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { PageQuery } from '../documents/page.documents.js';
import {
  EndedDocument,
  ProgramDocument,
  ProgramPageDocument,
  RefreshRequest,
  TokenDocument,
  TokenRequest,
} from '../documents/token.documents.js';
import { Anew } from '../idempotency/repeatable.js';
import { pageOf } from '../views/hrefs.js';
import { programDocument, tokenDocument } from '../views/token.view.js';

const NAME = 'Signed in with a password';

/** Lets agencies' systems in, renews their access and ends it. */
@ApiRoom('tokens')
export class TokensController {
  constructor(
    private readonly signIn: SignInService,
    private readonly tokens: TokenService,
    private readonly programs: MachineTokenService,
    private readonly queries: MachineTokenQueries,
    private readonly own: OwnRecords,
  ) {}

  @Post()
  @Public()
  @Anew()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'issueToken',
    summary: 'Get tokens for an officer’s email address and password',
    security: [],
  })
  @ApiCreatedResponse({ type: TokenDocument })
  @ApiProblems({
    400: 'A field is missing',
    401: 'Wrong email, password or code; or a code is needed (identity/second-factor-needed)',
    403: 'No appointment, or a scope that your role does not have',
    422: 'A scope, the name or the days are not as they should be',
    429: 'Wait',
  })
  async issue(
    @Body() { email, password, code, name = NAME, scopes, days }: TokenRequest,
    @Req() { ip }: Request,
  ): Promise<TokenDocument> {
    const actor = orThrow(await this.signIn.identify(email, password, { code, origin: { address: ip } }));
    return tokenDocument(orThrow(await this.tokens.issue(actor, { name, scopes, days })));
  }

  @Post('refresh')
  @Public()
  @Anew()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'refreshToken',
    summary: 'Get the next tokens for a refresh token, which is then used up',
    description:
      'A refresh token is good once. Using one a second time ends its program with all its tokens, even when both uses come at the same ' +
      'time: keep the next one before you do anything else, and let one process refresh at a time.',
    security: [],
  })
  @ApiCreatedResponse({ type: TokenDocument })
  @ApiProblems({ 400: 'A field is missing', 401: 'Not a refresh token, used before, or its program has ended' })
  async refresh(@Body() { refreshToken }: RefreshRequest): Promise<TokenDocument> {
    return tokenDocument(orThrow(await this.tokens.refresh(refreshToken)));
  }

  @Post('end')
  @Public()
  @Anew()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'giveTokenBack',
    summary: 'End a program by a refresh token of it',
    description: 'For a program that is done. A person ends one with DELETE /api/v1/tokens/{id} or on the pages.',
    security: [],
  })
  @ApiOkResponse({ type: EndedDocument })
  @ApiProblems({ 400: 'A field is missing', 401: 'Not a refresh token of this broker' })
  async giveBack(@Body() { refreshToken }: RefreshRequest): Promise<EndedDocument> {
    return { id: orThrow(await this.programs.giveBack(refreshToken)) };
  }

  @Get()
  @Act('token.view')
  @ApiOperation({
    operationId: 'listTokens',
    summary: 'List the programs that act for you or, as data steward or signing officer, for your agency',
  })
  @ApiOkResponse({ type: ProgramPageDocument })
  @ApiProblems({ 400: 'Not understood' })
  async list(@CurrentActor() actor: Actor, @Query() { limit, offset }: PageQuery): Promise<ProgramPageDocument> {
    const read = await this.queries.programs(actor, { limit: limit + 1, offset });
    const { items, next } = pageOf(read, `${API_PATH}/tokens`, { limit, offset });
    return { items: items.map(programDocument), next };
  }

  @Delete(':id')
  @Act('token.end')
  @ApiOperation({ operationId: 'endToken', summary: 'End a program: none of its tokens is taken any more' })
  @ApiIdParam()
  @ApiOkResponse({ type: ProgramDocument })
  @ApiProblems({ 404: 'No such program of yours' })
  async end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ProgramDocument> {
    const ended = await this.programs.end(actor, id);
    const program = ended.ok ? await this.queries.program(actor, id) : null;
    return program ? programDocument(program) : this.own.refuse(actor, 'token.end', noSuchProgram);
  }
}
