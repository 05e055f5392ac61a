import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  checkpointText,
  cosignatureLine,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  vkeyOf,
  type AddCheckpoint,
  type NoteKey,
} from '../../../libs/ledger/domain/index.js';
import type { WitnessFolder } from './witness-folder.js';

/** A checkpoint with 16 signatures and 63 hashes is a tenth of this. */
const BODY_BYTES_MAX = 65_536;

interface Answer {
  status: number;
  text: string;
  type?: string;
}

/** What a witness answers over HTTP: `POST /add-checkpoint` (C2SP tlog-witness), and its public key at `GET /`. */
export class WitnessServer {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: WitnessFolder,
    private readonly logKeys: readonly NoteKey[],
    private readonly now: () => Date,
  ) {}

  /** Begins to listen; 0 takes any free port. */
  async listen(port: number, host: string): Promise<{ port: number; close(): Promise<void> }> {
    const server = http.createServer((request, response) => {
      this.answer(request)
        .catch((): Answer => ({ status: 500, text: 'The cosignature could not be kept.\n' }))
        .then(({ status, text, type = 'text/plain; charset=utf-8' }) => {
          response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' }).end(text);
        }, console.error);
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    const close = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { port: (server.address() as AddressInfo).port, close };
  }

  private async answer(request: http.IncomingMessage): Promise<Answer> {
    const path = request.url?.split('?')[0];
    if (request.method === 'GET' && path === '/') return { status: 200, text: `${vkeyOf(this.folder.signer.key)}\n` };
    if (path !== '/add-checkpoint') return { status: 404, text: 'There is nothing here.\n' };
    if (request.method !== 'POST') return { status: 405, text: 'Post it.\n' };
    const body = await readBody(request);
    const asked = body === null ? null : parseAddCheckpoint(body);
    return asked ? this.inTurn(() => this.cosign(asked)) : { status: 400, text: 'This is not such a request.\n' };
  }

  /** One at a time: looking at what was cosigned last and keeping the next is one step. */
  private inTurn(work: () => Promise<Answer>): Promise<Answer> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async cosign(asked: AddCheckpoint): Promise<Answer> {
    const verdict = judgeAddCheckpoint(asked, this.logKeys, (origin) => this.folder.held(origin));
    if (verdict.status === 409) return { status: 409, text: `${verdict.size}\n`, type: 'text/x.tlog.size' };
    if (verdict.status !== 200) return { status: verdict.status, text: WHY_NOT[verdict.status] };
    const { checkpoint } = verdict;
    await this.folder.keep(checkpoint.origin, checkpoint);
    const time = Math.floor(this.now().getTime() / 1000);
    return { status: 200, text: cosignatureLine(this.folder.signer, time, checkpointText(checkpoint)) };
  }
}

const WHY_NOT: Record<400 | 403 | 404 | 422, string> = {
  400: 'This is not a checkpoint that continues a smaller one.\n',
  403: 'The key of the log did not sign this.\n',
  404: 'This log is not one that is witnessed here.\n',
  422: 'The checkpoint does not continue the one that was cosigned last.\n',
};

/** The body as text; null when it is too long or not UTF-8. */
async function readBody(request: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  if (bytes > BODY_BYTES_MAX) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}
