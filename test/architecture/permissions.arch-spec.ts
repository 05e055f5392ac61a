import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  INVOLVEMENT_WORDS,
  NEED_WORDS,
  PERMISSIONS,
  ROLE_NAMES,
  ROLES,
  type Permission,
} from '../../libs/identity/domain/index.js';

const PAGE = path.resolve(__dirname, '../../docs/permissions.md');

/** The page as the table yields it. */
function pageOf(permissions: Record<string, Permission>): string {
  const rows = Object.entries(permissions).map(([act, { words, roles, involvement, needs, clause, breakGlass }]) =>
    [
      `\`${act}\`: ${words}`,
      ...ROLES.map((role) => (roles.includes(role) ? 'yes' : '–')),
      INVOLVEMENT_WORDS[involvement],
      needs.map((need) => NEED_WORDS[need]).join('; ') || '–',
      breakGlass ? 'yes' : '–',
      clause,
    ].join(' | '),
  );
  const columns = [
    'act',
    ...ROLES.map((role) => ROLE_NAMES[role]),
    'whose',
    'what must be so',
    'in an emergency',
    'clause',
  ];
  return [
    '# Who may do what',
    '',
    'Every page, every route of the interface and every command names one act of this table; one that names none is open to',
    'nobody. The broker asks in this order, and the first “no” is the answer: has the agency signed the agreement (ISA-10), does the',
    'role have a part in the act, was the program given it, is the record one to know of (ISA-26), is the person trained (ISA-22),',
    'have they just confirmed who they are (ISA-26). Every “no” is in the log. Nothing opens a record of another partnership.',
    '',
    'The page *Who may do what* shows the same table to everybody, and says for each act what would open it.',
    '',
    'This page is written from the table in `libs/identity/domain/permissions/`; the architecture tests compare the two, and rewrite',
    'the page when they run with `UPDATE_DOCS=1`.',
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

describe('docs/permissions.md', () => {
  it('says what the table says', () => {
    const page = pageOf(PERMISSIONS);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
  });
});

describe('the table of permissions', () => {
  const lines = Object.entries<Permission>(PERMISSIONS);

  it('opens nothing in an emergency but the reading of what belongs to one agency', () => {
    const opened = lines.filter(([, { breakGlass }]) => breakGlass);
    expect(opened.filter(([act, line]) => !act.endsWith('.view') || line.involvement !== 'own-agency')).toEqual([]);
  });

  it('leaves no act without a role, and none that everybody signed in may do to another’s data', () => {
    expect(lines.filter(([, { roles }]) => roles.length === 0)).toEqual([]);
    const toAll = lines.filter(
      ([, { roles, involvement }]) => roles.length === ROLES.length && involvement === 'own-agency',
    );
    expect(toAll).toEqual([]);
  });
});
