import { inflateRawSync } from 'node:zlib';

/** One file inside a zip, as its directory names it. */
export interface ZipPart {
  name: string;
  method: number;
  compressedBytes: number;
  start: number;
}

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const PARTS_MAX = 5_000;

/** The parts of a zip by its central directory; null where that cannot be read. Nothing is unpacked. */
export function zipParts(bytes: Buffer): ZipPart[] | null {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== DIRECTORY_END) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > PARTS_MAX) return null;
  const parts: ZipPart[] = [];
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      method: bytes.readUInt16LE(at + 10),
      compressedBytes: bytes.readUInt32LE(at + 20),
      start: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** The text of a part, unpacked up to a number of bytes; null where it is larger, or cannot be unpacked. */
export function zipText(bytes: Buffer, part: ZipPart, bytesMax: number): string | null {
  const { start, compressedBytes, method } = part;
  if (start + 30 > bytes.length) return null;
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const packed = bytes.subarray(from, from + compressedBytes);
  if (method === 0) return packed.length <= bytesMax ? packed.toString('utf8') : null;
  try {
    return inflateRawSync(packed, { maxOutputLength: bytesMax }).toString('utf8');
  } catch {
    return null;
  }
}
