import { describe, expect, it } from '@jest/globals';
import { connectionTo } from './connect.js';
import { serverAddress } from './server-address.js';

const kept = { server: 'https://broker.example', token: 'kept', expiresAt: '2026-11-20T17:00:00Z' };
const [during, after] = [new Date('2026-11-20T12:00:00Z'), new Date('2026-11-20T17:00:00Z')];

describe('whom to ask, and as whom', () => {
  it('is the last sign-in, until it expires', () => {
    expect(connectionTo({}, kept, during)).toEqual({ server: kept.server, token: 'kept' });
    expect(() => connectionTo({}, kept, after)).toThrow('expired');
  });

  it('never sends a kept token to another server', () => {
    expect(() => connectionTo({ server: 'https://other.example' }, kept, during)).toThrow(
      'not signed in at https://other.example',
    );
    expect(() => connectionTo({}, null, during)).toThrow('not signed in');
  });

  it('takes a token that is given', () => {
    const given = { server: 'https://other.example/', token: 'given' };
    expect(connectionTo(given, kept, during)).toEqual({ server: 'https://other.example', token: 'given' });
  });
});

describe('the address of a server', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000', 'https://broker.example/path'])(
    'may be %s',
    (text) => expect(serverAddress(`${text}/`)).toBe(text),
  );
  it.each(['broker.example', 'ftp://broker.example', 'http://broker.example', 'http://127.0.0.1.example', ''])(
    'may not be %s',
    (text) => expect(() => serverAddress(text)).toThrow(/not an address|https/),
  );
});
