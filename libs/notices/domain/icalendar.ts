import type { LocalDate } from '@broker/kernel';
import { addDays } from '@broker/working-calendar';

/** One deadline as a calendar shows it: a whole day. */
export interface CalendarEvent {
  /** The same for as long as the deadline lives, however often its date changes. */
  uid: string;
  /** One more with each change of the date. */
  sequence: number;
  on: LocalDate;
  changedAt: Date;
  summary: string;
  description: string;
  /** Full address of the page. */
  url: string;
}

const OCTETS_MAX = 75;
const encoder = new TextEncoder();

/** Text as RFC 5545 section 3.3.11 writes it; control characters, which it cannot carry, become blanks. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f]/g, ' ');

/** A content line in pieces of at most 75 octets, never within a character (RFC 5545 section 3.1), each ended by CRLF. */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const width = encoder.encode(character).length;
    if (octets + width > OCTETS_MAX) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += width;
  }
  return `${[...pieces, piece].join('\r\n')}\r\n`;
}

/** A calendar of deadlines (RFC 5545). @param name what calendar programs call it. */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Safe City Broker//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map(foldLine).join('');
}

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${stamp(event.changedAt)}`,
  `LAST-MODIFIED:${stamp(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTART;VALUE=DATE:${day(event.on)}`,
  `DTEND;VALUE=DATE:${day(addDays(event.on, 1))}`,
  `SUMMARY:${escapeText(event.summary)}`,
  `DESCRIPTION:${escapeText(event.description)}`,
  `URL:${event.url}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

const day = (on: LocalDate): string => on.replaceAll('-', '');

/** An instant in UTC: `20261120T090000Z`. */
const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
