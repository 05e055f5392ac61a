/** The order of the curve P-256, and half of it (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;
const HALF_BYTES = 32;

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/**
 * Whether 64 bytes (r, then s) are the one form in which we write an ES256 signature: r and s within the curve's order, and s in its lower
 * half. Of the two signatures that anybody can make of one (r, s and r, −s) only ours is taken.
 */
export function isCanonicalSignature(signature: Uint8Array): boolean {
  if (signature.length !== 2 * HALF_BYTES) return false;
  const [r, s] = [numberOf(signature.subarray(0, HALF_BYTES)), numberOf(signature.subarray(HALF_BYTES))];
  return r > 0n && r < ORDER && s > 0n && s <= HALF_ORDER;
}

/** The same signature in that form. */
export function canonicalSignature(signature: Uint8Array): Uint8Array {
  const s = numberOf(signature.subarray(HALF_BYTES));
  if (s <= HALF_ORDER) return signature;
  const lower = (ORDER - s).toString(16).padStart(2 * HALF_BYTES, '0');
  return Buffer.concat([signature.subarray(0, HALF_BYTES), Buffer.from(lower, 'hex')]);
}
