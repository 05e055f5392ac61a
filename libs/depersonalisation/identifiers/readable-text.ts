/** A text as its reader sees it, and for each of its characters where it stands in the text as written. */
export interface ReadableText {
  text: string;
  /** Null when nothing moved. */
  places: Uint32Array | null;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const UNUSUAL = /[\u00a0\u00ad\u2000-\u2015\u202f\u2060\u3000\ufeff\uff01-\uff5e]/;

/** One character as a plain one: spaces, dashes and full-width forms. */
function plain(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code === 0xa0 || code === 0x202f || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)) return 0x20;
  return code >= 0x2010 && code <= 0x2015 ? 0x2d : code;
}

/** Takes spaces, dashes and figures of every width for the plain ones, and leaves invisible characters out. */
export function readable(written: string): ReadableText {
  if (!UNUSUAL.test(written)) return { text: written, places: null };
  const places = new Uint32Array(written.length + 1);
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < written.length; at++) {
    if (INVISIBLE.test(written[at]!)) continue;
    places[length++] = at;
    parts.push(String.fromCharCode(plain(written.charCodeAt(at))));
  }
  places[length] = written.length;
  return { text: parts.join(''), places };
}
