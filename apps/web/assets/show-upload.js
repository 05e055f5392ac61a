import { initAll } from './govuk.js';

/** A smaller file has arrived before a bar could be read. */
const WORTH_SHOWING_BYTES = 5_000_000;

/**
 * Shows how much of a large file has been sent. Without JavaScript the browser sends it as any other form.
 * @param {HTMLFormElement} form with one file, and a hidden bar after it.
 */
export function showUpload(form) {
  form.addEventListener('submit', (event) => {
    const file = form.querySelector('input[type=file]').files[0];
    if (!file || file.size < WORTH_SHOWING_BYTES) return;
    event.preventDefault();
    send(form);
  });
}

function send(form) {
  const shown = document.querySelector('[data-upload-progress]');
  const [bar, words] = [shown.querySelector('progress'), shown.querySelector('[data-progress-words]')];
  const button = form.querySelector('button[type=submit]');
  button.disabled = true;
  shown.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = Math.floor((loaded / total) * 100);
    bar.value = percent;
    if (percent % 10 === 0) words.textContent = `${percent}% of the file sent.`;
  });
  request.addEventListener('load', () => show(request, form));
  request.addEventListener('error', () => {
    button.disabled = false;
    words.textContent = 'The connection stopped, and nothing was kept. Try again.';
  });
  request.open('POST', form.action);
  request.send(new FormData(form));
}

/** Goes where the answer leads; a refusal is shown in place. */
function show(request, form) {
  if (request.responseURL !== form.action) return location.assign(request.responseURL);
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
  document.title = answer.title;
  const main = answer.querySelector('main');
  document.querySelector('main').replaceWith(main);
  initAll({ scope: main });
  const next = main.querySelector('form[data-upload]');
  if (next) showUpload(next);
}
