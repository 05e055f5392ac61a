import type { RecordSubject } from '../../records/domain/index.js';

/** What an authorised item is answered with. */
export interface ItemAnswer {
  itemId: string;
  /** What is told; empty where files tell it, or nothing is held. */
  information: string;
  /** False: the agency holds nothing of it. */
  isHeld: boolean;
}

/** A file that has passed the gate and lies in the vault. */
export interface KeptFile {
  id: string;
  itemId: string;
  /** As the person who sends it called it; may name a person, so it lives in the vault. */
  fileName: string;
  mediaType: string;
  bytes: number;
  scannedBy: 'clamav' | 'built-in';
  vaultId: string;
}

/** What is to be disclosed in answer to a request. */
export interface DisclosureContent {
  items: readonly ItemAnswer[];
  files: readonly Pick<KeptFile, 'itemId'>[];
  /** What the receiving agency has to observe; travels with the information. */
  conditions: string;
  /** Whether it is conviction data; must be as the request says. */
  convictionData: boolean;
}

/** What a disclosure says in words; kept in the vault alone. */
export interface DisclosureWords {
  subject: RecordSubject;
  items: { itemId: string; what: string; information: string; isHeld: boolean }[];
  files: Pick<KeptFile, 'id' | 'itemId' | 'fileName'>[];
  conditions: string;
}

/** The part of a request that a disclosure is judged by. */
export interface AuthorisedRequest {
  state: string;
  convictionData: boolean | null;
  items: readonly { itemId: string; kind: string; decision: 'authorised' | 'refused' | null }[];
}

/** The most that one disclosure carries. */
export const FILES_MAX = 10;
/** The largest a file may be. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const INFORMATION_MAX = 20_000;
export const CONDITIONS_MAX = 2_000;
