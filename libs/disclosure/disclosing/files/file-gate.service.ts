import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@broker/kernel';
import { CONFIG, type Config } from '@broker/platform';
import { disclosureRefusals, FILE_BYTES_MAX } from '../domain/index.js';
import { hasActiveContent } from './active-content.js';
import { mediaTypeOf, safeName, type MediaType } from './media-types.js';
import { virusScanner, type VirusScanner } from './virus-scanner.js';

/** A file as it was sent. */
export interface SentFile {
  itemId: string;
  fileName: string;
  content: Buffer;
}

/** A file that may be disclosed. */
export interface CheckedFile extends SentFile {
  mediaType: MediaType;
  scannedBy: 'clamav' | 'built-in';
}

/** Lets files pass that are of a kind that is taken, small enough and harmless (ISA-26). */
@Injectable()
export class FileGate {
  private readonly scanner: VirusScanner | null;

  constructor(@Inject(CONFIG) config: Pick<Config, 'clamdUrl'>) {
    this.scanner = config.clamdUrl === null ? null : virusScanner(config.clamdUrl);
  }

  /** Whether a virus scanner is connected; without one, files are looked at by shape alone, and pages say so. */
  get hasScanner(): boolean {
    return this.scanner !== null;
  }

  /** Judges a file by its content. Refuses an empty, too large or strange one, one with active content, and what the scanner objects to. */
  async check({ itemId, fileName, content }: SentFile): Promise<Result<CheckedFile>> {
    if (content.length === 0) return refuse(disclosureRefusals.fileEmpty);
    if (content.length > FILE_BYTES_MAX) return refuse(disclosureRefusals.fileTooLarge);
    const mediaType = await mediaTypeOf(content, fileName);
    if (mediaType === null) return refuse(disclosureRefusals.fileType);
    if (hasActiveContent(content, mediaType)) return refuse(disclosureRefusals.activeContent);
    if (this.scanner) {
      const finding = await this.scanner(Readable.from([content])).catch(() => null);
      if (finding === null) return refuse(disclosureRefusals.scannerSilent);
      if (finding) return refuse(disclosureRefusals.infected);
    }
    const scannedBy = this.scanner ? ('clamav' as const) : ('built-in' as const);
    return accept({ itemId, fileName: safeName(fileName, mediaType), content, mediaType, scannedBy });
  }
}
