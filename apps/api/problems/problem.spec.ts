import { describe, expect, it } from '@jest/globals';
import { problemOf, statusOf } from './problem.js';

const refusal = { code: 'exchange/not-now', clause: 'ISA-9', message: 'Not now.', mend: 'Later.' } as const;

describe('a refusal as a problem (RFC 9457)', () => {
  it('carries code, clause and mend beside the members of the standard', () => {
    expect(problemOf(refusal, '/api/v1/submissions/1/release')).toEqual({
      type: '/problems/exchange/not-now',
      title: 'Not now',
      status: 409,
      detail: 'Not now.',
      instance: '/api/v1/submissions/1/release',
      code: 'exchange/not-now',
      clause: 'ISA-9',
      mend: 'Later.',
    });
  });

  it('says where, when the refusal does', () => {
    expect(problemOf({ ...refusal, where: { row: 3 } }, '/').where).toEqual({ row: 3 });
  });
});

describe('its status', () => {
  it.each([
    ['exchange/no-such-release', 404],
    ['exchange/no-such-purpose', 422],
    ['exchange/same-file-twice', 409],
    ['exchange/missing-column', 422],
    ['exchange/not-your-dataset', 403],
    ['depersonalisation/below-threshold', 422],
    ['platform/file-too-large', 413],
    ['identity/not-your-role', 403],
    ['identity/wrong-email-or-password', 401],
    ['identity/wait', 429],
    ['identity/no-appointment', 403],
    ['agreement/not-signed', 403],
    ['ledger/not-yet', 409],
    ['ledger/no-such-entry', 404],
    ['ledger/no-quorum', 409],
    ['asking/no-such-request', 404],
    ['records/no-such-record', 404],
    ['records/no-such-purpose', 422],
    ['records/superseded', 409],
    ['disclosures/not-the-holding-agency', 403],
    ['disclosures/not-authorised', 409],
    ['disclosures/item-not-authorised', 422],
    ['disclosures/disposed', 410],
    ['disclosure/no-such-subject-access', 404],
    ['disclosure/no-such-exemption', 422],
    ['disclosure/nothing-to-pass-on', 404],
    ['disclosure/subject-access-paused', 409],
    ['disclosure/owner-has-not-agreed', 409],
    ['api/fault', 500],
    ['a-room/not-built-yet', 422],
  ])('%s is %i', (code, status) => expect(statusOf(code)).toBe(status));
});
