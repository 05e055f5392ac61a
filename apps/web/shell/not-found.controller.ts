import { All, Next, NotFoundException, Req } from '@nestjs/common';
import type { NextFunction, Request } from 'express';
import { isPagePath } from '../paths.js';
import { Page, Public } from './act.decorator.js';

/** Every address that is none. Stands last among the controllers; what is not a page's is left to others. */
@Page()
export class NotFoundController {
  @All('*path')
  @Public()
  show(@Req() request: Request, @Next() next: NextFunction): void {
    if (isPagePath(request.path)) throw new NotFoundException();
    next();
  }
}
