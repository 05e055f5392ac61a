import type { ActorNames, PublishedVersion } from '@broker/agreement';
import { paths } from '../paths.js';
import { presentVersion } from './version.presenter.js';

/** What the person writes. */
export interface SigningFields {
  postHeld: string;
  signedName: string;
  adopts: boolean;
}

/** The whole text, and the form under it. The form carries the fingerprint of the text that is shown. */
export function presentSigning(version: PublishedVersion, names: ActorNames | null, fields?: SigningFields) {
  return {
    ...presentVersion(version),
    agency: names?.agency ?? '',
    fields: fields ?? { postHeld: '', signedName: names?.officer ?? '', adopts: false },
    back: paths.agreement({}),
  };
}
