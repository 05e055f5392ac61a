import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed Chromium, or null, after saying so, when there is none. */
export function chromiumPath(): string | null {
  const found = [process.env['CHROMIUM_PATH'], ...PLACES].find((place) => place && existsSync(place));
  if (!found) console.warn('Not checked in a browser: no Chromium is installed (set CHROMIUM_PATH to one).');
  return found ?? null;
}

/** Starts a browser that talks to this computer alone. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });

/** A page may take its time on a crowded computer; only one that never comes is a fault. */
const PATIENCE_MS = 120_000;

/** One person in front of one browser window. */
export class Visitor {
  /** What the pages said to the console, but should not have. */
  readonly complaints: string[] = [];
  /** Pages that were looked at, and what axe found on them. */
  readonly violations: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly address: string,
    readonly runsScripts: boolean,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async arrive(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(await context.newPage(), address, options.javaScriptEnabled !== false);
  }

  open(path: string) {
    return this.page.goto(`${this.address}${path}`);
  }

  async signIn(who: string, password: string): Promise<void> {
    await this.open('/sign-in');
    await this.page.fill('#email', `${who}@demo.example`);
    await this.page.fill('#password', password);
    await this.press('Sign in');
  }

  /** Presses the first button (or link made as one) with this name and waits for the next page. */
  async press(name: string): Promise<void> {
    const named = { name, exact: true };
    const target = this.page.getByRole('button', named).or(this.page.getByRole('link', named)).first();
    await Promise.all([this.page.waitForNavigation(), target.click()]);
  }

  /** Has axe read the page as WCAG 2.2 AA asks. Axe is a script itself: where none run, there is nothing to ask. */
  async lookAt(name: string): Promise<void> {
    if (!this.runsScripts) return;
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    this.violations.push(
      ...violations.map(({ id, nodes }) => `${name}: ${id} (${nodes.length}) ${nodes[0]?.html.slice(0, 120)}`),
    );
  }

  /** True when the page is wider than the window: somebody would have to scroll sideways. */
  tooWide(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  /** The text beside a key of a summary list. */
  figure(key: string): Promise<string> {
    return this.page
      .locator('.govuk-summary-list__row', { has: this.page.getByText(key, { exact: true }) })
      .locator('.govuk-summary-list__value')
      .first()
      .innerText();
  }
}
