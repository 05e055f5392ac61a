import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import {
  isAct,
  PERMISSION_GROUPS,
  PERMISSIONS,
  type Act,
  type Permission,
  type PermissionGroup,
  type Role,
} from '../permissions/index.js';

/** What a group of acts does: see, or change something. Only `….view` sees; an act with any other verb counts as a change. */
type Kind = 'read' | 'write';

/** A scope that stands for a group of acts: `exchange:read`, `exchange:write`. A new act falls into one of them by its name. */
export interface ScopeGroup {
  scope: `${PermissionGroup}:${Kind}`;
  /** Says what it opens, as on a form: "Datasets and releases: see". */
  words: string;
  acts: readonly Act[];
}

const KIND_WORDS: Record<Kind, string> = { read: 'see', write: 'change' };

const kindOf = (act: Act): Kind => (act.endsWith('.view') ? 'read' : 'write');

/** No program can show who it is, and none has a browser's session: acts on these are in no scope. */
const isForPersonsAlone = (act: Act): boolean =>
  (PERMISSIONS[act] as Permission).needs.includes('step-up') || act.startsWith('session.');

/** Every group that holds an act, from the table of permissions. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = Object.entries(PERMISSION_GROUPS).flatMap(
  ([group, { words, acts }]) =>
    (['read', 'write'] as const).flatMap((kind) => {
      const held = (Object.keys(acts) as Act[]).filter((act) => kindOf(act) === kind && !isForPersonsAlone(act));
      const scope = `${group as PermissionGroup}:${kind}` as const;
      return held.length > 0 ? [{ scope, words: `${words}: ${KIND_WORDS[kind]}`, acts: held }] : [];
    }),
);

const groupOf = (scope: string): ScopeGroup | undefined => SCOPE_GROUPS.find((group) => group.scope === scope);

/** The acts that a scope stands for: one act, or those of a group; none for a text that is no scope. */
function actsIn(scope: string): readonly Act[] {
  if (isAct(scope)) return isForPersonsAlone(scope) ? [] : [scope];
  return groupOf(scope)?.acts ?? [];
}

/** The acts that scopes open, each once. What a scope no longer names opens nothing. */
export const actsOf = (scopes: readonly string[]): Act[] => [...new Set(scopes.flatMap(actsIn))];

const isOpenTo = (role: Role, act: Act): boolean => (PERMISSIONS[act] as Permission).roles.includes(role);

/** The groups with an act that a role may do, holding those acts alone: what a program of such an officer can be given. */
export const scopeGroupsFor = (role: Role): ScopeGroup[] =>
  SCOPE_GROUPS.map((group) => ({ ...group, acts: group.acts.filter((act) => isOpenTo(role, act)) })).filter(
    ({ acts }) => acts.length > 0,
  );

/**
 * The scopes that a program of an officer is given.
 * @param wanted act names and groups; undefined for everything that the role may do.
 * @returns them sorted, each once; or `identity/scope-unknown`, `identity/scope-for-persons`, `identity/scope-not-yours` or
 * `identity/scope-none` (ISA-26).
 */
export function scopesFor(role: Role, wanted: readonly string[] | undefined): Result<string[]> {
  if (!wanted) return accept(scopeGroupsFor(role).map(({ scope }) => scope));
  if (wanted.length === 0) return refuse(noScope);
  for (const scope of wanted) {
    const acts = actsIn(scope);
    if (isAct(scope) && acts.length === 0) return refuse(forPersonsAlone(scope));
    if (acts.length === 0) return refuse(noSuchScope);
    if (!acts.some((act) => isOpenTo(role, act))) return refuse(notYours(scope));
  }
  return accept([...new Set(wanted)].sort());
}

const noScope: Refusal = {
  code: 'identity/scope-none',
  clause: 'ISA-26',
  message: 'A program needs at least one thing that it may do.',
  mend: 'Choose what it has to do, and no more than that.',
};

// What was typed is not repeated: it could be anything.
const noSuchScope: Refusal = {
  code: 'identity/scope-unknown',
  clause: 'ISA-26',
  message: 'One of the scopes is not known.',
  mend: `Give names of acts or of groups. The groups are ${SCOPE_GROUPS.map(({ scope }) => scope).join(', ')}.`,
};

const forPersonsAlone = (act: Act): Refusal => ({
  code: 'identity/scope-for-persons',
  clause: 'ISA-26',
  message: `No program may ${PERMISSIONS[act].words}: it takes a person at a page.`,
  mend: `Leave “${act}” out, and do it on the pages.`,
});

const notYours = (scope: string): Refusal => ({
  code: 'identity/scope-not-yours',
  clause: 'ISA-26',
  message: `Your role opens nothing of “${scope}”, so you cannot give it to a program.`,
  mend: 'Leave it out, or ask somebody of your agency whose role has it.',
});
