const EVERY_MS = 1000;

/**
 * Moves the bar of a check in progress, and shows the page anew when the check has ended. Without JavaScript the page refreshes itself.
 * @param {HTMLElement} progress holds the bar and its words; names the address to ask.
 */
export function followCheck(progress) {
  const bar = progress.querySelector('progress');
  const words = progress.querySelector('[data-progress-words]');

  async function ask() {
    try {
      const answer = await fetch(progress.dataset.progressUrl, { headers: { accept: 'application/json' } });
      if (answer.redirected || answer.status === 404) return location.reload();
      const { done, percent, sentence } = await answer.json();
      if (done) return location.reload();
      bar.value = percent;
      if (words.textContent !== sentence) words.textContent = sentence;
    } catch {
      // The server does not answer: asked again.
    }
    setTimeout(() => void ask(), EVERY_MS);
  }

  void ask();
}
