import { describe, expect, it } from '@jest/globals';
import type { Webhook } from '@broker/notices';
import { faultWords, presentWebhooks } from './webhooks.presenter.js';

const webhook = (change: Partial<Webhook>): Webhook =>
  ({
    id: 'w',
    address: 'https://hooks.example.org/',
    state: 'on',
    registeredAt: new Date('2026-11-20T09:00:00Z'),
    lastSuccessAt: null,
    lastFault: null,
    ...change,
  }) as Webhook;

const health = (change: Partial<Webhook>) => presentWebhooks([webhook(change)]).webhooks[0]!.health;

describe('presentWebhooks', () => {
  it('tells how each fares', () => {
    expect(health({})).toBe('Never reached yet.');
    expect(health({ lastSuccessAt: new Date('2026-11-20T15:05:00Z') })).toBe(
      'Last reached on Friday 20 November 2026 at 3:05pm.',
    );
    expect(health({ lastFault: 'webhook/503' })).toBe('Never reached yet. The last call failed: it answered 503.');
  });

  it('tells which are switched off', () => {
    expect(presentWebhooks([webhook({ state: 'off' })]).webhooks[0]).toMatchObject({ isOn: false });
  });

  it('has words for a fault it does not know', () => {
    expect(faultWords('webhook/redirect')).toBe('it answered with a redirect, which is not followed');
    expect(faultWords('webhook/EPIPE')).toBe('it failed (webhook/EPIPE)');
  });
});
