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

describe('the catalogue of audit events', () => {
  it('holds no event that nothing writes', () => {
    const libs = path.resolve(__dirname, '../../libs');
    const code = readdirSync(libs, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.service.ts'))
      .map((file) => readFileSync(path.join(libs, file), 'utf8'))
      .join('\n');
    expect(Object.keys(AUDIT_EVENTS).filter((event) => !code.includes(`event: '${event}'`))).toEqual([]);
  });
});
