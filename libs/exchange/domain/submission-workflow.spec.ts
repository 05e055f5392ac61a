import { describe, expect, it } from '@jest/globals';
import {
  nextState,
  statesBefore,
  SUBMISSION_WORKFLOW,
  type SubmissionState,
  type SubmissionStep,
} from './submission-workflow.js';

const states = Object.keys(SUBMISSION_WORKFLOW) as SubmissionState[];
const steps: SubmissionStep[] = ['start', 'pass', 'fail', 'release', 'withdraw'];

describe('ISA-9: nothing reaches another agency before it has passed the gate', () => {
  it('releases from "checked" alone', () => expect(statesBefore('release')).toEqual(['checked']));

  it('answers every state × step', () => {
    const allowed = states.flatMap((state) =>
      steps.flatMap((step) => {
        const next = nextState(state, step);
        return next.ok ? [`${state} ${step} ${next.value}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'received start checking',
      'checking start checking',
      'checking pass checked',
      'checking fail refused',
      'checked release released',
      'checked withdraw withdrawn',
    ]);
  });

  it('refuses with the clause', () => {
    expect(nextState('refused', 'release')).toMatchObject({ refusal: { code: 'exchange/not-now', clause: 'ISA-9' } });
  });

  it('can reach every state, and ends in refused, released or withdrawn', () => {
    const reached = new Set(states.flatMap((state) => Object.values(SUBMISSION_WORKFLOW[state])));
    expect(states.filter((state) => !reached.has(state))).toEqual(['received']);
    expect(states.filter((state) => Object.keys(SUBMISSION_WORKFLOW[state]).length === 0)).toEqual([
      'refused',
      'released',
      'withdrawn',
    ]);
  });
});
