import { initAll } from './govuk.js';

initAll();

// A check in progress: asks how far it is, and shows the page anew when it has ended. Without JavaScript the page refreshes itself.
const progress = document.querySelector('[data-progress-url]');

async function follow() {
  try {
    const answer = await fetch(progress.dataset.progressUrl, { headers: { accept: 'application/json' } });
    if (answer.redirected || answer.status === 404) return location.reload();
    const { done, percent, sentence } = await answer.json();
    if (done) return location.reload();
    progress.querySelector('progress').value = percent;
    const words = progress.querySelector('[data-progress-words]');
    if (words.textContent !== sentence) words.textContent = sentence;
  } catch {
    // The server does not answer: asked again.
  }
  setTimeout(() => void follow(), 1000);
}

if (progress) void follow();
