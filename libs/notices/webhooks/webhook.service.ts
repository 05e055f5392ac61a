import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { CONFIG, RESOLVE, type Config, type Resolve } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { OutboxService, type Asker } from '../outbox/outbox.service.js';
import { readAddress, resolveSafely } from './safe-address.js';
import { newSecret, sealSecret } from './sealed-secret.js';
import { Webhook } from './webhook.entity.js';

/** Webhooks of one agency in one partnership, at most. */
export const WEBHOOKS_MAX = 5;

/** A webhook that was just registered. The secret is told this once. */
export interface NewWebhook {
  id: string;
  secret: string;
}

/** The addresses of an agency's own systems that are told of its notices. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxService,
    private readonly ledger: LedgerService,
    @Inject(RESOLVE) private readonly resolve: Resolve,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The webhooks of an agency, the oldest first. */
  list({ partnershipId, agencyId }: Omit<Asker, 'officerId'>): Promise<Webhook[]> {
    return this.dataSource.getRepository(Webhook).find({
      where: [
        { partnershipId, agencyId, state: 'on' },
        { partnershipId, agencyId, state: 'off' },
      ],
      order: { registeredAt: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Registers an address. @returns its id and secret, or `notices/webhook-not-https`, `notices/webhook-no-such-host`,
   * `notices/webhook-not-public`, `notices/webhook-twice` or `notices/webhooks-too-many`.
   */
  async register(asker: Asker, text: string): Promise<Result<NewWebhook>> {
    const url = readAddress(text, this.config.production);
    if (!url.ok) return url;
    const resolved = await resolveSafely(url.value, this.resolve);
    if (!resolved.ok) return resolved;
    const secret = newSecret();
    const { officerId, agencyId, partnershipId } = asker;
    const address = url.value.href;
    return this.dataSource.transaction(async (manager): Promise<Result<NewWebhook>> => {
      const before = await this.lockAll(manager, asker);
      if (before.some((one) => one.address === address)) return refuse(twice);
      if (before.length >= WEBHOOKS_MAX) return refuse(tooMany);
      const at = this.clock.now();
      const { id } = await manager.save(Webhook, {
        partnershipId,
        agencyId,
        address,
        sealedSecret: sealSecret(secret, this.config.tokenSecret, agencyId),
        state: 'on' as const,
        registeredBy: officerId,
        registeredAt: at,
        lastSuccessAt: null,
        lastFault: null,
      });
      await this.ledger.append(manager, {
        event: 'WebhookRegistered',
        ...entryOf(asker, id, at),
        facts: { addressSha256: createHash('sha256').update(address).digest('hex') },
      });
      return accept({ id, secret });
    });
  }

  /** Has a webhook called with a test. @returns its id, or `notices/no-such-webhook`. */
  test(asker: Asker, id: string): Promise<Result<string>> {
    return this.change(asker, id, async (manager, webhook, at) => {
      await this.outbox.enterTestCall(manager, webhook, at);
      await this.ledger.append(manager, {
        event: 'TestMessageAsked',
        ...entryOf(asker, id, at),
        facts: { channel: 'webhook' },
      });
    });
  }

  /** Switches a webhook on again. @returns its id, or `notices/no-such-webhook`. */
  switchOn(asker: Asker, id: string): Promise<Result<string>> {
    return this.change(asker, id, async (manager, _webhook, at) => {
      await manager.update(Webhook, { id }, { state: 'on', failures: 0 });
      await this.ledger.append(manager, {
        event: 'WebhookSwitched',
        ...entryOf(asker, id, at),
        facts: { state: 'on' },
      });
    });
  }

  /** Takes a webhook back; what still waits for it is dropped. @returns its id, or `notices/no-such-webhook`. */
  remove(asker: Asker, id: string): Promise<Result<string>> {
    return this.change(asker, id, async (manager, _webhook, at) => {
      await manager.update(Webhook, { id }, { state: 'removed' });
      await this.ledger.append(manager, { event: 'WebhookRemoved', ...entryOf(asker, id, at), facts: {} });
    });
  }

  private change(
    asker: Asker,
    id: string,
    work: (manager: EntityManager, webhook: Webhook, at: Date) => Promise<void>,
  ): Promise<Result<string>> {
    return this.dataSource.transaction(async (manager): Promise<Result<string>> => {
      const webhook = (await this.lockAll(manager, asker)).find((one) => one.id === id);
      if (!webhook) return refuse(noSuchWebhook);
      await work(manager, webhook, this.clock.now());
      return accept(id);
    });
  }

  /** The agency's webhooks, locked, so that two at once cannot pass the limit together. */
  private async lockAll(manager: EntityManager, { partnershipId, agencyId }: Asker): Promise<Webhook[]> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('webhook:' || $1 || ':' || $2, 0))`, [
      partnershipId,
      agencyId,
    ]);
    const all = await manager.findBy(Webhook, { partnershipId, agencyId });
    return all.filter(({ state }) => state !== 'removed');
  }
}

const entryOf = ({ officerId, agencyId, partnershipId }: Asker, id: string, at: Date) => ({
  partnershipId,
  agencyId,
  officerId,
  at,
  subject: { kind: 'webhook', id },
});

/** No such webhook of the agency. */
export const noSuchWebhook: Refusal = {
  code: 'notices/no-such-webhook',
  clause: 'ISA-22',
  message: 'Your agency has no such webhook.',
  mend: 'Choose one from the list of your agency’s webhooks.',
};

const twice: Refusal = {
  code: 'notices/webhook-twice',
  clause: 'ISA-22',
  message: 'Your agency has already registered this address.',
  mend: 'Use the one in the list, or remove it first to get a new secret.',
};

const tooMany: Refusal = {
  code: 'notices/webhooks-too-many',
  clause: 'ISA-22',
  message: `An agency registers at most ${WEBHOOKS_MAX} webhooks.`,
  mend: 'Remove one that you no longer need.',
};
