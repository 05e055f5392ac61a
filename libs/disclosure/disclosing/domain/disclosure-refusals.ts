import type { Refusal } from '@broker/kernel';
import { CONDITIONS_MAX, FILE_BYTES_MAX, FILES_MAX, INFORMATION_MAX } from './disclosure.js';

/** There is no such disclosure, or it is between other agencies. */
export const noSuchDisclosure: Refusal = {
  code: 'disclosures/no-such-disclosure',
  clause: 'ISA-26',
  message: 'Your agency has neither made nor received a disclosure with this address.',
  mend: 'Open it from the list of disclosures.',
};

export const noSuchRequest: Refusal = {
  code: 'disclosures/no-such-request',
  clause: 'ISA-26',
  message: 'No request with this address waits for your agency to disclose.',
  mend: 'Open it from the list of requests to your agency.',
};

export const notHolding: Refusal = {
  code: 'disclosures/not-the-holding-agency',
  clause: 'ISA-26',
  message: 'Only the agency that holds the information discloses it.',
  mend: 'Wait for the other agency, or ask it about the request.',
};

export const notAuthorised: Refusal = {
  code: 'disclosures/not-authorised',
  clause: 'ISA-26',
  message: 'The request is not authorised, or has been answered by a disclosure already.',
  mend: 'Decide on the request first; what was disclosed once is found among the disclosures.',
};

export const notAuthorisedItem: Refusal = {
  code: 'disclosures/item-not-authorised',
  clause: 'ISA-26',
  message: 'Something is to be disclosed that was not authorised. Nothing beyond the authorised items may go out.',
  mend: 'Leave it out, or let the other agency ask for it.',
};

export const itemUnanswered: Refusal = {
  code: 'disclosures/item-unanswered',
  clause: 'ISA-24',
  message: 'An authorised item has neither information nor a file.',
  mend: 'Write the information, attach a file, or say that your agency holds nothing of it.',
};

export const nothingHeld: Refusal = {
  code: 'disclosures/nothing-held',
  clause: 'ISA-24',
  message: 'Nothing would be disclosed: your agency holds none of the authorised items.',
  mend: 'Record it as “not held” among your disclosure records, and tell the other agency.',
};

export const heldAndNotHeld: Refusal = {
  code: 'disclosures/held-and-not-held',
  clause: 'ISA-23',
  message: 'An item is marked as not held, and has information or a file all the same.',
  mend: 'Take the mark away, or remove the information and the files of that item.',
};

export const convictionMark: Refusal = {
  code: 'disclosures/conviction-mark',
  clause: 'ISA-24',
  message: 'The mark for conviction data is not the same as on the request that was authorised.',
  mend: 'Mark it as the request does. If more is needed than was authorised, it takes a new request.',
};

export const informationTooLong: Refusal = {
  code: 'disclosures/too-long',
  clause: 'ISA-26',
  message: `The information on an item is longer than ${INFORMATION_MAX.toLocaleString('en-GB')} characters.`,
  mend: 'Shorten it to what was asked for, or attach it as a file.',
};

export const conditionsTooLong: Refusal = {
  code: 'disclosures/conditions-too-long',
  clause: 'ISA-26',
  message: `The conditions are longer than ${CONDITIONS_MAX.toLocaleString('en-GB')} characters.`,
  mend: 'Shorten them.',
};

export const tooManyFiles: Refusal = {
  code: 'disclosures/too-many-files',
  clause: 'ISA-26',
  message: `A disclosure carries ${FILES_MAX} files at most.`,
  mend: 'Leave out what was not asked for, or join some files into one.',
};

export const fileTooLarge: Refusal = {
  code: 'disclosures/file-too-large',
  clause: 'ISA-26',
  message: `A file is larger than ${FILE_BYTES_MAX / 1024 / 1024} MB.`,
  mend: 'Send a smaller one: the pages that were asked for, or pictures of a lower resolution.',
};

export const fileEmpty: Refusal = {
  code: 'disclosures/file-empty',
  clause: 'ISA-26',
  message: 'The file is empty.',
  mend: 'Choose the file again.',
};

export const fileType: Refusal = {
  code: 'disclosures/file-type',
  clause: 'ISA-26',
  message: 'The file is of a kind that is not taken. What counts is its content, not its name.',
  mend: 'Send it as PDF, PNG, JPEG, plain text, CSV, DOCX or XLSX.',
};

export const activeContent: Refusal = {
  code: 'disclosures/active-content',
  clause: 'ISA-26',
  message:
    'The file holds something that could run on the computer of whoever opens it, or that cannot be looked into.',
  mend: 'Save it without macros, scripts, forms, embedded files, formulas and passwords, for example by printing it to PDF.',
};

export const infected: Refusal = {
  code: 'disclosures/infected',
  clause: 'ISA-26',
  message: 'The virus scanner found something harmful in the file.',
  mend: 'Do not send it. Tell whoever looks after your computers.',
};

export const scannerSilent: Refusal = {
  code: 'disclosures/scanner-silent',
  clause: 'ISA-26',
  message: 'The virus scanner does not answer, so no file can be taken at the moment.',
  mend: 'Try again in a few minutes; if it stays so, tell your operator.',
};

export const noSuchFile: Refusal = {
  code: 'disclosures/no-such-file',
  clause: 'ISA-26',
  message: 'The disclosure has no such item or file.',
  mend: 'Open it from the page of the disclosure.',
};

export const notReceiving: Refusal = {
  code: 'disclosures/not-the-receiving-agency',
  clause: 'ISA-24',
  message: 'Only the agency that received the information acknowledges it.',
  mend: 'Wait for the other agency; it is reminded.',
};

export const acknowledgedAlready: Refusal = {
  code: 'disclosures/acknowledged',
  clause: 'ISA-24',
  message: 'The receipt has been acknowledged already.',
  mend: 'Nothing is left to do; the records of both agencies are final.',
};

export const disposed: Refusal = {
  code: 'disclosures/disposed',
  clause: 'ISA-23',
  message: 'What was disclosed has been disposed of and cannot be opened any more.',
  mend: 'The log still shows that it was disclosed, and when it was disposed of.',
};
