import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { EMAIL_WISHES, type EmailWish } from './domain/index.js';
import type { Asker } from './outbox/outbox.service.js';

/** When officers want e-mail. The inbox is not a matter of preference: what the agreement asks for always reaches it. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What an officer has chosen; at once, when nothing. */
  async emailWish(officerId: string): Promise<EmailWish> {
    const [row] = await this.dataSource.query<{ email: EmailWish }[]>(
      `SELECT email FROM notice_preference WHERE officer_id = $1`,
      [officerId],
    );
    return row?.email ?? 'at-once';
  }

  /** Chooses. @returns the wish, or `notices/no-such-wish`. */
  async choose({ officerId, agencyId, partnershipId }: Asker, wanted: unknown): Promise<Result<EmailWish>> {
    const email = EMAIL_WISHES.find((wish) => wish === wanted);
    if (!email) return refuse(noSuchWish);
    const at = this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO notice_preference (officer_id, email, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (officer_id) DO UPDATE SET email = excluded.email, changed_at = excluded.changed_at`,
        [officerId, email, at],
      );
      await this.ledger.append(manager, {
        event: 'NoticePreferenceChanged',
        partnershipId,
        agencyId,
        officerId,
        at,
        subject: { kind: 'officer', id: officerId },
        facts: { email },
      });
    });
    return accept(email);
  }
}

const noSuchWish: Refusal = {
  code: 'notices/no-such-wish',
  clause: 'ISA-30',
  message: 'Choose when you want to be told by e-mail.',
  mend: 'Choose “at once”, “once a day” or “never”. Notices reach your inbox in any case.',
};
