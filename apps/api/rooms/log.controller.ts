import { Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces } from '@nestjs/swagger';
import { mayShowEvidence } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { RefusedError, type Refusal } from '@broker/kernel';
import { LogFilesService } from '@broker/ledger';
import type { Response } from 'express';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems } from '../documents/api-problems.js';

const FOR_EVER = 'private, max-age=31536000, immutable';
const TEXT = { 'text/plain': { schema: { type: 'string' as const } } };
const OCTETS = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
const INDEX = {
  name: 'path',
  description:
    'The tile’s number in groups of three digits, all but the last after an x; a partial one ends in .p/<width>.',
  schema: { type: 'string' as const },
  example: 'x001/234.p/17',
};

/** The log as files, laid out as tlog-tiles has them, so that other people's tools can read it. */
@ApiRoom('log')
export class LogController {
  constructor(private readonly files: LogFilesService) {}

  @Get('checkpoint')
  @Act('ledger.view')
  @ApiOperation({
    operationId: 'readLogCheckpoint',
    summary: 'Read the newest checkpoint of the log',
    description:
      'A signed note: name of the log, number of entries, root hash; the signature of the log and those of its witnesses.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The checkpoint.', content: TEXT })
  @ApiProblems({ 404: 'No checkpoint was signed yet' })
  async checkpoint(@Res() response: Response): Promise<void> {
    response.type('text/plain').send(Buffer.from(there(await this.files.checkpoint())));
  }

  @Get('tile/entries/*path')
  @Act('log.read')
  @ApiOperation({
    operationId: 'readLogEntries',
    summary: 'Read up to 256 entries of the log',
    description:
      'Each entry after its length in two bytes. One that is not yours to see has length 0; its hash stands in the tile of hashes.',
  })
  @ApiParam(INDEX)
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The entries.', content: OCTETS })
  @ApiProblems({ 404: 'No checkpoint covers so many entries' })
  async entries(
    @CurrentActor() actor: Actor,
    @Param('path') path: string | string[],
    @Res() response: Response,
  ): Promise<void> {
    const address = `tile/entries/${[path].flat().join('/')}`;
    const bundle = await this.files.entries(address, (leaf) => mayShowEvidence(leaf, actor));
    response.type('application/octet-stream').send(Buffer.from(there(bundle)));
  }

  @Get('tile/:level/*path')
  @Act('ledger.view')
  @ApiOperation({ operationId: 'readLogTile', summary: 'Read up to 256 hashes of the log’s tree' })
  @ApiParam({
    name: 'level',
    schema: { type: 'integer' },
    description: '0 holds the hashes of the entries.',
    example: 0,
  })
  @ApiParam(INDEX)
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The hashes, 32 bytes each.', content: OCTETS })
  @ApiProblems({ 404: 'No checkpoint covers such a tile' })
  async tile(
    @Param('level') level: string,
    @Param('path') path: string | string[],
    @Res() response: Response,
  ): Promise<void> {
    const hashes = await this.files.hashes(`tile/${level}/${[path].flat().join('/')}`);
    response
      .set('Cache-Control', FOR_EVER)
      .type('application/octet-stream')
      .send(Buffer.from(there(hashes)));
  }
}

function there<T>(thing: T | null): T {
  if (thing === null) throw new RefusedError(noSuchTile);
  return thing;
}

const noSuchTile: Refusal = {
  code: 'ledger/no-such-tile',
  clause: 'ISA-22',
  message: 'The log of the newest checkpoint has no such file.',
  mend: 'Read the checkpoint first: its size says which tiles there are.',
};
