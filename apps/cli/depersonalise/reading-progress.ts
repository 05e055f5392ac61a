const REDRAW_MS = 100;
const BAR_WIDTH = 30;

/** Where progress is shown: a terminal, or anything else, which then hears nothing. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows on a terminal how far the reading of a file has come: share of its bytes, rows, time left. */
export class ReadingProgress {
  private readonly beganAt: number;
  private drawnAt = -Infinity;
  private hasDrawn = false;

  /**
   * @param fileBytes size of the file
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly fileBytes: number,
    private readonly screen: Screen,
    private readonly now: () => number,
  ) {
    this.beganAt = now();
  }

  /** Tells how much has been read. */
  show(bytes: number, rows: number): void {
    if (!this.screen.isTTY || this.now() - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = this.now();
    const share = this.fileBytes > 0 ? Math.min(1, bytes / this.fileBytes) : 1;
    const bar = '#'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '.');
    const secondsLeft = share > 0 ? Math.ceil(((this.drawnAt - this.beganAt) / 1000) * (1 / share - 1)) : 0;
    this.draw(
      `Reading [${bar}] ${Math.floor(share * 100)} %, ${rows.toLocaleString('en-GB')} rows, ${secondsLeft} s left`,
    );
  }

  /** Tells what is done now, in place of the bar. */
  say(text: string): void {
    if (this.screen.isTTY) this.draw(text);
  }

  /** Clears the line. */
  end(): void {
    if (this.hasDrawn) this.screen.write('\r\u001B[K');
  }

  private draw(text: string): void {
    this.hasDrawn = true;
    this.screen.write(`\r\u001B[K${text}`);
  }
}
