import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { MachineTokenService, SigningKeyService } from '@broker/identity';
import { IdempotentAnswers } from '@broker/platform';

const HOUR_MS = 3_600_000;

/** Does once an hour what has days of time: the next signing key, and the forgetting of what nobody needs any more. */
@Injectable()
export class Housekeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Housekeeper.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly keys: SigningKeyService,
    private readonly programs: MachineTokenService,
    private readonly answers: IdempotentAnswers,
  ) {}

  onApplicationBootstrap(): void {
    const begin = (): void => void (this.round = this.goRound());
    begin();
    this.timer = setInterval(begin, HOUR_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round. What fails is told, and done in the next one; it keeps nothing else from its turn. */
  async goRound(): Promise<void> {
    await this.attempt('The next signing key was not made', () => this.keys.makeDue());
    await this.attempt('Ended signing keys were not removed', () => this.keys.removeEnded());
    await this.attempt('Ended programs were not forgotten', () => this.programs.forgetEnded());
    await this.attempt('Old answers were not forgotten', () => this.answers.forgetOld());
  }

  private async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error(`${what}; the next round tries again`, error);
    }
  }
}
