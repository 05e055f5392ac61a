import { FindingsController } from './findings.controller.js';
import { LogRecordController } from './log-record.controller.js';
import { LogController } from './log.controller.js';
import { RevealsController } from './reveals.controller.js';
import { SamplesController } from './samples.controller.js';

/** The pages of the auditors. The log stands before its records: `exceptions` is no record's address. */
export const AUDIT_PAGES = [
  LogController,
  LogRecordController,
  RevealsController,
  SamplesController,
  FindingsController,
];
