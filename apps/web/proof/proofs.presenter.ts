import {
  noteText,
  openCosigned,
  parseCheckpoint,
  type SignedCheckpoint,
  type TrustedCheckpoint,
  type WitnessPolicy,
} from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { countText, numberText } from '../format/numbers.js';

/** What the page about the log rests on. */
export interface ProofsFacts {
  /** Null before the first. */
  checkpoint: SignedCheckpoint | null;
  /** Null before the log has a key. */
  policy: WitnessPolicy | null;
  /** What was looked for and is no number of an entry; null when nothing was looked for. */
  wanted: string | null;
  /** Whether the whole log may be taken. */
  mayTake: boolean;
}

/** The newest checkpoint as it is shown. */
export interface CheckpointView {
  origin: string;
  size: string;
  rootHash: string;
  made: string;
  /** Each witness and when it cosigned. */
  cosigned: string[];
  /** What the partnership's rule makes of that. */
  verdict: string;
}

/** What the page about the log shows. */
export interface ProofsPage {
  checkpoint: CheckpointView | null;
  /** As it was typed. */
  entry: string;
  mayTake: boolean;
  errors: { text: string; href: string }[];
}

/** The page about the log. */
export const presentProofs = ({ checkpoint, policy, wanted, mayTake }: ProofsFacts): ProofsPage => ({
  checkpoint: checkpoint && policy && presentCheckpoint(checkpoint, policy),
  entry: wanted ?? '',
  mayTake: mayTake && checkpoint !== null,
  errors: wanted === null ? [] : [{ text: complaint(wanted), href: '#entry' }],
});

/** A checkpoint with who cosigned it, its signatures having been checked once more. */
export function presentCheckpoint(checkpoint: SignedCheckpoint, policy: WitnessPolicy): CheckpointView {
  const opened = openCosigned(checkpoint.note, { ...policy, quorum: 0 });
  const cosigned = typeof opened === 'string' ? [] : opened.cosignedBy;
  return {
    origin: parseCheckpoint(noteText(checkpoint.note) ?? '')?.origin ?? '',
    size: numberText(checkpoint.size),
    rootHash: checkpoint.rootHash,
    made: momentText(checkpoint.madeAt),
    cosigned: cosigned.map(({ witness, time }) => `${witness} on ${momentText(new Date(time * 1000))}`),
    verdict:
      typeof opened === 'string'
        ? 'The signatures under this checkpoint do not hold. Tell the operator.'
        : verdictOn(opened, policy),
  };
}

function verdictOn({ cosignedBy }: TrustedCheckpoint, { witnesses, quorum }: WitnessPolicy): string {
  if (witnesses.length === 0) return 'Your partnership has no witness. Until it has one, keep checkpoints yourself.';
  const wanted = `${numberText(quorum)} of ${countText(witnesses.length, 'witness', 'witnesses')}`;
  return cosignedBy.length >= quorum
    ? `Enough of your partnership’s witnesses have cosigned: its rule asks for ${wanted}.`
    : `Not enough of your partnership’s witnesses have cosigned yet: its rule asks for ${wanted}.`;
}

const complaint = (wanted: string): string =>
  wanted === ''
    ? 'Enter the number of an entry'
    : 'The number of an entry has 32 digits and letters in five groups, like 0f8fad5b-d9cb-469f-a165-70867728950e';
