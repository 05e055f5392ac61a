import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { RefusedError, type Refusal } from '@broker/kernel';
import { ConnectionFault } from './connection-fault.js';

/** A refusal as the broker sends it (RFC 9457). */
type ProblemJson = Omit<Refusal, 'message'> & { detail: string; errors?: { field: string; message: string }[] };

/** What lets a client in at one server. */
export interface Access {
  /** An access token that is good for now. */
  token(): Promise<string>;
  /** A new one in place of one that the broker did not take, or null where there is no other. */
  insteadOf(refused: string): Promise<string | null>;
}

/**
 * Asks a broker over HTTP. Every method throws a RefusedError with the broker's refusal, or a ConnectionFault when there is no broker to
 * refuse anything.
 */
export class BrokerClient {
  /**
   * @param server address of the broker, for example `https://broker.example`.
   * @param access whose token is sent to this server alone; null for what anybody may ask.
   */
  constructor(
    private readonly server: string,
    private readonly access: Access | null,
  ) {}

  /** Reads JSON. @param path below /api/v1, with its query. */
  async read<T>(path: string): Promise<T> {
    return (await (await this.ask(path, {})).json()) as T;
  }

  /** Reads a file as it comes. @param path below /api/v1, with its query. */
  async download(path: string): Promise<ReadableStream> {
    const { body } = await this.ask(path, {});
    return (body ?? new ReadableStream()) as ReadableStream;
  }

  /** Reads octets. @param path below /api/v1. */
  async octets(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.ask(path, {})).arrayBuffer());
  }

  /** Sends JSON and reads JSON. */
  async send<T>(path: string, body: object): Promise<T> {
    return (await (await this.post(path, body)).json()) as T;
  }

  /** Sends a file as it is read and reads JSON. */
  async upload<T>(path: string, content: Readable): Promise<T> {
    const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': randomUUID() };
    const body = Readable.toWeb(content) as unknown as BodyInit;
    // Without `duplex` fetch takes no stream; the type of its options does not know it yet.
    const options: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    return (await (await this.ask(path, options)).json()) as T;
  }

  /** Sends JSON. @returns the answer, its body still to be read. */
  post(path: string, body: object): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  private async ask(path: string, options: RequestInit): Promise<Response> {
    const token = this.access && (await this.access.token());
    const answer = await this.sent(path, options, token);
    if (answer.ok) return answer;
    const refusal = await this.refusalOf(answer);
    // What was read from a stream cannot be sent again.
    const canRepeat = token !== null && isTokenRefused(refusal) && !('duplex' in options);
    const other = canRepeat ? await this.access!.insteadOf(token) : null;
    if (other === null) throw refusal;
    const second = await this.sent(path, options, other);
    if (second.ok) return second;
    throw await this.refusalOf(second);
  }

  private sent(path: string, options: RequestInit, token: string | null): Promise<Response> {
    const headers = new Headers(options.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return fetch(`${this.server}/api/v1${path}`, { ...options, headers, redirect: 'error' }).catch(() => {
      throw new ConnectionFault(
        `No broker answers at ${this.server}.`,
        'Check the address (--server or BROKER_SERVER) and that the broker runs.',
      );
    });
  }

  private async refusalOf(answer: Response): Promise<Error> {
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    if (!isProblem) {
      await answer.body?.cancel();
      return new ConnectionFault(
        `What answers at ${this.server} is not the broker (HTTP status ${answer.status}).`,
        'Check the address (--server or BROKER_SERVER).',
      );
    }
    const { code, clause, detail, mend, where, errors = [] } = (await answer.json()) as ProblemJson;
    const message = [detail, ...errors.map((fault) => `${fault.field}: ${fault.message}.`)].join(' ');
    return new RefusedError({ code, clause, message, mend, ...(where && { where }) });
  }
}

const isTokenRefused = (error: Error): boolean =>
  error instanceof RefusedError && error.refusal.code === 'api/token-needed';
