import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarText, escapeText, foldLine, type CalendarEvent } from './icalendar.js';

const anEvent = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'breach-response.breach.1@safe-city-broker',
  sequence: 2,
  on: '2026-12-31',
  changedAt: new Date('2026-11-20T09:00:00.123Z'),
  summary: 'Answer the report of a breach',
  description: 'By the end of this day (ISA-32b).',
  url: 'https://broker.example/breaches/1',
  ...over,
});

/** A small reader of RFC 5545: unfolds, splits names from values, nests components. */
interface Component {
  name: string;
  properties: Record<string, string>;
  parts: Component[];
}

function parse(text: string): Component {
  const root: Component = { name: '', properties: {}, parts: [] };
  const open = [root];
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)*):(.*)$/su.exec(line) ?? [];
    if (name === 'BEGIN') {
      const part = { name: value, properties: {}, parts: [] };
      open.at(-1)!.parts.push(part);
      open.push(part);
    } else if (name === 'END') {
      if (open.pop()!.name !== value) throw new Error(`END:${value} ends nothing`);
    } else open.at(-1)!.properties[name] = value;
  }
  if (open.length !== 1) throw new Error('a component is not ended');
  return root.parts[0]!;
}

const unescape = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one));

describe('a calendar of deadlines (RFC 5545)', () => {
  it('is one that a reader understands: days as DATE, instants in UTC, one event for each deadline', () => {
    const { name, properties, parts } = parse(calendarText('Deadlines', [anEvent(), anEvent({ uid: 'other' })]));
    expect([name, properties['VERSION'], parts.map((part) => part.name)]).toEqual([
      'VCALENDAR',
      '2.0',
      ['VEVENT', 'VEVENT'],
    ]);
    expect(parts[0]!.properties).toMatchObject({
      UID: 'breach-response.breach.1@safe-city-broker',
      SEQUENCE: '2',
      DTSTAMP: '20261120T090000Z',
      'DTSTART;VALUE=DATE': '20261231',
      'DTEND;VALUE=DATE': '20270101',
      SUMMARY: 'Answer the report of a breach',
    });
  });

  it('brings any text through escaping and folding unharmed, in lines of at most 75 octets', () => {
    // Line ends become \n, and what is no text at all a blank.
    const plain = (text: string) =>
      // oxlint-disable-next-line no-control-regex
      text.replaceAll(/\r\n|\r/g, '\n').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
        fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
        (summary, description) => {
          const text = calendarText('Deadlines', [anEvent({ summary, description: description })]);
          for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          const [event] = parse(text).parts;
          expect(unescape(event!.properties['SUMMARY']!)).toBe(plain(summary));
          expect(unescape(event!.properties['DESCRIPTION']!)).toBe(plain(description));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('lets no text end its line and begin another property', () => {
    expect(escapeText('a\r\nATTENDEE:mailto:x@y\nb;c,d\\e')).toBe('a\\nATTENDEE:mailto:x@y\\nb\\;c\\,d\\\\e');
  });

  it('never folds within a character', () => {
    const folded = foldLine(`SUMMARY:${'é🙂'.repeat(60)}`);
    for (const line of folded.split('\r\n')) expect(line).not.toContain('�');
    expect(folded.replaceAll('\r\n ', '').trimEnd()).toBe(`SUMMARY:${'é🙂'.repeat(60)}`);
  });
});
