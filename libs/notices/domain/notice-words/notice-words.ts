import { inWords } from '@broker/working-calendar';

/** What a notice says of its cause: codes, names of agencies, counts and dates (`YYYY-MM-DD`); never a person's details. */
export type NoticeFacts = Readonly<Record<string, string | number>>;

/** What a notice is about. */
export interface NoticeSubject {
  kind: string;
  id: string;
}

/** How notices of one kind are worded. */
export interface NoticeWording {
  /**
   * The words, made from the facts. The `title` also stands in e-mails and digests, so it says what kind of thing has happened and by when,
   * and nothing else; the `text` is read on the page alone.
   */
  words: (facts: NoticeFacts) => { title: string; text: string };
  /** Path of the page where the officer acts on it, from `/`. */
  path: (subject: NoticeSubject) => string;
}

/** A fact as text; empty when the sender left it out. */
export const fact = (facts: NoticeFacts, name: string): string => String(facts[name] ?? '');

/** A date among the facts in words, `Tuesday 7 June 2026`; empty when the sender left it out. */
export function dayFact(facts: NoticeFacts, name: string): string {
  const date = fact(facts, name);
  return date && inWords(date);
}
