import type { Readable } from 'node:stream';
import { DomainError } from '@broker/kernel';
import NodeClam from 'clamscan';

/** Asks a virus scanner about a file: whether it is infected. Throws when the scanner does not answer, or has no answer. */
export type VirusScanner = (content: Readable) => Promise<boolean>;

const TIMEOUT_MS = 30_000;

/** The scanner behind an address, `tcp://clamav:3310`. It is called once something is to be scanned, and again after it was away. */
export function virusScanner(clamdUrl: string): VirusScanner {
  const { hostname, port } = new URL(clamdUrl);
  let scanner: Promise<NodeClam> | null = null;
  const connect = () =>
    new NodeClam().init({
      clamscan: { active: false },
      clamdscan: {
        host: hostname,
        port: Number(port || 3310),
        timeout: TIMEOUT_MS,
        localFallback: false,
        bypassTest: true,
      },
      preference: 'clamdscan',
    });
  return async (content) => {
    scanner ??= connect();
    try {
      const { isInfected } = await (await scanner).scanStream(content);
      if (isInfected === null) throw new DomainError('The virus scanner gave no answer.');
      return isInfected;
    } catch (error) {
      scanner = null;
      throw error;
    }
  };
}
