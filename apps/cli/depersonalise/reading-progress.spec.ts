import { describe, expect, it } from '@jest/globals';
import { ReadingProgress } from './reading-progress.js';

function screenOf(isTTY: boolean) {
  const shown: string[] = [];
  return { isTTY, shown, write: (text: string) => shown.push(text.replace('\r\u001B[K', '')) };
}

describe('the progress of reading', () => {
  it('is shown on a terminal, ten times a second, with the time left', () => {
    const screen = screenOf(true);
    let now = 1000;
    const progress = new ReadingProgress(400, screen, () => now);
    now = 3000;
    progress.show(100, 5000);
    now = 3050;
    progress.show(101, 5001);
    now = 9000;
    progress.show(400, 20_000);
    progress.say('Searching …');
    progress.end();
    expect(screen.shown).toEqual([
      'Reading [########......................] 25 %, 5,000 rows, 6 s left',
      'Reading [##############################] 100 %, 20,000 rows, 0 s left',
      'Searching …',
      '',
    ]);
  });

  it('is silent elsewhere', () => {
    const screen = screenOf(false);
    const progress = new ReadingProgress(400, screen, () => 0);
    progress.show(100, 1);
    progress.say('Searching …');
    progress.end();
    expect(screen.shown).toEqual([]);
  });
});
