import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckpointService, WitnessRounds } from '@broker/ledger';

/** A checkpoint is due within ten seconds of a new entry. */
const PAUSE_MS = 3_000;

/** Signs the log's newest head and goes round its witnesses, again and again. What fails is told, and made up for by the next round. */
@Injectable()
export class Checkpointer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Checkpointer.name);
  private timer: NodeJS.Timeout | undefined;
  private signing: Promise<unknown> | null = null;
  private asking: Promise<unknown> | null = null;

  constructor(
    private readonly checkpoints: CheckpointService,
    private readonly witnesses: WitnessRounds,
  ) {}

  onApplicationBootstrap(): void {
    const go = (): void => {
      this.signing ??= this.sign().finally(() => (this.signing = null));
    };
    go();
    this.timer = setInterval(go, PAUSE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.signing;
    await this.asking;
  }

  private async sign(): Promise<void> {
    await this.checkpoints.signNewest().catch(this.tell('No checkpoint was signed'));
    // Not waited for: a witness that does not answer keeps nobody from signing.
    this.asking ??= this.witnesses
      .goRound()
      .catch(this.tell('The witnesses were not asked'))
      .finally(() => (this.asking = null));
  }

  private tell(what: string): (error: unknown) => void {
    return (error) => this.log.error(`${what}; the next round tries again`, error);
  }
}
