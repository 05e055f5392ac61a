import { afterAll, beforeAll } from '@jest/globals';
import type { Clock } from '@broker/kernel';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from './browser.js';
import { Host } from './host.js';

/** A narrow telephone. */
export const PHONE = { viewport: { width: 320, height: 640 } };

/** A walk of several people through the pages of one running product, and what was wrong with the pages they looked at. */
export class Journey {
  /** Null where no Chromium is installed: nothing can be walked then. */
  readonly executable = chromiumPath();
  private readonly visitors: Visitor[] = [];
  private readonly wide: string[] = [];
  private started: { host: Host; browser: Browser } | null = null;

  private constructor() {}

  /** Starts the product and a browser before the tests of a file, and stops both after them. */
  static ofThisFile(clock?: Clock): Journey {
    const journey = new Journey();
    beforeAll(async () => {
      const { executable } = journey;
      if (executable) journey.started = { host: await Host.start(clock), browser: await launch(executable) };
    });
    afterAll(async () => {
      await journey.started?.browser.close();
      await journey.started?.host.stop();
    });
    return journey;
  }

  get host(): Host {
    return this.running.host;
  }

  /** Somebody of the demonstration who has signed in, in a window of their own. */
  readonly signedIn = async (who: string, options: BrowserContextOptions = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(this.running.browser, this.host.address, options);
    await visitor.signIn(who, DEMONSTRATION_PASSWORD);
    this.visitors.push(visitor);
    return visitor;
  };

  /** Has axe read the open page, and notes where it is too wide. A picture of it is kept in the folder BROKER_SHOTS, where that is given. */
  readonly look = async (visitor: Visitor, name: string): Promise<void> => {
    const shots = process.env['BROKER_SHOTS'];
    const size = visitor.page.viewportSize()?.width ?? 0;
    if (shots) await visitor.page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
    await visitor.lookAt(name);
    if (await visitor.tooWide()) this.wide.push(`${name} at ${size}`);
  };

  /** What the pages said to the console, barred somebody by, or were too wide with. A refused form answers 422, which the browser notes. */
  get faults(): string[] {
    const complaints = this.visitors.flatMap((visitor) => visitor.complaints).filter((one) => !one.includes('422'));
    return [...complaints, ...this.visitors.flatMap(({ violations }) => violations), ...this.wide];
  }

  private get running(): { host: Host; browser: Browser } {
    if (!this.started) throw new Error('The journey has not begun.');
    return this.started;
  }
}
