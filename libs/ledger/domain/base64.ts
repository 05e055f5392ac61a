const GROUP = 8192;

/** Bytes as base64 of the standard alphabet, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += GROUP) text += String.fromCharCode(...bytes.subarray(at, at + GROUP));
  return btoa(text);
}

/** The bytes of a base64 text; null unless it is the one text that stands for them (padding, no blanks, no stray bits). */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
