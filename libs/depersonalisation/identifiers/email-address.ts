import type { Detector } from './detector.js';

const LONGEST = { local: 64, domain: 255 };
const DOMAIN = /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/i;

/** Letters, figures and the marks that stand in the part before the at sign; letters of every script among them. */
function isLocal(code: number): boolean {
  if (code > 127) return code === 0x2019 || (code !== 0xa0 && code < 0x2000);
  if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return true;
  return "._%+'-".includes(String.fromCharCode(code));
}

/** E-mail addresses. */
export const emailAddress: Detector = {
  kind: 'email-address',
  digits: 0,
  find({ text }, found) {
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      let start = at;
      while (start > 0 && at - start < LONGEST.local && isLocal(text.charCodeAt(start - 1))) start--;
      if (start === at) continue;
      const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST.domain));
      if (domain) found(start, at + 1 + domain[0].length);
    }
  },
};
