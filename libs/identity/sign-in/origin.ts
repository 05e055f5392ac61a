import ipaddr from 'ipaddr.js';

/** Where a request comes from, as far as sign-in cares. Nothing of it is kept as it is. */
export interface Origin {
  /** The browser in words, for example `Chrome on Windows`. */
  browser?: string;
  /** Address of the network; only a keyed hash of its network part is kept. */
  address?: string | undefined;
  /** Token of the cookie that knows this browser from an earlier sign-in, when it has one. */
  device?: string;
}

/** The part of an address that one household or office has: the whole of IPv4, the first half of IPv6; null when it is none. */
export function networkOf(address: string | undefined): string | null {
  if (!address || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString();
}
