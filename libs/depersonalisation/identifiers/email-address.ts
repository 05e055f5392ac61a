import type { Detector } from './detector.js';

const EMAIL = /[\w.%+'-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/i;

/** E-mail addresses. */
export const emailAddress: Detector = {
  kind: 'email-address',
  finds: (text) => text.includes('@') && EMAIL.test(text),
};
