import { DomainError } from '@broker/kernel';

/** What the ledger can hold: no fractions, no dates, nothing that JSON would silently drop or round. */
export type CanonicalValue = string | number | boolean | null | CanonicalValue[] | { [key: string]: CanonicalValue };

/** The longest a canonical text may be, in bytes of UTF-8. */
export const MAX_CANONICAL_BYTES = 4096;

// Deeper than any leaf; stops an object that contains itself.
const MAX_DEPTH = 16;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Writes a value as canonical JSON (RFC 8785). Takes strings without lone surrogates, safe integers, booleans, null, arrays and
 * plain objects. Throws DomainError on anything else (RFC 8785 implementations drop or round some of it in silence)
 * and on a text above MAX_CANONICAL_BYTES.
 */
export function canonicalJson(value: unknown): string {
  const text = write(value, 0);
  if (new TextEncoder().encode(text).length > MAX_CANONICAL_BYTES) throw new DomainError('Canonical JSON is too long');
  return text;
}

/** The bytes of `canonicalJson`, UTF-8. */
export const canonicalBytes = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

/** Reads bytes that must be canonical JSON: the value they stand for, or undefined when they are anything else. */
export function parseCanonical(bytes: Uint8Array): CanonicalValue | undefined {
  try {
    // A byte order mark is kept, so that JSON.parse refuses it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text) as CanonicalValue;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new DomainError('Canonical JSON is nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeInteger(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join()}]`;
  if (isPlainObject(value)) return writeObject(value, depth);
  throw new DomainError(`Canonical JSON cannot hold a ${typeof value}`);
}

function writeString(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new DomainError('Canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}

function writeInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new DomainError('Canonical JSON holds only safe integers');
  return String(value);
}

function writeObject(object: Record<string, unknown>, depth: number): string {
  // The default order of sort() is by UTF-16 code units, which is what RFC 8785 section 3.2.3 asks for.
  const members = Object.keys(object)
    .sort()
    .map((key) => `${writeString(key)}:${write(object[key], depth + 1)}`);
  return `{${members.join()}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.getOwnPropertySymbols(value).length > 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
