/**
 * Tells whether bytes are well-formed UTF-8 (Unicode 17, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
 * @param start first byte
 * @param end one past the last byte
 */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end;) {
    const lead = bytes[i++]!;
    if (lead < 0x80) continue;
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || i + more > end) return false;
    const next = bytes[i]!;
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (next < lowest || next > highest) return false;
    for (let tail = 1; tail < more; tail++) {
      if ((bytes[i + tail]! & 0xc0) !== 0x80) return false;
    }
    i += more;
  }
  return true;
}
