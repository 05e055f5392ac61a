import { Get } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { OpenApiDescription } from '../documents/openapi-description.js';

/** The interface's description of itself. */
@ApiExcludeController()
@ApiRoom('openapi.json')
export class OpenApiController {
  constructor(private readonly description: OpenApiDescription) {}

  @Get()
  @Public()
  read(): OpenAPIObject {
    return this.description.read();
  }
}
