import {
  INVOLVEMENT_WORDS,
  NEED_WORDS,
  PERMISSION_GROUPS,
  PERMISSIONS,
  ROLE_NAMES,
  ROLES,
  type Act,
  type Condition,
  type Permission,
  type Role,
} from '@broker/identity';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** One act in the table, with a yes or no for each role in the order of the columns. */
export interface PermissionLine {
  act: Act;
  words: string;
  href: string;
  /** `own`: the role in which the reader acts. */
  cells: { may: boolean; own: boolean }[];
  must: string;
  clause: ClauseView;
}

/** The table of who may do what. */
export interface PermissionsPage {
  /** How the reader acts, in words. */
  role: string;
  columns: { text: string; own: boolean }[];
  groups: { title: string; lines: PermissionLine[] }[];
}

/** One act, and why the reader may or may not do it. */
export interface PermissionPage {
  title: string;
  verdict: string;
  may: boolean;
  conditions: { words: string; met: boolean; message: string | null; mend: string | null; clause: ClauseView }[];
  roles: string;
  must: string;
  act: Act;
}

const lineOf = (act: Act): Permission => PERMISSIONS[act];
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The whole table as a person in a role reads it. */
export function presentPermissions(role: Role): PermissionsPage {
  return {
    role: ROLE_NAMES[role],
    columns: ROLES.map((one) => ({ text: sentence(ROLE_NAMES[one]), own: one === role })),
    groups: Object.values(PERMISSION_GROUPS)
      .map(({ words, acts }) => ({
        title: words,
        lines: (Object.keys(acts) as Act[]).map((act) => presentLine(act, role)),
      }))
      .filter(({ lines }) => lines.length > 0),
  };
}

/** One act for one person. @param conditions of the act for the reader, met or not. */
export function presentPermission(act: Act, conditions: readonly Condition[]): PermissionPage {
  const { words, roles } = lineOf(act);
  const unmet = conditions.filter(({ refusal }) => refusal !== null).length;
  const may = unmet === 0;
  return {
    title: sentence(words),
    may,
    verdict: may ? `You may ${words}.` : `You may not ${words} now. ${openedBy(unmet)}`,
    conditions: conditions.map(({ words: condition, clause, refusal }) => ({
      words: condition,
      met: refusal === null,
      message: refusal?.message ?? null,
      mend: refusal?.mend ?? null,
      clause: presentClause(clause),
    })),
    roles: roles.map((one) => ROLE_NAMES[one]).join(', '),
    must: mustOf(act),
    act,
  };
}

const openedBy = (unmet: number): string =>
  unmet === 1 ? 'One thing would open it:' : `${unmet} things together would open it:`;

function presentLine(act: Act, role: Role): PermissionLine {
  const { words, roles, clause } = lineOf(act);
  return {
    act,
    words: sentence(words),
    href: paths.permission({ act }),
    cells: ROLES.map((one) => ({ may: roles.includes(one), own: one === role })),
    must: mustOf(act),
    clause: presentClause(clause),
  };
}

/** "Of the own agency; the agency has signed …". */
function mustOf(act: Act): string {
  const { involvement, needs, breakGlass } = lineOf(act);
  const parts = [INVOLVEMENT_WORDS[involvement], ...needs.map((need) => NEED_WORDS[need])];
  return `${sentence(parts.join('; '))}${breakGlass ? '. In an emergency also another agency’s' : ''}`;
}
