import { describe, expect, it } from '@jest/globals';
import { isIssuerAddress, isMultiFactor } from './provider-client.js';

describe('isIssuerAddress', () => {
  it.each([
    ['https://login.agency.example', true, true],
    ['https://login.agency.example/tenant/v2.0', true, true],
    ['http://login.agency.example', false, false],
    ['http://127.0.0.1:4000', false, true],
    ['http://127.0.0.1:4000', true, false],
    ['https://localhost', true, false],
    ['https://10.0.0.1', false, false],
    ['https://2130706433', true, false],
    ['https://[::ffff:127.0.0.1]', true, false],
    ['https://metadata.internal', true, false],
    ['https://intranet', true, false],
    ['https://user:secret@login.agency.example', true, false],
    ['https://login.agency.example?x=1', true, false],
    ['ftp://login.agency.example', false, false],
    ['no address', false, false],
  ])('%s, in production %s: %s', (issuer, production, allowed) =>
    expect(isIssuerAddress(issuer, production)).toBe(allowed),
  );
});

describe('isMultiFactor', () => {
  it('takes the provider’s word, and only where it gives it', () => {
    expect(isMultiFactor(['pwd', 'mfa'], undefined)).toBe(true);
    expect(isMultiFactor(undefined, 'https://refeds.org/profile/mfa')).toBe(true);
    expect(isMultiFactor(['pwd'], '0')).toBe(false);
    expect(isMultiFactor('mfa', undefined)).toBe(false);
  });
});
