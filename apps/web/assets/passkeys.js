const WORDS = {
  failed: 'That did not work. Try again, or use another way.',
  cancelled: 'Nothing was done: the passkey was not confirmed.',
  known: 'This device has a passkey for you already.',
};

const asJson = (credential) => JSON.stringify(credential.toJSON());

const works = () => typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/**
 * Makes or shows a passkey when a form is sent, and sends what the browser answers with it. Without JavaScript, or in a browser without
 * passkeys, the form stays hidden and what the page says instead stands.
 * @param {HTMLFormElement} form names what to do (`data-passkey`: create or get) and where to ask for the options.
 */
export function usePasskeys(form) {
  if (!works()) return;
  form.hidden = false;
  document.querySelectorAll('[data-no-passkey]').forEach((instead) => instead.remove());
  const words = form.querySelector('[data-passkey-words]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    words.textContent = '';
    answer(form).catch((error) => {
      words.textContent =
        error.name === 'InvalidStateError'
          ? WORDS.known
          : error.name === 'NotAllowedError'
            ? WORDS.cancelled
            : WORDS.failed;
    });
  });
}

async function answer(form) {
  const asked = await fetch(form.dataset.passkeyOptions, { headers: { accept: 'application/json' } });
  // Signed out in the meantime, or to be confirmed first: the page itself says which.
  if (asked.redirected || !asked.ok) return location.reload();
  const { options, attempt } = await asked.json();
  const made =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.attempt.value = attempt;
  form.elements.response.value = asJson(made);
  form.submit();
}
