import type { FaultPlace, Refusal } from '@broker/kernel';

/** One field of a request that is not as it should be. */
export interface FieldFault {
  field: string;
  message: string;
}

/** A refusal as JSON (RFC 9457): the standard's members, and the refusal's own. */
export interface Problem {
  /** `/problems/<code>`, relative to the server. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Path of the request. */
  instance: string;
  code: string;
  clause: string;
  mend: string;
  where?: FaultPlace;
  /** Each field of a request that could not be understood. */
  errors?: FieldFault[];
}

/** Content type of a problem. */
export const PROBLEM_TYPE = 'application/problem+json';

/** Which HTTP status a refusal has: the first line that its code begins with. */
const STATUSES: readonly (readonly [code: string, status: number])[] = [
  ['api/invalid-request', 400],
  ['api/idempotency-key-missing', 400],
  ['api/idempotency-key-reused', 422],
  ['api/still-under-way', 409],
  ['api/no-such-address', 404],
  ['api/wrong-content-type', 415],
  ['api/body-too-large', 413],
  ['api/fault', 500],
  ['api/token-needed', 401],
  ['identity/wrong-email-or-password', 401],
  ['identity/second-factor-needed', 401],
  ['identity/wrong-code', 401],
  ['identity/wait', 429],
  ['identity/no-such-', 404],
  ['identity/refresh-', 401],
  ['identity/scope-unknown', 422],
  ['identity/scope-none', 422],
  ['identity/program-', 422],
  ['identity/', 403],
  ['agreement/none-in-force', 404],
  ['agreement/', 403],
  ['ledger/not-yet', 409],
  ['ledger/no-such-', 404],
  ['ledger/key-elsewhere', 409],
  ['ledger/no-quorum', 409],
  ['platform/file-too-large', 413],
  ['officers/no-such-', 404],
  ['officers/own-nomination', 403],
  ['officers/own-training', 403],
  ['officers/not-yours-to-nominate', 403],
  ['officers/not-your-absence', 403],
  ['officers/training-of-another-agency', 403],
  ['officers/nominated-already', 409],
  ['officers/absent-already', 409],
  ['officers/ended-already', 409],
  ['deadlines/no-such-', 404],
  ['deadlines/preview-is-old', 409],
  ['exchange/no-such-dataset', 404],
  ['exchange/no-such-submission', 404],
  ['exchange/no-such-release', 404],
  ['exchange/not-your-dataset', 403],
  ['exchange/not-now', 409],
  ['exchange/same-file-twice', 409],
  ['exchange/', 422],
  ['breach/no-such-breach', 404],
  ['breach/not-now', 409],
  ['asking/not-now', 409],
  ['asking/no-such-', 404],
  ['breach/already-', 409],
  ['breach/', 422],
  ['records/no-such-record', 404],
  ['records/final', 409],
  ['records/not-final', 409],
  ['records/superseded', 409],
  ['records/waits-for-receipt', 409],
  ['records/disposed', 410],
  ['disclosures/no-such-', 404],
  ['disclosures/not-the-', 403],
  ['disclosures/not-authorised', 409],
  ['disclosures/acknowledged', 409],
  ['disclosures/disposed', 410],
  ['disclosure/no-such-exemption', 422],
  ['disclosure/no-such-', 404],
  ['disclosure/nothing-', 404],
  ['disclosure/subject-access-', 409],
  ['disclosure/foi-closed', 409],
  ['disclosure/view-given', 409],
  ['disclosure/passed-already', 409],
  ['disclosure/extended-already', 409],
  ['disclosure/owner-has-not-agreed', 409],
  ['audit/no-such-', 404],
  ['audit/finding-not-now', 409],
  ['depersonalisation/', 422],
];

/** The HTTP status of a refusal; 422 for one that the table does not know. */
export const statusOf = (code: string): number => STATUSES.find(([start]) => code.startsWith(start))?.[1] ?? 422;

/**
 * Writes a refusal as a problem.
 * @param instance path of the request, without its query: a query may hold what the caller typed.
 */
export function problemOf(refusal: Refusal, instance: string, errors?: FieldFault[]): Problem {
  return {
    type: `/problems/${refusal.code}`,
    title: titleOf(refusal.code),
    status: statusOf(refusal.code),
    detail: refusal.message,
    instance,
    code: refusal.code,
    clause: refusal.clause,
    mend: refusal.mend,
    ...(refusal.where && { where: refusal.where }),
    ...(errors && { errors }),
  };
}

/** `exchange/no-such-release` is titled "No such release": the same for every occurrence, as RFC 9457 asks. */
function titleOf(code: string): string {
  const words = code.slice(code.lastIndexOf('/') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
