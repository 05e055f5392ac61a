/** The part of the package that we call; it brings no types of its own. */
declare module 'clamscan' {
  import type { Readable } from 'node:stream';

  interface Options {
    clamscan: { active: boolean };
    clamdscan: { host: string; port: number; timeout: number; localFallback: boolean; bypassTest: boolean };
    preference: 'clamdscan';
  }

  export default class NodeClam {
    init(options: Options): Promise<NodeClam>;
    scanStream(content: Readable): Promise<{ isInfected: boolean | null; viruses: string[] }>;
  }
}
