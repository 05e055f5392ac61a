import { Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { SigningKeyService } from '@broker/identity';
import { Public } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { KeySetDocument } from '../documents/token.documents.js';

/** The public keys that verify access tokens. */
@ApiRoom('.well-known')
export class KeysController {
  constructor(private readonly keys: SigningKeyService) {}

  @Get('jwks.json')
  @Public()
  @Header('Cache-Control', 'public, max-age=300')
  @ApiOperation({
    operationId: 'readKeys',
    summary: 'Read the public keys that verify tokens of this broker (RFC 7517)',
    security: [],
  })
  @ApiOkResponse({ type: KeySetDocument })
  async read(): Promise<KeySetDocument> {
    return { keys: await this.keys.published() };
  }
}
