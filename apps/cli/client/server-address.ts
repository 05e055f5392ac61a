import { ConnectionFault } from './connection-fault.js';

/** The broker that `broker up` starts on this computer. */
export const LOCAL_SERVER = 'http://127.0.0.1:3000';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Tidies the address of a server. Throws a ConnectionFault when it is none, or when passwords and data would travel unencrypted to another
 * computer.
 */
export function serverAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConnectionFault('The server is not an address.', 'Write it like https://broker.example.');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new ConnectionFault(
      'Without https:// anybody on the way could read the password and the data.',
      'Give the address with https://; http:// is taken for this computer alone.',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
