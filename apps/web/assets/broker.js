import { initAll } from './govuk.js';
import { followCheck } from './follow-check.js';
import { usePasskeys } from './passkeys.js';
import { showUpload } from './show-upload.js';

initAll();

const progress = document.querySelector('[data-progress-url]');
if (progress) followCheck(progress);

const upload = document.querySelector('form[data-upload]');
if (upload) showUpload(upload);

document.querySelectorAll('form[data-passkey]').forEach(usePasskeys);
