import { inflateSync } from 'node:zlib';
import type { MediaType } from './media-types.js';
import { zipParts, zipText } from './zip-parts.js';

// In two pieces, so that no virus scanner takes this very file for the test file.
const TEST_FILE = ['EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE'].join('');

/**
 * Whether a file holds something that could run on the computer of whoever opens it, or that cannot be looked into: macros, scripts, launch
 * actions, embedded files, formulas in a CSV, passwords; and the harmless file by which virus scanners are tried. A simple look by shape: it
 * stands beside a virus scanner, not in its place.
 */
export function hasActiveContent(bytes: Buffer, type: MediaType): boolean {
  if (bytes.includes(TEST_FILE)) return true;
  switch (type) {
    case 'application/pdf':
      return isActivePdf(bytes);
    case 'text/plain':
      return isScript(bytes.toString('utf8'));
    case 'text/csv':
      return isScript(bytes.toString('utf8')) || CSV_FORMULA.test(bytes.toString('utf8'));
    case 'image/png':
    case 'image/jpeg':
      return false;
    default:
      return isActiveOffice(bytes);
  }
}

const SCRIPT = /^\uFEFF?\s*(?:#!|<\?(?:php|xml)|<!doctype|<html)|<script\b|<iframe\b|\bjavascript:|\bvbscript:/i;
const isScript = (text: string): boolean => SCRIPT.test(text);

/** A cell that a spreadsheet would run: it begins with = or @, or with a sign before a name. */
const CSV_FORMULA = /(?:^|[,;\t\n])[ \t]*"?[ \t]*(?:[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D][ \t]*[a-z_]+[ \t]*[(|!])/i;

const PDF_ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Encrypt)\b/;
const PDF_STREAMS_MAX = 4_000;
const PDF_STREAM_BYTES_MAX = 20 * 1024 * 1024;
const PDF_DICTIONARY_MAX = 4_000;
const PDF_BYTES_MAX = 60 * 1024 * 1024;

/** Looks into the file and into its packed streams, in which objects can stand as well. What cannot be looked into counts as active. */
function isActivePdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  if (PDF_ACTIVE.test(unescapedNames(text))) return true;
  let unpackedBytes = 0;
  let streams = 0;
  for (const { index } of text.matchAll(/\bstream\r?\n/g)) {
    if ((streams += 1) > PDF_STREAMS_MAX) return true;
    const head = dictionaryBefore(text, index);
    if (!head.includes('/ObjStm')) continue; // only these hold objects
    const from = index + (text[index + 6] === '\r' ? 8 : 7);
    const to = text.indexOf('endstream', from);
    const unpacked = to < 0 ? null : unpack(bytes.subarray(from, to), head);
    if (unpacked === null || (unpackedBytes += unpacked.length) > PDF_BYTES_MAX) return true;
    if (PDF_ACTIVE.test(unescapedNames(unpacked))) return true;
  }
  return false;
}

/** What stands between the number of an object and its stream. */
function dictionaryBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - PDF_DICTIONARY_MAX), index);
  return unescapedNames(before.slice([...before.matchAll(/\d\s+obj\b/g)].at(-1)?.index ?? 0));
}

/** A name may be written with escapes: `/J#61vaScript`. */
const unescapedNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function unpack(packed: Buffer, head: string): string | null {
  if (!/\/Filter/.test(head)) return packed.toString('latin1');
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(head)) return null;
  try {
    return inflateSync(packed, { maxOutputLength: PDF_STREAM_BYTES_MAX }).toString('latin1');
  } catch {
    return null;
  }
}

const OFFICE_ACTIVE =
  /vba|macrosheet|activex|\/embeddings\/|oleobject|customui|\.(?:bin|exe|dll|js|vbs|ps1|bat|cmd|hta|jar|scr|lnk)$/i;
const OFFICE_HARMLESS_BIN = /printerSettings\d*\.bin$/i;
const OFFICE_TEXT_BYTES_MAX = 4 * 1024 * 1024;
const OUTSIDE = /TargetMode\s*=\s*["']External["']/i;
const LINK_ALONE = /relationships\/hyperlink["']/i;

/** Looks at the names of the parts of a DOCX or XLSX, and at what its relations fetch from outside; a mere link to a page is none. */
function isActiveOffice(bytes: Buffer): boolean {
  const parts = zipParts(bytes);
  if (parts === null) return true;
  if (parts.some(({ name }) => OFFICE_ACTIVE.test(name) && !OFFICE_HARMLESS_BIN.test(name))) return true;
  for (const part of parts.filter(({ name }) => /\.rels$|^\[Content_Types\]\.xml$/i.test(name))) {
    const text = zipText(bytes, part, OFFICE_TEXT_BYTES_MAX);
    if (text === null || /macroEnabled|vbaProject/i.test(text)) return true;
    const relations = text.match(/<Relationship\b[^>]*>/gi) ?? [];
    if (relations.some((one) => OUTSIDE.test(one) && !LINK_ALONE.test(one))) return true;
  }
  return false;
}
