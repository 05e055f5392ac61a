import type { AuditEvent } from './audit-event.js';

/** What happens to the log's key and to those who witness the log. */
export const CHECKPOINT_EVENTS = {
  LogKeyMade: {
    clause: 'ISA-22',
    meaning:
      'The key that signs the log’s checkpoints and receipts was made, or taken from its file for the first time.',
    outcome: 'done',
    facts: ['keyId', 'publicKeySha256', 'isInFile'],
  },
  WitnessRegistered: {
    clause: 'ISA-22',
    meaning: 'The witness of a partner agency was entered: from now on it is asked to cosign the log’s checkpoints.',
    outcome: 'done',
    facts: ['witnessAgencyId', 'keyId', 'vkeySha256', 'addressSha256'],
  },
  WitnessMoved: {
    clause: 'ISA-22',
    meaning: 'A witness was given another address; its key stayed the same.',
    outcome: 'done',
    facts: ['addressSha256'],
  },
  WitnessRemoved: {
    clause: 'ISA-22',
    meaning: 'A witness was removed: it is not asked any more, and what it cosigned no longer counts.',
    outcome: 'done',
    facts: ['keyId'],
  },
  WitnessRuleSet: {
    clause: 'ISA-22',
    meaning:
      'The partnership decided how many witnesses must cosign, and after how many hours without them routine disclosures stop.',
    outcome: 'done',
    facts: ['quorum', 'hours'],
  },
  WitnessQuorumLapsed: {
    clause: 'ISA-22',
    meaning:
      'For longer than the partnership’s rule allows too few witnesses had cosigned the log: routine disclosures stopped, and its managers and the agencies of the silent witnesses were told.',
    outcome: 'done',
    facts: ['witnesses', 'quorum', 'hours', 'witnessedSize', 'silentAgencies'],
  },
  WitnessRefusedLog: {
    clause: 'ISA-22',
    meaning:
      'A witness refused the log: it is not the one that it cosigned last. Managers, auditors and operators were told, and the agency that runs it.',
    outcome: 'done',
    facts: ['witnessAgencyId', 'fault', 'cosignedSize'],
  },
  WitnessQuorumRestored: {
    clause: 'ISA-22',
    meaning: 'The partnership’s rule about its witnesses was kept again: routine disclosures could go on.',
    outcome: 'done',
    facts: ['witnesses', 'quorum', 'witnessedSize'],
  },
} as const satisfies Record<string, AuditEvent>;
