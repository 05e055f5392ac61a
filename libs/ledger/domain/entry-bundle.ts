import { DomainError } from '@broker/kernel';

const LENGTH_BYTES = 2;
const MAX_ENTRY_BYTES = 0xffff;

/** Entries end to end, each after its length in two bytes, the higher first (tlog-tiles). Throws DomainError on one of 65,536 bytes or more. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new DomainError('An entry is too long for a bundle');
    view.setUint16(at, entry.length);
    bundle.set(entry, at + LENGTH_BYTES);
    at += LENGTH_BYTES + entry.length;
  }
  return bundle;
}

/** The entries of a bundle, in order: views into it, not copies. Of bytes that break off, the entries before the break, and `whole: false`. */
export function entriesIn(bundle: Uint8Array): { entries: Uint8Array[]; whole: boolean } {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + LENGTH_BYTES <= bundle.length) {
    const end = at + LENGTH_BYTES + view.getUint16(at);
    if (end > bundle.length) break;
    entries.push(bundle.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  return { entries, whole: at === bundle.length };
}
