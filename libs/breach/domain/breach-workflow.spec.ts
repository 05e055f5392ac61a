import { describe, expect, it } from '@jest/globals';
import { COMMANDS, context, inState } from '../../../test/support/breaches.js';
import { BREACH_STATES, BREACH_WORKFLOW, decide, ENDED, STEP_FACTS, type BreachStepName } from './index.js';

const STEPS = Object.keys(STEP_FACTS) as BreachStepName[];
const targetsOf = (state: (typeof BREACH_STATES)[number]) => Object.values(BREACH_WORKFLOW[state]).flat();

describe('the table of what may follow what in a breach', () => {
  it('reaches every state from the first, and uses every step', () => {
    const reached = new Set(['noticed', ...BREACH_STATES.flatMap(targetsOf)]);
    expect([...reached].sort()).toEqual([...BREACH_STATES].sort());
    const used = new Set(BREACH_STATES.flatMap((state) => Object.keys(BREACH_WORKFLOW[state])));
    expect([...used].sort()).toEqual([...STEPS].sort());
  });

  it('leads nowhere from a state that ends a breach, and on from every other', () => {
    for (const state of BREACH_STATES) {
      const leaves = targetsOf(state).some((next) => next !== state);
      expect([state, leaves]).toEqual([state, !ENDED.includes(state)]);
    }
  });
});

describe.each(BREACH_STATES)('a breach that is %s', (state) => {
  it.each(STEPS)('%s: does what the table says, or is refused with the clause of the step', (step) => {
    const breach = inState(state);
    expect(breach.state).toBe(state);
    const { command, actor } = COMMANDS[step](breach);
    const target = { ...inState('reported'), id: 'other' };
    const decided = decide(breach, command, context({ actor, day: '2026-05-20', target }));
    const next = BREACH_WORKFLOW[state][step];
    // On the samples' road these duties are done by then; done twice they are refused, though the state allows them.
    const isDone = [`called answer`, `settled decide-commissioner`].includes(`${state} ${step}`);
    if (!next || isDone) {
      expect(decided).toMatchObject({ ok: false, refusal: { clause: STEP_FACTS[step].clause } });
      return;
    }
    if (!decided.ok) throw new Error(`${decided.refusal.code}: ${decided.refusal.message}`);
    expect([next].flat()).toContain(decided.value?.breach.state ?? state);
  });
});
