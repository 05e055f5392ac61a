import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { CONFIG, postOutside, RESOLVE, type Config, type Resolve, type ResolvedAddress } from '@broker/platform';
import { SIGNATURE_HEADER, signatureOf, type Delivery } from '../domain/index.js';
import { readAddress, resolveSafely } from './safe-address.js';

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

  private async post(
    url: URL,
    pinned: ResolvedAddress,
    { secret, idempotencyKey, body }: WebhookCall,
  ): Promise<number> {
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Idempotency-Key': idempotencyKey,
      [SIGNATURE_HEADER]: signatureOf(secret, this.clock.now(), body),
    };
    return (await postOutside(url, pinned, { headers, body, answerBytesMax: 0 })).status;
  }
}
