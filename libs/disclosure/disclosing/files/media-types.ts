import { fileTypeFromBuffer } from 'file-type';

/** The kinds of files that a disclosure carries, with the ending that their names get. */
export const MEDIA_TYPES = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

const isTaken = (type: string): type is MediaType => Object.hasOwn(MEDIA_TYPES, type);

/** What a file is by its content; its name decides only whether plain text is a table. Null for a kind that is not taken. */
export async function mediaTypeOf(bytes: Uint8Array, fileName: string): Promise<MediaType | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return isTaken(found.mime) && !found.mime.startsWith('text/') ? found.mime : null;
  if (!isText(bytes)) return null;
  return /\.csv$/i.test(fileName) ? 'text/csv' : 'text/plain';
}

/** The name under which a file is handed over: without path, control characters and quotes, and with the ending of what it is. */
export function safeName(fileName: string, type: MediaType): string {
  const last = fileName.split(/[/\\]/).at(-1)!;
  const tidy = last
    .replace(/[\p{C}"<>:|?*;]/gu, '')
    .trim()
    .replace(/^\.+/, '')
    .slice(0, 120);
  const ending = MEDIA_TYPES[type];
  const hasEnding = tidy.toLowerCase().endsWith(`.${ending}`) || (ending === 'jpg' && /\.jpeg$/i.test(tidy));
  return hasEnding ? tidy : `${tidy.replace(/\.[a-z0-9]{1,8}$/i, '') || 'file'}.${ending}`;
}

/** UTF-8 without control characters but tabs and line ends. */
function isText(bytes: Uint8Array): boolean {
  try {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return !/[\u0000-\u0008\u000B\u000E-\u001F\u007F]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
