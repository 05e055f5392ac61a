import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { BundleFile } from './proof-files.service.js';

/** When the files of a bundle say they were written: always the same, so that one log makes one bundle, byte for byte. */
const MTIME = new Date(0);

/** Packs the files of a log into a tar archive, as they come. */
export function packBundle(files: AsyncIterable<BundleFile>): Readable {
  const archive = pack();
  const fill = async (): Promise<void> => {
    for await (const { path, bytes } of files) {
      await new Promise<void>((resolve, reject) => {
        archive.entry({ name: path, mtime: MTIME, mode: 0o644 }, Buffer.from(bytes), (error) =>
          error ? reject(error) : resolve(),
        );
      });
    }
    archive.finalize();
  };
  fill().catch((error: Error) => archive.destroy(error));
  return Readable.from(archive);
}
