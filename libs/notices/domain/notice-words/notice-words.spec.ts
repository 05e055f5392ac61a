import { describe, expect, it } from '@jest/globals';
import { NOTICE_WORDS, type NoticeFacts } from './index.js';

/** Answers every question for a fact: dates with a date, the number of a thing with a number, all else with a mark that must not get into an e-mail. */
const MARK = 'a-particular';
const anyFacts = new Proxy<NoticeFacts>(
  {},
  {
    get: (_, name) =>
      /(^on|On|At)$/.test(String(name)) ? '2026-11-20' : /^(number|version)$/.test(String(name)) ? 7 : MARK,
  },
);

describe('the words of notices', () => {
  it.each(Object.entries(NOTICE_WORDS))(
    '%s: the title holds no particulars but dates and serial numbers, since it leaves by e-mail',
    (_, wording) => {
      const { title, text } = wording.words(anyFacts);
      expect(title).not.toContain(MARK);
      expect(title.length).toBeGreaterThan(5);
      expect(title.length).toBeLessThanOrEqual(120);
      expect(text).not.toBe('');
    },
  );

  it.each(Object.entries(NOTICE_WORDS))('%s: leads to a page of ours', (_, wording) => {
    expect(wording.path({ kind: 'breach', id: '0b8f5f0e-0000-4000-8000-000000000000' })).toMatch(/^\/[a-z][\w/#?=-]*$/);
  });
});
