import type { Refusal } from '@broker/kernel';
import { QUORUM_HOURS_MAX, WITNESSES_MAX } from '../domain/index.js';

/** No such witness of the partnership. */
export const noSuchWitness: Refusal = {
  code: 'ledger/no-such-witness',
  clause: 'ISA-22',
  message: 'Your partnership has no such witness.',
  mend: 'Choose one from the list of witnesses.',
};

export const notAWitnessKey: Refusal = {
  code: 'ledger/not-a-witness-key',
  clause: 'ISA-22',
  message: 'This is not the public key of a witness.',
  mend: 'Copy the whole line that “broker witness” printed at its start: a name, a plus, 8 figures, a plus, and the key.',
};

export const sameWitness: Refusal = {
  code: 'ledger/witness-twice',
  clause: 'ISA-22',
  message: 'Your partnership already has a witness with this key.',
  mend: 'Each witness has a key of its own. To change its address, move the one in the list.',
};

export const tooManyWitnesses: Refusal = {
  code: 'ledger/witnesses-too-many',
  clause: 'ISA-22',
  message: `A partnership has at most ${WITNESSES_MAX} witnesses.`,
  mend: 'Remove one that is no longer run.',
};

export const witnessNeeded: Refusal = {
  code: 'ledger/witness-needed',
  clause: 'ISA-22',
  message: 'Without this witness there would be fewer than the rule asks for, and routine disclosures would stop.',
  mend: 'Enter another witness first, or lower the number in the rule.',
};

export const quorumOutOfReach: Refusal = {
  code: 'ledger/quorum-out-of-reach',
  clause: 'ISA-22',
  message: 'The rule asks for more witnesses than the partnership has.',
  mend: 'Enter the number of witnesses that must cosign: at least 1, at most as many as the partnership has.',
};

export const hoursOutOfReach: Refusal = {
  code: 'ledger/quorum-hours',
  clause: 'ISA-22',
  message: 'The number of hours is not one that a rule can have.',
  mend: `Enter a whole number from 1 to ${QUORUM_HOURS_MAX}.`,
};
