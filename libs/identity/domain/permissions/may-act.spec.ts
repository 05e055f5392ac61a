import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  conditionsOfLine,
  isSteppedUp,
  mayAct,
  PERMISSIONS,
  ROLES,
  type Act,
  type Permission,
  type Person,
  type RecordAsked,
} from './index.js';

const now = new Date('2026-11-20T12:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const acts = Object.keys(PERMISSIONS) as Act[];

/**
 * The same question answered once more, from the words of the agreement and not from the code: every way in which it may be "no", then the
 * rest is "yes".
 */
function oracle(act: string, line: Permission, person: Person, record?: RecordAsked): string {
  const need = (name: string): boolean => line.needs.some((one) => one === name);
  if (need('signed') && person.standing === 'not-a-signatory') return 'agreement/not-a-signatory';
  if (need('signed') && person.standing === 'unsigned') return 'agreement/not-signed';
  if (!line.roles.some((role) => role === person.role)) return 'identity/not-your-role';
  if (person.scopes !== undefined && !person.scopes.some((scope) => scope === act)) return 'identity/scope-missing';
  switch (record?.whose) {
    case 'another-partnership':
      return 'identity/another-partnership';
    case 'another-agency': {
      const shared = line.involvement === 'partnership';
      const until = person.breakGlassUntil?.getTime() ?? Number.NEGATIVE_INFINITY;
      const emergency = line.breakGlass === true && record.at.getTime() < until;
      if (!shared && !emergency) return 'identity/not-your-agency';
      break;
    }
    default:
  }
  if (need('trained') && !person.isTrained) return 'identity/training-lapsed';
  if (need('step-up') && !person.isSteppedUp) return 'identity/step-up-needed';
  return 'yes';
}

const persons: fc.Arbitrary<Person> = fc.record({
  role: fc.constantFrom(...ROLES),
  standing: fc.oneof(
    { weight: 3, arbitrary: fc.constant('signed' as const) },
    { weight: 1, arbitrary: fc.constantFrom('unsigned' as const, 'not-a-signatory' as const) },
  ),
  agencyName: fc.constant('The Agency'),
  isTrained: fc.boolean(),
  isSteppedUp: fc.boolean(),
  scopes: fc.option(fc.subarray<string>(acts), { nil: undefined }),
  breakGlassUntil: fc.option(fc.integer({ min: -90, max: 90 }).map(minutes), { nil: null }),
});
const records = fc.option(
  fc.record({
    whose: fc.constantFrom('own-agency' as const, 'another-agency' as const, 'another-partnership' as const),
    at: fc.integer({ min: -90, max: 90 }).map(minutes),
  }),
  { nil: undefined },
);

/** Lines that the table holds, and lines that it could hold. */
const lines: fc.Arbitrary<[string, Permission]> = fc.oneof(
  fc.constantFrom(...acts).map((act): [string, Permission] => [act, PERMISSIONS[act]]),
  fc
    .tuple(
      fc.constantFrom<string>(...acts),
      fc.record<Permission>({
        words: fc.constant('do something'),
        roles: fc.subarray(ROLES),
        involvement: fc.constantFrom('partnership', 'own-agency', 'own'),
        needs: fc.subarray(['signed', 'trained', 'step-up']),
        clause: fc.constant('ISA-26'),
      }),
      fc.boolean(),
    )
    .map(([act, line, breakGlass]): [string, Permission] => [act, breakGlass ? { ...line, breakGlass } : line]),
);

describe('the table and a second reading of the agreement agree', () => {
  it('in 20,000 drawn cases, each way of saying no among them', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lines, persons, records, ([act, line], person, record) => {
        const expected = oracle(act, line, person, record);
        seen.add(expected);
        const unmet = conditionsOfLine(act, line, person, record).find(({ refusal }) => refusal !== null);
        expect([act, unmet?.refusal?.code ?? 'yes']).toEqual([act, expected]);
      }),
      { numRuns: 20_000 },
    );
    expect([...seen].sort()).toEqual([
      'agreement/not-a-signatory',
      'agreement/not-signed',
      'identity/another-partnership',
      'identity/not-your-agency',
      'identity/not-your-role',
      'identity/scope-missing',
      'identity/step-up-needed',
      'identity/training-lapsed',
      'yes',
    ]);
  });

  it('mayAct answers with the first condition that is not met, in 10,000 drawn cases', () => {
    fc.assert(
      fc.property(fc.constantFrom(...acts), persons, records, (act, person, record) => {
        const answer = mayAct(act, person, record);
        expect(answer.ok ? 'yes' : answer.refusal.code).toBe(oracle(act, PERMISSIONS[act], person, record));
      }),
      { numRuns: 10_000 },
    );
  });
});

const steward: Person = {
  role: 'data-steward',
  standing: 'signed',
  agencyName: 'The Agency',
  isTrained: true,
  isSteppedUp: true,
};

describe('ISA-26: what opens another agency’s record in an emergency', () => {
  const record: RecordAsked = { whose: 'another-agency', at: now };

  it('opens what the table says it opens, until its minute', () => {
    expect(mayAct('submission.view', { ...steward, breakGlassUntil: minutes(1) }, record).ok).toBe(true);
    expect(mayAct('submission.view', { ...steward, breakGlassUntil: now }, record).ok).toBe(false);
    expect(mayAct('submission.view', steward, record)).toMatchObject({
      refusal: { code: 'identity/not-your-agency', clause: 'ISA-26' },
    });
  });

  it('never opens another partnership', () => {
    const elsewhere: RecordAsked = { whose: 'another-partnership', at: now };
    expect(mayAct('submission.view', { ...steward, breakGlassUntil: minutes(60) }, elsewhere)).toMatchObject({
      refusal: { code: 'identity/another-partnership' },
    });
  });

  it('never opens an act that changes or releases', () => {
    const opened = acts.filter((act) => (PERMISSIONS[act] as Permission).breakGlass);
    expect(opened).not.toEqual([]);
    expect(opened.filter((act) => !act.endsWith('.view'))).toEqual([]);
    expect(mayAct('submission.decide', { ...steward, breakGlassUntil: minutes(60) }, record).ok).toBe(false);
  });
});

describe('isSteppedUp', () => {
  it('holds for ten minutes', () => {
    expect(isSteppedUp(minutes(-9), now)).toBe(true);
    expect(isSteppedUp(minutes(-10), now)).toBe(false);
    expect(isSteppedUp(null, now)).toBe(false);
    expect(isSteppedUp(undefined, now)).toBe(false);
  });
});
