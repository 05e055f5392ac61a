import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { RegisterQueries } from '@broker/exchange';
import { Public } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { RegisterDocument } from '../documents/register.documents.js';

/** The public register: which agreements are in force, who has signed them, and what flows. Names no person. */
@ApiRoom('register')
export class RegisterController {
  constructor(private readonly register: RegisterQueries) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'readRegister', summary: 'Read the public register of agreements', security: [] })
  @ApiOkResponse({ type: RegisterDocument })
  async read(): Promise<RegisterDocument> {
    const entries = await this.register.read();
    return {
      items: entries.map(({ publishedAt, ...entry }) => ({
        ...entry,
        publishedAt: publishedAt?.toISOString() ?? null,
      })),
    };
  }
}
