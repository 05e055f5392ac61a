import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Refusal } from '@broker/kernel';
import { CONFIG, keyedHash, type Config } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { FAILURES_FORGOTTEN_HOURS, FREE_FAILURES_OF_NETWORK, waitAfterFailures } from '../domain/guessing.js';
import { GuessCounter } from './guess-counter.entity.js';
import { inSystem } from './in-system.js';
import { networkOf, type Origin } from './origin.js';

/** What is guessed at, for whose account, and where the guess comes from. */
export interface Guess {
  what: 'password' | 'code' | 'link';
  /** Whatever names the account: the same text each time, whether there is such an account or not. */
  account: string;
  /** The officer, when the account is somebody's. */
  officerId: string | null;
  origin: Origin;
}

/** The answer to a guess: how long to wait, or what was found (null: the guess was wrong). */
export type Guessed<T> = { waitSeconds: number; found?: never } | { waitSeconds: 0; found: T | null };

interface Counter {
  key: string;
  free?: number;
}

/**
 * Slows guessing (ISA-26). Wrong answers count against the account and the network they come from; a browser from which the officer has
 * signed in before has a counter of its own instead, so that no stranger can make its owner wait.
 */
@Injectable()
export class GuessingService {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret'>,
  ) {}

  /**
   * Lets one answer be checked, unless there were too many wrong ones. It counts as wrong from the start, so that answers given at the
   * same time count too, and is taken back when it was right.
   * @param check answers null when the guess was wrong.
   */
  async attempt<T>(guess: Guess, check: () => Promise<T | null>): Promise<Guessed<T>> {
    const counters = this.countersOf(guess);
    const waitSeconds = await inSystem(this.dataSource, (manager) => this.count(manager, counters));
    if (waitSeconds > 0) return { waitSeconds };
    const found = await check();
    if (found !== null) await inSystem(this.dataSource, (manager) => this.takeBack(manager, counters));
    return { waitSeconds: 0, found };
  }

  /** The cookie by which a browser is known again as one that this officer has used. */
  deviceToken(officerId: string): string {
    const nonce = randomBytes(16).toString('base64url');
    return `${nonce}.${this.deviceSeal(officerId, nonce)}`;
  }

  private deviceSeal(officerId: string, nonce: string): string {
    return keyedHash(this.config.tokenSecret, 'known-browser', `${officerId}:${nonce}`);
  }

  private countersOf({ what, account, officerId, origin }: Guess): Counter[] {
    const keyed = (text: string): string => keyedHash(this.config.tokenSecret, 'guess-counter', `${what}:${text}`);
    const [nonce = '', seal = ''] = (origin.device ?? '').split('.');
    if (officerId && seal !== '' && seal === this.deviceSeal(officerId, nonce))
      return [{ key: keyed(`browser:${nonce}`) }];
    const network = networkOf(origin.address);
    const ofNetwork = network ? [{ key: keyed(`network:${network}`), free: FREE_FAILURES_OF_NETWORK }] : [];
    return what === 'link' ? ofNetwork : [{ key: keyed(`account:${account}`) }, ...ofNetwork];
  }

  /** @returns the seconds to wait; 0 when the answer may be checked, and then it is counted. */
  private async count(manager: EntityManager, counters: Counter[]): Promise<number> {
    const now = this.clock.now();
    const forgotten = new Date(now.getTime() - FAILURES_FORGOTTEN_HOURS * 3_600_000);
    let waitSeconds = 0;
    for (const { key, free } of counters) {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
      const row = await manager.findOneBy(GuessCounter, { key });
      if (row && row.lastFailedAt > forgotten)
        waitSeconds = Math.max(waitSeconds, waitAfterFailures(row.failures, row.lastFailedAt, now, free));
    }
    if (waitSeconds > 0) return waitSeconds;
    for (const { key } of counters) {
      await manager.query(
        `INSERT INTO guess_counter AS known (key, failures, last_failed_at) VALUES ($1, 1, $2)
         ON CONFLICT (key) DO UPDATE SET last_failed_at = $2,
           failures = CASE WHEN known.last_failed_at > $3 THEN known.failures + 1 ELSE 1 END`,
        [key, now, forgotten],
      );
    }
    return 0;
  }

  /** One right answer proves the account's owner, but says nothing of everybody else behind the same network. */
  private async takeBack(manager: EntityManager, counters: Counter[]): Promise<void> {
    for (const { key, free } of counters) {
      if (free === undefined) await manager.delete(GuessCounter, { key });
      else await manager.query('UPDATE guess_counter SET failures = greatest(failures - 1, 0) WHERE key = $1', [key]);
    }
  }
}

/** What is said to whoever has to wait. */
export const waiting = (seconds: number): Refusal => ({
  code: 'identity/wait',
  clause: 'ISA-26',
  message: 'There were too many wrong answers.',
  mend: `Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`,
});
