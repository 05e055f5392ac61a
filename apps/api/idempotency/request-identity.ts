import { createHash } from 'node:crypto';

/** The parts of a request that make it the same request. */
export interface RequestParts {
  method: string;
  /** Path with query. */
  url: string;
  /** The parsed JSON; undefined for a streamed file, whose name and dataset stand in the query. */
  body: unknown;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Whether a text may serve as an idempotency key: 1 to 200 visible ASCII characters. */
export const isIdempotencyKey = (text: unknown): text is string => typeof text === 'string' && KEY.test(text);

/** SHA-256 (hex) of what makes two requests the same. */
export const requestSha256 = ({ method, url, body }: RequestParts): string =>
  createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
