import { describe, expect, it } from '@jest/globals';
import { isSignedBy, signatureOf } from './webhook-signature.js';

const at = new Date('2026-11-20T09:00:00.900Z');
const body = '{"id":"1"}';
const header = signatureOf('whsec_a', at, body);
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe('the signature of a webhook call', () => {
  it('is the documented one', () => {
    // printf '1795165200.{"id":"1"}' | openssl dgst -sha256 -hmac whsec_a
    expect(header).toBe('t=1795165200,v1=649f657069b851040425b75cb6ded0926101b8130ff0a5cae5c21dc9d8e699ea');
  });

  it('convinces a receiver who knows the secret, within five minutes', () => {
    expect(isSignedBy('whsec_a', header, body, later(0))).toBe(true);
    expect(isSignedBy('whsec_a', header, body, later(299))).toBe(true);
  });

  it.each<[string, Parameters<typeof isSignedBy>]>([
    ['another secret', ['whsec_b', header, body, at]],
    ['another body', ['whsec_a', header, `${body} `, at]],
    ['another time', ['whsec_a', header.replace(/^t=\d+/, 't=1795165201'), body, at]],
    ['an old call', ['whsec_a', header, body, later(302)]],
    ['a call from the future', ['whsec_a', header, body, later(-301)]],
    ['no signature', ['whsec_a', '', body, at]],
    ['half a signature', ['whsec_a', header.slice(0, -2), body, at]],
  ])('does not convince with %s', (_, call) => expect(isSignedBy(...call)).toBe(false));
});
