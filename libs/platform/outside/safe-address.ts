import { lookup } from 'node:dns/promises';
import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import ipaddr from 'ipaddr.js';

/** An address that a name stands for. */
export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Tells every address of a name. Throws when it has none. */
export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

/** Asks the computer's own resolver. */
export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** Name under which the resolver is injected. */
export const RESOLVE = Symbol('Resolve');

/** Whose address it is: how the refusals about it speak, and which hosts the operator lets it lead to although they are not public. */
export interface AddressOf {
  /** What refusals' codes begin with: `notices/webhook`. */
  code: string;
  /** "webhook". */
  noun: string;
  example: string;
  /** Host names, lower case. */
  privateHosts?: readonly string[];
}

const ADDRESS_LENGTH_MAX = 500;

/** Public by their numbers, but the inside of a cloud: the platform's own channel into each machine. */
const INSIDE = ['168.63.129.16'];

/** The part of IPv6 that is routed in public; outside it lie forms that only wrap an IPv4 address, such as `::7f00:1`. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Whether a numeric address is one of the public network, and cannot lead back to us or into anybody's own network. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || INSIDE.includes(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}

const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

const isPrivateHost = (url: URL, { privateHosts = [] }: AddressOf): boolean => privateHosts.includes(url.hostname);

/**
 * Reads an address outside. @param production https alone is taken; otherwise http too, which then reaches this computer alone.
 * A host that the operator named may be reached by http always. @returns it, or `…-not-https`, without repeating the text.
 */
export function readOutsideAddress(text: string, production: boolean, of: AddressOf): Result<URL> {
  const trimmed = text.trim();
  if (trimmed.length > ADDRESS_LENGTH_MAX || !URL.canParse(trimmed)) return refuse(notHttps(of));
  const url = new URL(trimmed);
  const mayBePlain = !production || isPrivateHost(url, of);
  const isKnown = url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain);
  if (!isKnown || url.username || url.password || url.hash || !url.hostname) return refuse(notHttps(of));
  return accept(url);
}

/**
 * Resolves an address once and looks at everything that it stands for: one private address among them is one too many.
 * @returns the numeric address to call, and no other; or `…-no-such-host` or `…-not-public`.
 */
export async function resolveOutside(url: URL, resolve: Resolve, of: AddressOf): Promise<Result<ResolvedAddress>> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = ipaddr.isValid(host)
    ? [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 } as const]
    : await resolve(host).catch(() => []);
  const [first] = found;
  if (!first) return refuse(noSuchHost(of));
  if (isPrivateHost(url, of)) return accept(first);
  const isAllowed = url.protocol === 'https:' ? isPublicAddress : isLoopback;
  return found.every(({ address }) => isAllowed(address)) ? accept(first) : refuse(notPublic(of));
}

const notHttps = ({ code, noun, example }: AddressOf): Refusal => ({
  code: `${code}-not-https`,
  clause: 'ISA-22',
  message: `The address of a ${noun} begins with https:// and holds no user name, password or #.`,
  mend: `Enter the whole address of your system, for example ${example}.`,
});

const noSuchHost = ({ code, noun }: AddressOf): Refusal => ({
  code: `${code}-no-such-host`,
  clause: 'ISA-22',
  message: `The name in the address of the ${noun} leads to no computer.`,
  mend: 'Check the spelling, and that the name is known to the public.',
});

const notPublic = ({ code, noun }: AddressOf): Refusal => ({
  code: `${code}-not-public`,
  clause: 'ISA-22',
  message: `The address of the ${noun} leads into a private network, or back to the broker.`,
  mend: 'Enter an address that the public network reaches; your own network decides what it lets in.',
});
