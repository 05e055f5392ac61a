import { describe, expect, it } from '@jest/globals';
import { mayAct, PERMISSIONS, ROLES, type Act, type Need, type Person, type Role, type Standing } from './index.js';

const roles = ROLES;
const needsSigned = (act: Act): boolean => (PERMISSIONS[act].needs as readonly Need[]).includes('signed');
/** A person for whom everything else is in order. */
const person = (role: Role, standing: Standing): Person => ({
  role,
  standing,
  agencyName: 'The Agency',
  isTrained: true,
  isSteppedUp: true,
});
const standings: Standing[] = ['signed', 'unsigned', 'not-a-signatory'];

describe('ISA-10: no data flows to or from an agency that has not signed', () => {
  const flows = (Object.keys(PERMISSIONS) as Act[]).filter((act) => needsSigned(act));

  it('counts uploading, deciding, seeing and collecting as flows', () => {
    expect(flows).toEqual(
      expect.arrayContaining(['submission.upload', 'submission.decide', 'release.view', 'release.collect']),
    );
  });

  it.each(flows)('%s is refused to every role of an unsigned agency, citing the clause', (act) => {
    for (const role of roles) {
      const answer = mayAct(act, person(role, 'unsigned'));
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'agreement/not-signed', clause: 'ISA-10' } });
    }
  });

  it.each(flows)('%s is refused to every role of a non-signatory, citing the clause', (act) => {
    for (const role of roles) {
      const answer = mayAct(act, person(role, 'not-a-signatory'));
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'agreement/not-a-signatory', clause: 'ISA-10' } });
    }
  });
});

describe('ISA-26: need to know', () => {
  it('answers every act × role × standing as the table says', () => {
    for (const act of Object.keys(PERMISSIONS) as Act[]) {
      for (const role of roles) {
        for (const standing of standings) {
          const open = standing === 'signed' || !needsSigned(act);
          const named = (PERMISSIONS[act].roles as readonly Role[]).includes(role);
          expect([act, role, standing, mayAct(act, person(role, standing)).ok]).toEqual([
            act,
            role,
            standing,
            open && named,
          ]);
        }
      }
    }
  });

  it('tells who may do it instead', () => {
    const answer = mayAct('submission.decide', person('auditor', 'signed'));
    expect(answer).toMatchObject({
      refusal: { clause: 'ISA-11', message: 'You may not release a submission or withdraw it as auditor.' },
    });
  });
});
