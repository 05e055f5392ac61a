import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { CONFIG, type Config } from '@broker/platform';
import { SIGNATURE_HEADER, signatureOf, type Delivery } from '../domain/index.js';
import { readAddress, RESOLVE, resolveSafely, type Resolve, type ResolvedAddress } from './safe-address.js';

/** From the first packet to the answer. */
const TIMEOUT_MS = 10_000;

/** A call of a webhook. */
export interface WebhookCall {
  address: string;
  secret: string;
  /** The same for each repeat of the call. */
  idempotencyKey: string;
  body: string;
}

/** Calls webhooks: only what was looked at is called, no redirect is followed, nothing of the answer is kept but its status. */
@Injectable()
export class WebhookCaller {
  constructor(
    @Inject(RESOLVE) private readonly resolve: Resolve,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how it ended; the fault is a code: `webhook/500`, `webhook/redirect`, `webhook/ECONNREFUSED`, `webhook/timeout`. */
  async call(call: WebhookCall): Promise<Delivery> {
    const url = readAddress(call.address, this.config.production);
    const pinned = url.ok ? await resolveSafely(url.value, this.resolve) : url;
    if (!url.ok || !pinned.ok) {
      const code = pinned.ok ? 'fault' : pinned.refusal.code.replace('notices/webhook-', '');
      return { outcome: 'failed', fault: `webhook/${code}`, isFinal: false };
    }
    try {
      const status = await this.post(url.value, pinned.value, call);
      if (status >= 200 && status < 300) return { outcome: 'sent' };
      const isRedirect = status >= 300 && status < 400;
      return { outcome: 'failed', fault: isRedirect ? 'webhook/redirect' : `webhook/${status}`, isFinal: false };
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string };
      const fault = name === 'AbortError' || name === 'TimeoutError' ? 'timeout' : (code ?? 'fault');
      return { outcome: 'failed', fault: `webhook/${fault.slice(0, 60)}`, isFinal: false };
    }
  }

  private post(url: URL, pinned: ResolvedAddress, { secret, idempotencyKey, body }: WebhookCall): Promise<number> {
    const { request, Agent } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        agent: new Agent({ keepAlive: false }), // of its own: no proxy, no connection that somebody else opened
        lookup: onlyTo(pinned),
        rejectUnauthorized: true,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Safe-City-Broker',
          'Idempotency-Key': idempotencyKey,
          [SIGNATURE_HEADER]: signatureOf(secret, this.clock.now(), body),
        },
      });
      sent.on('response', (answer) => {
        resolve(answer.statusCode ?? 0);
        sent.destroy(); // the answer's body, however long it is, is not read
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** Answers the question for a name with the address that was looked at, so that the name cannot lead elsewhere in the meantime. */
const onlyTo =
  ({ address, family }: ResolvedAddress): LookupFunction =>
  (_host, options, answer) =>
    options.all ? answer(null, [{ address, family }]) : answer(null, address, family);
