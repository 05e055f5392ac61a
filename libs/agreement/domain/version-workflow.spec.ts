import { describe, expect, it } from '@jest/globals';
import { nextVersionState, type VersionAct, type VersionState } from './version-workflow.js';

const STATES: VersionState[] = ['draft', 'sent', 'in-force', 'superseded'];
const ALLOWED: Record<VersionAct, Partial<Record<VersionState, VersionState>>> = {
  edit: { draft: 'draft' },
  send: { draft: 'sent' },
  sign: { sent: 'in-force', 'in-force': 'in-force' },
  end: { sent: 'superseded', 'in-force': 'superseded' },
};

describe('ISA-10: a version is written, sent, signed, and ends', () => {
  it.each(STATES.flatMap((state) => (Object.keys(ALLOWED) as VersionAct[]).map((act) => [state, act] as const)))(
    '%s: %s',
    (state, act) => {
      const answer = nextVersionState(state, act);
      const expected = ALLOWED[act][state];
      if (expected) expect(answer).toEqual({ ok: true, value: expected });
      else expect(answer).toMatchObject({ refusal: { code: 'agreement/version-not-now', clause: 'ISA-10' } });
    },
  );
});
