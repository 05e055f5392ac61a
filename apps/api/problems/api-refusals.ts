import type { Refusal } from '@broker/kernel';

/** No token, or one that was forged, has expired or was withdrawn. Which of these is not said. */
export const tokenNeeded: Refusal = {
  code: 'api/token-needed',
  clause: 'ISA-26',
  message: 'This address needs a token that is in force.',
  mend: 'Renew it at POST /api/v1/tokens/refresh, or ask for one at POST /api/v1/tokens; send it as “Authorization: Bearer …”.',
};

export const invalidRequest: Refusal = {
  code: 'api/invalid-request',
  clause: 'ISA-11',
  message: 'The request is not as this address expects it.',
  mend: 'See “errors” for each field, and /api/v1/openapi.json for what is expected.',
};

export const notJson: Refusal = {
  code: 'api/invalid-request',
  clause: 'ISA-11',
  message: 'The body of the request is not JSON.',
  mend: 'Send one JSON object, encoded in UTF-8.',
};

export const bodyTooLarge: Refusal = {
  code: 'api/body-too-large',
  clause: 'ISA-11',
  message: 'The body of the request is larger than this address takes.',
  mend: 'Send only the fields that /api/v1/openapi.json names; files go to POST /api/v1/submissions.',
};

/** @param expected the media type that the address takes. */
export const wrongContentType = (expected: string): Refusal => ({
  code: 'api/wrong-content-type',
  clause: 'ISA-11',
  message: `This address takes ${expected} and nothing else.`,
  mend: `Send the header “Content-Type: ${expected}”.`,
});

export const noSuchAddress: Refusal = {
  code: 'api/no-such-address',
  clause: 'ISA-11',
  message: 'The interface has nothing at this address and method.',
  mend: 'See /api/v1/openapi.json for every address.',
};

export const keyMissing: Refusal = {
  code: 'api/idempotency-key-missing',
  clause: 'ISA-11',
  message: 'A request that changes something needs the header Idempotency-Key: 1 to 200 visible ASCII characters.',
  mend: 'Send a new random key, for example a UUID, with each new request, and the same key when you repeat one.',
};

export const keyReused: Refusal = {
  code: 'api/idempotency-key-reused',
  clause: 'ISA-11',
  message: 'This Idempotency-Key was used for another request.',
  mend: 'Send a new key with each new request; repeat a key only with the very same request.',
};

export const stillUnderWay: Refusal = {
  code: 'api/still-under-way',
  clause: 'ISA-11',
  message: 'The first request with this Idempotency-Key is still under way.',
  mend: 'Wait a few seconds and repeat the request.',
};

/** A fault of the program: nothing of it is told. */
export const fault: Refusal = {
  code: 'api/fault',
  clause: 'ISA-22',
  message: 'The broker could not answer because of a fault of its own.',
  mend: 'Repeat the request with the same Idempotency-Key. If it fails again, tell the operator the time.',
};
