import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_EVENTS, type AuditEvent } from '../../libs/ledger/domain/index.js';

const PAGE = path.resolve(__dirname, '../../docs/audit-events.md');

/** The page as the catalogue yields it. */
function pageOf(events: Record<string, AuditEvent>): string {
  const rows = Object.entries(events).map(
    ([name, { clause, outcome, meaning, facts }]) =>
      `| ${name} | ${clause} | ${outcome} | ${meaning} | ${facts.map((fact) => `\`${fact}\``).join(', ')} |`,
  );
  return [
    '# Audit events',
    '',
    'Every act and every refusal leaves one entry in the ledger, in the same transaction. An entry holds its id, the event,',
    'the clause, the outcome, the instant, the partnership, agency and officer (by id), the thing it is about (by kind and id)',
    'and the particulars below; never a name, an address or free text.',
    '',
    'This page is written from the catalogue in `libs/ledger/domain/audit-events/`; the architecture tests compare the two,',
    'and rewrite the page when they run with `UPDATE_DOCS=1`.',
    '',
    '| event | clause | outcome | what has happened | particulars |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

describe('docs/audit-events.md', () => {
  it('says what the catalogue says', () => {
    const page = pageOf(AUDIT_EVENTS);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
  });
});

const LIBS = path.resolve(__dirname, '../../libs');

/** The services of every room. */
const services = readdirSync(LIBS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.service.ts'),
);
const code = services.map((file) => readFileSync(path.join(LIBS, file), 'utf8')).join('\n');

/** The events of a catalogue that no service writes. */
const unwritten = (events: object): string[] =>
  Object.keys(events).filter((event) => !code.includes(`event: '${event}'`));

describe('the catalogue of audit events', () => {
  it('holds no event that nothing writes', () => {
    expect(unwritten(AUDIT_EVENTS)).toEqual([]);
  });

  it('is looked for in the services of every room that has any', () => {
    const rooms = readdirSync(LIBS).filter((room) => existsSync(path.join(LIBS, room, 'index.ts')));
    const without = rooms.filter((room) => !services.some((file) => file.startsWith(`${room}${path.sep}`)));
    expect(without.sort()).toEqual(['catalogue', 'depersonalisation', 'kernel', 'working-calendar']);
  });

  it('would be found to hold one that nothing writes', () => {
    expect(unwritten({ SignedIn: {}, TeaMade: {} })).toEqual(['TeaMade']);
  });
});
