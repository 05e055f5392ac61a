import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PERMISSIONS, ROLES, type Act, type Permission } from '../permissions/index.js';
import { actsOf, SCOPE_GROUPS, scopeGroupsFor, scopesFor } from './token-scopes.js';

const ACTS = Object.keys(PERMISSIONS) as Act[];
const lineOf = (act: Act): Permission => PERMISSIONS[act];
const forPersons = ACTS.filter((act) => lineOf(act).needs.includes('step-up') || act.startsWith('session.'));

describe('ISA-26: the scopes of a program', () => {
  it('hold every act once, but for those that take a person', () => {
    const grouped = SCOPE_GROUPS.flatMap(({ acts }) => acts);
    expect([...grouped].sort()).toEqual(ACTS.filter((act) => !forPersons.includes(act)).sort());
    expect(forPersons).toContain('program.create');
  });

  it('tell looking from changing: an act that only looks is called so', () => {
    const read = SCOPE_GROUPS.filter(({ scope }) => scope.endsWith(':read')).flatMap(({ acts }) => acts);
    expect(read.every((act) => act.endsWith('.view'))).toBe(true);
    expect(read).not.toContain('release.collect');
  });

  it('open nothing where they are not known, and nothing for persons', () => {
    expect(
      actsOf(['', 'exchange', 'exchange:', '*', 'exchange:*', '__proto__', 'constructor', 'toString', ...forPersons]),
    ).toEqual([]);
    expect(actsOf(['exchange:read', 'release.view']).filter((act) => act === 'release.view')).toHaveLength(1);
  });

  it('never open more than the groups and acts that were named, in any combination', () => {
    const scopes = fc.subarray([...SCOPE_GROUPS.map(({ scope }) => scope), ...ACTS]);
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), scopes, (role, wanted) => {
        const given = scopesFor(role, wanted);
        const opened = actsOf(wanted);
        expect(opened.some((act) => forPersons.includes(act))).toBe(false);
        for (const act of opened) {
          expect(
            wanted.some(
              (scope) => scope === act || SCOPE_GROUPS.find((one) => one.scope === scope)?.acts.includes(act),
            ),
          ).toBe(true);
        }
        if (!given.ok) return;
        expect(actsOf(given.value).sort()).toEqual([...opened].sort());
        // Nothing was named that the role has no part in.
        for (const scope of given.value)
          expect(actsOf([scope]).some((act) => lineOf(act).roles.includes(role))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(ROLES)('left out, are all groups with something for the role: %s', (role) => {
    const given = scopesFor(role, undefined);
    const groups = scopeGroupsFor(role);
    expect(given).toEqual({ ok: true, value: groups.map(({ scope }) => scope) });
    for (const { acts } of groups) expect(acts.every((act) => lineOf(act).roles.includes(role))).toBe(true);
  });

  it.each([
    [[], 'identity/scope-none'],
    [['everything'], 'identity/scope-unknown'],
    [['exchange:read', 'exchange:delete'], 'identity/scope-unknown'],
    [['program.create'], 'identity/scope-for-persons'],
    [['submission.upload'], 'identity/scope-not-yours'],
    [['exchange:write', 'submission.decide'], 'identity/scope-not-yours'],
  ])('are refused when they are %j', (wanted, code) => {
    expect(scopesFor('designated-officer', wanted)).toMatchObject({ ok: false, refusal: { code, clause: 'ISA-26' } });
  });

  it('never repeat what was typed when it is not known', () => {
    const answer = scopesFor('auditor', ['<script>', 'Jane Doe']);
    expect(JSON.stringify(answer)).not.toMatch(/script|Jane/);
  });
});
