import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckpointService, ReceiptService, WitnessRounds } from '@broker/ledger';

/** A checkpoint is due within ten seconds of a new entry. */
const PAUSE_MS = 3_000;
/** Each entry of which a receipt was given is in the tree within a minute. */
const RECONCILE_MS = 60_000;

/** Signs the log's newest head, goes round its witnesses and compares receipts with the tree, again and again. What fails is told, and made up for by the next round. */
@Injectable()
export class Checkpointer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Checkpointer.name);
  private timer: NodeJS.Timeout | undefined;
  private reconciler: NodeJS.Timeout | undefined;
  private signing: Promise<unknown> | null = null;
  private asking: Promise<unknown> | null = null;

  constructor(
    private readonly checkpoints: CheckpointService,
    private readonly witnesses: WitnessRounds,
    private readonly receipts: ReceiptService,
  ) {}

  onApplicationBootstrap(): void {
    const go = (): void => {
      this.signing ??= this.sign().finally(() => (this.signing = null));
    };
    go();
    this.timer = setInterval(go, PAUSE_MS);
    this.reconciler = setInterval(() => void this.reconcile(), RECONCILE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    clearInterval(this.reconciler);
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

  /** Compares what was promised with the tree. */
  private async reconcile(): Promise<void> {
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
