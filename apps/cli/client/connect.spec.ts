import { describe, expect, it } from '@jest/globals';
import { checkedSignIn } from './access.js';
import { serverOf } from './connect.js';
import { serverAddress } from './server-address.js';

const kept = {
  server: 'https://broker.example',
  id: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11',
  token: 'kept',
  expiresAt: '2026-11-20T12:15:00Z',
  refreshToken: 'refresh',
  refreshExpiresAt: '2026-12-20T12:00:00Z',
};
const [during, after] = [new Date('2026-11-20T17:00:00Z'), new Date('2026-12-20T12:00:00Z')];

describe('whom to ask, and as whom', () => {
  it('is the last sign-in, for as long as it can be renewed', () => {
    expect(serverOf({}, kept)).toBe(kept.server);
    expect(checkedSignIn(kept.server, kept, during)).toBe(kept);
    expect(() => checkedSignIn(kept.server, kept, after)).toThrow('expired');
  });

  it('never sends a kept token to another server', () => {
    const other = serverOf({ server: 'https://other.example/' }, kept);
    expect(other).toBe('https://other.example');
    expect(() => checkedSignIn(other, kept, during)).toThrow('not signed in at https://other.example');
    expect(() => checkedSignIn(serverOf({}, null), null, during)).toThrow('not signed in');
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
