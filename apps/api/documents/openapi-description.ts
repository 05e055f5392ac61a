import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Holds the description of the interface, which is written when it is first asked for. */
@Injectable()
export class OpenApiDescription {
  private write: (() => OpenAPIObject) | null = null;
  private written: OpenAPIObject | null = null;

  /** Says how it is written; only the finished application knows its routes. */
  writeWith(write: () => OpenAPIObject): void {
    this.write = write;
  }

  /** The description. */
  read(): OpenAPIObject {
    if (!this.write) throw new TypeError('configureApi() has not been called');
    return (this.written ??= this.write());
  }
}
