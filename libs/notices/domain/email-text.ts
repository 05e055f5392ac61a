import type { LocalDate } from '@broker/kernel';
import { inWords } from '@broker/working-calendar';

/** An e-mail without its addressee. */
export interface EmailText {
  subject: string;
  text: string;
  html: string;
}

/** What an e-mail tells of a notice: never its text, which is read behind the sign-in. */
export interface EmailLine {
  title: string;
  clause: string;
  dueOn: LocalDate | null;
  /** Path of a page, from `/`. */
  path: string;
}

const FOOTER = 'You get this e-mail because you hold a post in a partnership that uses the Safe City Broker.';

/** The e-mail about one notice. @param publicUrl what links begin with, without a slash at the end. */
export function emailOf(notice: EmailLine, publicUrl: string): EmailText {
  return compose(
    `${notice.title} (${notice.clause})`,
    ['Something in the Safe City Broker needs you.'],
    [notice],
    publicUrl,
  );
}

/** The daily e-mail about everything unread and everything due. `due`: the deadlines that reach the officer, the earliest first. */
export function digestOf(unread: readonly EmailLine[], due: readonly EmailLine[], publicUrl: string): EmailText {
  const counts = [count(unread.length, 'unread notice'), count(due.length, 'deadline')].filter(Boolean).join(', ');
  const opening = ['What is unread in your inbox, and what is due.'];
  return compose(`Safe City Broker today: ${counts}`, opening, [...due, ...unread], publicUrl);
}

/** The e-mail that an operator sends to themselves. */
export const testEmail = (publicUrl: string): EmailText =>
  compose('Test e-mail of the Safe City Broker', ['E-mail from the Safe City Broker reaches you.'], [], publicUrl);

const count = (number: number, noun: string): string => (number ? `${number} ${noun}${number === 1 ? '' : 's'}` : '');

function compose(subject: string, opening: string[], lines: readonly EmailLine[], publicUrl: string): EmailText {
  const preferences = `${publicUrl}/notices/preferences`;
  const text = [
    ...opening,
    '',
    ...lines.flatMap((line) => [`* ${sentence(line)}`, `  ${publicUrl}${line.path}`, '']),
    FOOTER,
    `Choose when you are told by e-mail: ${preferences}`,
    '',
  ].join('\n');
  const items = lines.map(
    (line) =>
      `<li><a href="${escapeHtml(publicUrl + line.path)}">${escapeHtml(line.title)}</a> ${escapeHtml(tail(line))}</li>`,
  );
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>',
    `${escapeHtml(subject)}</title></head><body>`,
    ...opening.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(items.length > 0 ? [`<ul>${items.join('')}</ul>`] : []),
    `<p>${FOOTER} <a href="${escapeHtml(preferences)}">Choose when you are told by e-mail</a>.</p></body></html>`,
  ].join('');
  return { subject: oneLine(subject), text, html };
}

const tail = ({ clause, dueOn }: EmailLine): string => (dueOn ? `By ${inWords(dueOn)} (${clause}).` : `(${clause})`);

const sentence = (line: EmailLine): string => `${oneLine(line.title)} ${tail(line)}`;

/** A header line cannot be broken out of: whatever is not visible becomes a blank. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
