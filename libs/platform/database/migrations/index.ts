import { Foundation1763596800001 } from './0001-foundation.js';
import { Ledger1763596800002 } from './0002-ledger.js';
import { Exchange1763596800003 } from './0003-exchange.js';
import { RowSecurity1763596800004 } from './0004-row-security.js';
import { Deadlines1763596800005 } from './0005-deadlines.js';
import { Notices1763596800006 } from './0006-notices.js';
import { Officers1763596800007 } from './0007-officers.js';
import { Agreement1763596800008 } from './0008-agreement.js';
import { SignIn1763596800009 } from './0009-sign-in.js';
import { Tokens1763596800010 } from './0010-tokens.js';
import { Breach1763596800011 } from './0011-breach.js';
import { BreakGlass1763596800012 } from './0012-break-glass.js';
import { ClockTrust1763596800013 } from './0013-clock-trust.js';
import { Requests1763596800014 } from './0014-requests.js';
import { Vault1763596800015 } from './0015-vault.js';
import { Disclosures1763596800016 } from './0016-disclosures.js';
import { Keeping1763596800017 } from './0017-keeping.js';
import { Checkpoints1763596800018 } from './0018-checkpoints.js';
import { Audit1763596800019 } from './0019-audit.js';
import { LogFaults1763596800020 } from './0020-log-faults.js';
import { DecisionDrafts1763596800021 } from './0021-decision-drafts.js';

/** Every migration, oldest first. */
export const migrations = [
  Foundation1763596800001,
  Ledger1763596800002,
  Exchange1763596800003,
  RowSecurity1763596800004,
  Deadlines1763596800005,
  Notices1763596800006,
  Officers1763596800007,
  Agreement1763596800008,
  SignIn1763596800009,
  Tokens1763596800010,
  Breach1763596800011,
  BreakGlass1763596800012,
  ClockTrust1763596800013,
  Requests1763596800014,
  Vault1763596800015,
  Disclosures1763596800016,
  Keeping1763596800017,
  Checkpoints1763596800018,
  Audit1763596800019,
  LogFaults1763596800020,
  DecisionDrafts1763596800021,
];
