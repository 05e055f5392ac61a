import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { VaultService } from '@broker/platform';

/** Renews the key under which personal information is kept, while the broker runs; which the log shows (ISA-26). */
@Injectable()
export class VaultRotation {
  constructor(
    private readonly vault: VaultService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new key's id, and how many items were closed under it. May be run again after it was cut short. */
  rotate(): Promise<{ keyId: string; items: number }> {
    return this.vault.rotate(async (manager, keyId) => {
      await this.ledger.append(manager, {
        event: 'VaultKeyRotated',
        partnershipId: null,
        agencyId: null,
        officerId: null,
        subject: { kind: 'vault-key', id: keyId },
        at: this.clock.now(),
        facts: { keyId },
      });
    });
  }
}
