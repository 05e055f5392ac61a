import { ACCESS_NOTICES } from './access.js';
import { AGREEMENT_NOTICES } from './agreement.js';
import { AUDIT_NOTICES } from './audit-words.js';
import { BREACH_NOTICES } from './breach.js';
import { DEADLINES_NOTICES } from './deadlines.js';
import { DISCLOSURE_NOTICES } from './disclosure.js';
import { IDENTITY_NOTICES } from './identity.js';
import { KEEPING_NOTICES } from './keeping.js';
import type { NoticeWording } from './notice-words.js';
import { NOTICES_NOTICES } from './notices.js';
import { OFFICERS_NOTICES } from './officers.js';
import { REQUESTS_NOTICES } from './requests.js';
import { TOKENS_NOTICES } from './tokens.js';
import { WITNESSES_NOTICES } from './witnesses.js';

export * from './notice-words.js';

/** The one table of the words of notices: kind → how it is worded. Each room has its own part of it. */
export const NOTICE_WORDS: Readonly<Record<string, NoticeWording>> = {
  ...IDENTITY_NOTICES,
  ...OFFICERS_NOTICES,
  ...ACCESS_NOTICES,
  ...TOKENS_NOTICES,
  ...AGREEMENT_NOTICES,
  ...DEADLINES_NOTICES,
  ...BREACH_NOTICES,
  ...AUDIT_NOTICES,
  ...DISCLOSURE_NOTICES,
  ...REQUESTS_NOTICES,
  ...KEEPING_NOTICES,
  ...NOTICES_NOTICES,
  ...WITNESSES_NOTICES,
};

/** The wording of a kind of notice, or undefined. */
export const wordingOf = (kind: string): NoticeWording | undefined =>
  Object.hasOwn(NOTICE_WORDS, kind) ? NOTICE_WORDS[kind] : undefined;
