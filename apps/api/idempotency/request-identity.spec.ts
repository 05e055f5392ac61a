import { describe, expect, it } from '@jest/globals';
import { isIdempotencyKey, requestSha256 } from './request-identity.js';

const request = { method: 'POST', url: '/api/v1/submissions?dataset=POL-2', body: { a: 1 } };

describe('two requests', () => {
  it('are the same when method, address, query and body are', () => {
    expect(requestSha256({ ...request })).toBe(requestSha256(request));
    expect(requestSha256(request)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['method', { method: 'PUT' }],
    ['query', { url: '/api/v1/submissions?dataset=POL-1' }],
    ['body', { body: { a: 2 } }],
    ['body left out', { body: undefined }],
  ])('differ by their %s', (_, change) => {
    expect(requestSha256({ ...request, ...change })).not.toBe(requestSha256(request));
  });
});

describe('an idempotency key', () => {
  it.each(['a', '~', '!', 'x'.repeat(200)])('may be %s', (key) => expect(isIdempotencyKey(key)).toBe(true));
  it.each(['', ' ', 'a b', 'é', '\u007f', 'x'.repeat(201), undefined, ['a']])('may not be %j', (key) =>
    expect(isIdempotencyKey(key)).toBe(false),
  );
});
