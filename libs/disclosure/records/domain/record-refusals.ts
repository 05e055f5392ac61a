import type { Refusal } from '@broker/kernel';
import { PARTICULARS, type Particular } from './particulars.js';

/** There is no such record, or it is another agency's and not shared with the actor's. */
export const noSuchRecord: Refusal = {
  code: 'records/no-such-record',
  clause: 'ISA-26',
  message: 'Your agency has no disclosure record with this address.',
  mend: 'Open it from the list of your records.',
};

/** @param missing the particulars that are not there yet. */
export const incomplete = (missing: readonly Particular[]): Refusal => ({
  code: 'records/incomplete',
  clause: 'ISA-24',
  message: `A disclosure record cannot be finished without its six particulars. Missing: ${missing
    .map((one) => PARTICULARS[one].toLowerCase())
    .join(', ')}.`,
  mend: 'Write what is missing, or save the record and finish it later.',
});

export const alreadyFinal: Refusal = {
  code: 'records/final',
  clause: 'ISA-24',
  message: 'This record is final, and a final record is never edited.',
  mend: 'Correct it: the correction supersedes it, and both stay.',
};

export const notFinal: Refusal = {
  code: 'records/not-final',
  clause: 'ISA-24',
  message: 'This record is not final yet, so there is nothing to correct.',
  mend: 'Complete it instead.',
};

export const superseded: Refusal = {
  code: 'records/superseded',
  clause: 'ISA-23',
  message: 'This record has been superseded by a correction.',
  mend: 'Correct the newest record of the exchange.',
};

export const noReason: Refusal = {
  code: 'records/no-reason',
  clause: 'ISA-23',
  message: 'A correction says what was wrong.',
  mend: 'Write in a sentence what was wrong, for everybody who received it.',
};

export const nothingCorrected: Refusal = {
  code: 'records/nothing-corrected',
  clause: 'ISA-23',
  message: 'The correction says the same as the record.',
  mend: 'Change what is wrong, or leave the record as it is.',
};

export const notAPartner: Refusal = {
  code: 'records/not-a-partner',
  clause: 'ISA-26',
  message: 'The other agency is missing, or is no other signatory of your partnership.',
  mend: 'Choose one of the agencies that the list offers.',
};

export const inTheFuture: Refusal = {
  code: 'records/in-the-future',
  clause: 'ISA-24',
  message: 'The date of a record cannot lie in the future.',
  mend: 'Give the day on which it happened.',
};

export const noSuchPurpose: Refusal = {
  code: 'records/no-such-purpose',
  clause: 'ISA-5',
  message: 'The agreement has no such purpose.',
  mend: 'Choose one of the purposes that the agreement lists.',
};

export const noSuchGateway: Refusal = {
  code: 'records/no-such-gateway',
  clause: 'ISA-12',
  message: 'The agreement has no such legal power.',
  mend: 'Choose one of the powers that the agreement lists.',
};

/** @param field which answer, as the page calls it. */
export const tooLong = (field: string, charactersMax: number): Refusal => ({
  code: 'records/too-long',
  clause: 'ISA-23',
  message: `The answer “${field}” is longer than ${charactersMax.toLocaleString('en-GB')} characters.`,
  mend: 'Shorten it to what is needed.',
});

/** @param field which answer, as the page calls it. */
export const unreadable = (field: string): Refusal => ({
  code: 'records/unreadable',
  clause: 'ISA-24',
  message: `The answer “${field}” cannot be read.`,
  mend: 'Give a date as YYYY-MM-DD, and choose the other answers from their lists.',
});

export const nobodyNamed: Refusal = {
  code: 'records/nobody-named',
  clause: 'ISA-7',
  message: 'A contact is logged with the person it was about.',
  mend: 'Write the name, as far as you know it.',
};

export const waitsForReceipt: Refusal = {
  code: 'records/waits-for-receipt',
  clause: 'ISA-24',
  message: 'This record is made by the disclosure itself and becomes final once its receipt is acknowledged.',
  mend: 'Open the disclosure and acknowledge the receipt.',
};

export const disposed: Refusal = {
  code: 'records/disposed',
  clause: 'ISA-23',
  message: 'What this record said has been disposed of.',
  mend: 'Nothing is left to correct; the log still shows that the record was there.',
};
