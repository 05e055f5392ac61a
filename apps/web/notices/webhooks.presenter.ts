import type { Webhook } from '@broker/notices';
import { momentText } from '../format/dates.js';
import { paths } from '../paths.js';

/** What the page of webhooks shows. */
export interface WebhooksPage {
  webhooks: {
    address: string;
    isOn: boolean;
    registered: string;
    /** How it fares, in a sentence. */
    health: string;
    testHref: string;
    onHref: string;
    removalHref: string;
  }[];
}

/** What a fault's code means to a person. */
const FAULTS: Record<string, string> = {
  'webhook/not-public': 'its name led into a private network',
  'webhook/no-such-host': 'its name led to no computer',
  'webhook/redirect': 'it answered with a redirect, which is not followed',
  'webhook/timeout': 'it did not answer within ten seconds',
  'webhook/ECONNREFUSED': 'nothing took the call',
  'webhook/secret-unreadable': 'its secret can no longer be read; remove it and register it again',
};

/** A fault's code in words: `webhook/503` is "it answered 503". */
export const faultWords = (fault: string): string =>
  FAULTS[fault] ?? (/^webhook\/\d{3}$/.test(fault) ? `it answered ${fault.slice(-3)}` : `it failed (${fault})`);

/** An agency's webhooks as a list. */
export const presentWebhooks = (webhooks: readonly Webhook[]): WebhooksPage => ({
  webhooks: webhooks.map(({ id, address, state, registeredAt, lastSuccessAt, lastFault }) => ({
    address,
    isOn: state === 'on',
    registered: momentText(registeredAt),
    health: [
      lastSuccessAt ? `Last reached on ${momentText(lastSuccessAt)}.` : 'Never reached yet.',
      ...(lastFault ? [`The last call failed: ${faultWords(lastFault)}.`] : []),
    ].join(' '),
    testHref: paths.webhookTest({ id }),
    onHref: paths.webhookOn({ id }),
    removalHref: paths.webhookRemoval({ id }),
  })),
});
