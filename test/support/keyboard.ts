import type { Page } from 'playwright-core';

/** More than any page has places to stop at: who gets here goes round in circles. */
const STOPS_MAX = 40;

/** Somebody who uses a page by its keys alone. */
export class Keyboard {
  /** Keys that were pressed; Shift counts as one. */
  count = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.count += /^[A-Z]$/.test(key) ? 2 : 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.press(letter === ' ' ? 'Space' : letter);
  }

  /** Presses Tab until the element with this id has the focus. Throws where it never has. */
  tabTo(id: string): Promise<void> {
    return this.tabUntil(`#${id}`);
  }

  /** Presses Tab until the button with this name has the focus. Throws where it never has. */
  tabToButton(name: string): Promise<void> {
    return this.tabUntil(`button:has-text("${name}")`);
  }

  private async tabUntil(selector: string): Promise<void> {
    const wanted = this.page.locator(selector).first();
    for (let stops = 0; stops < STOPS_MAX; stops += 1) {
      await this.press('Tab');
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    }
    throw new Error(`${selector} is not reached by Tab`);
  }
}
