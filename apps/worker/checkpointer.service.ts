import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { WitnessWatch } from '@broker/identity';
import { CheckpointService, ReceiptService, WitnessRounds } from '@broker/ledger';

/** A checkpoint is due within ten seconds of a new entry. */
const PAUSE_MS = 3_000;
/** Each entry of which a receipt was given is in the tree within a minute; whether enough witnesses cosign is counted in hours. */
const MINUTE_MS = 60_000;

/**
 * Signs the log's newest head and goes round its witnesses; compares receipts with the tree and tells where too few witnesses cosign, or one
 * refuses: again and again. What fails is told, and made up for by the next round.
 */
@Injectable()
export class Checkpointer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Checkpointer.name);
  private timer: NodeJS.Timeout | undefined;
  private minutes: NodeJS.Timeout | undefined;
  private signing: Promise<unknown> | null = null;
  private asking: Promise<unknown> | null = null;
  private looking: Promise<unknown> | null = null;

  constructor(
    private readonly checkpoints: CheckpointService,
    private readonly witnesses: WitnessRounds,
    private readonly receipts: ReceiptService,
    private readonly watch: WitnessWatch,
  ) {}

  onApplicationBootstrap(): void {
    const go = (): void => {
      this.signing ??= this.sign().finally(() => (this.signing = null));
    };
    go();
    this.timer = setInterval(go, PAUSE_MS);
    this.minutes = setInterval(() => {
      this.looking ??= this.look().finally(() => (this.looking = null));
    }, MINUTE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    clearInterval(this.minutes);
    await this.signing;
    await this.asking;
    await this.looking;
  }

  private async sign(): Promise<void> {
    await this.checkpoints.signNewest().catch(this.tell('No checkpoint was signed'));
    // Not waited for: a witness that does not answer keeps nobody from signing.
    this.asking ??= this.witnesses
      .goRound()
      .catch(this.tell('The witnesses were not asked'))
      .finally(() => (this.asking = null));
  }

  /** Tells where too few witnesses cosign or one refuses, and compares what was promised with the tree. */
  private async look(): Promise<void> {
    await this.watch.look().catch(this.tell('Nobody looked how the witnesses fare'));
    const found = await this.receipts.reconcile().catch(this.tell('Receipts were not compared with the log'));
    if (found && found.missing > 0) this.log.error(`The log lacks the entries of ${found.missing} receipts`);
    if (found && found.late > 0) this.log.error(`${found.late} entries wait for their place for more than a minute`);
  }

  private tell(what: string): (error: unknown) => undefined {
    return (error) => {
      this.log.error(`${what}; the next round tries again`, error);
      return undefined;
    };
  }
}
