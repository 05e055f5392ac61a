import { describe, expect, it } from '@jest/globals';
import { digestOf, emailOf, testEmail, type EmailLine } from './email-text.js';

const SITE = 'https://broker.example';
const line: EmailLine = { title: 'Answer a report', clause: 'ISA-32b', dueOn: '2026-11-27', path: '/notices' };

describe('an e-mail', () => {
  it('says what, by when, by which clause, and where', () => {
    const { subject, text, html } = emailOf(line, SITE);
    expect(subject).toBe('Answer a report (ISA-32b)');
    expect(text).toContain(
      '* Answer a report By Friday 27 November 2026 (ISA-32b).\n  https://broker.example/notices\n',
    );
    expect(text).toContain('https://broker.example/notices/preferences');
    expect(html).toContain('<a href="https://broker.example/notices">Answer a report</a>');
  });

  it('cannot be given another header or another element', () => {
    const { subject, html } = emailOf({ ...line, title: 'A\r\nBcc: x@y.example\u2028<script>' }, SITE);
    expect(subject).toBe('A Bcc: x@y.example <script> (ISA-32b)');
    expect(html).not.toContain('<script>');
  });

  it('gathers a day: what is due before what is unread', () => {
    const { subject, text } = digestOf(
      [{ ...line, title: 'Unread', dueOn: null }],
      [{ ...line, title: 'Due' }, line],
      SITE,
    );
    expect(subject).toBe('Safe City Broker today: 1 unread notice, 2 deadlines');
    expect(text.indexOf('* Due')).toBeLessThan(text.indexOf('* Unread'));
    expect(digestOf([line], [], SITE).subject).toBe('Safe City Broker today: 1 unread notice');
  });

  it('tests', () => expect(testEmail(SITE).text).toContain('reaches you'));
});
