import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ResolvedAddress } from './safe-address.js';

/** From the first packet to the answer. */
const TIMEOUT_MS = 10_000;

/** A call of somebody else's system. */
export interface OutsideCall {
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Of the answer's body this much is read at most, in bytes, and a longer one is an error; 0: nothing of it. */
  answerBytesMax: number;
}

/** What it answered. */
export interface OutsideAnswer {
  status: number;
  /** Lower case, without parameters; empty when it names none. */
  contentType: string;
  body: string;
}

/**
 * Posts to an address that was looked at (resolveOutside), and to no other: no redirect is followed, no proxy used, no connection shared.
 * Throws node's error, or one of the name `TimeoutError` after ten seconds.
 */
export function postOutside(url: URL, pinned: ResolvedAddress, call: OutsideCall): Promise<OutsideAnswer> {
  const { request, Agent } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: new Agent({ keepAlive: false }), // of its own: no proxy, no connection that somebody else opened
      lookup: onlyTo(pinned),
      rejectUnauthorized: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'User-Agent': 'Safe-City-Broker',
        ...call.headers,
        'Content-Length': Buffer.byteLength(call.body),
      },
    });
    sent.on('response', (answer) => {
      readAnswer(answer, call.answerBytesMax).then(resolve, reject);
      if (call.answerBytesMax === 0) sent.destroy(); // the answer's body, however long it is, is not read
    });
    sent.on('error', reject);
    sent.end(call.body);
  });
}

async function readAnswer(answer: http.IncomingMessage, bytesMax: number): Promise<OutsideAnswer> {
  const [contentType = ''] = (answer.headers['content-type'] ?? '').toLowerCase().split(';');
  const head = { status: answer.statusCode ?? 0, contentType: contentType.trim() };
  if (bytesMax === 0) return { ...head, body: '' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw Object.assign(new Error('The answer is too long'), { code: 'too-long' });
    chunks.push(chunk);
  }
  return { ...head, body: Buffer.concat(chunks).toString('utf8') };
}

/** Answers the question for a name with the address that was looked at, so that the name cannot lead elsewhere in the meantime. */
const onlyTo =
  ({ address, family }: ResolvedAddress): LookupFunction =>
  (_host, options, answer) =>
    options.all ? answer(null, [{ address, family }]) : answer(null, address, family);
