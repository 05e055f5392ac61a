import {
  cosignatureLine,
  COSIGNATURE_KEY,
  noteText,
  sameBytes,
  type KeptHashes,
} from '../../libs/ledger/domain/index.js';
import type { Chance } from './chance.js';
import {
  filesOf,
  FIRST_TIME,
  HonestWitness,
  inventedLeaf,
  inventedLeaves,
  keptHashesOf,
  noteOf,
  proofFrom,
  signerOf,
  type Files,
} from './made-log.js';

/** What somebody who holds the signing key shows an auditor, and what the auditor could hold against it. */
export interface Attack {
  kind: string;
  files: Files;
  /** A checkpoint that the auditor has kept from the time before. */
  kept: string;
  /** The hashes of the entries that the auditor has kept with it. */
  keptHashes: KeptHashes;
  /** The first entry that is not what it was, or is not there any more. */
  seq: number;
  /** The one honest witness: it tells whoever asks which checkpoint it cosigned last. */
  witness: HonestWitness;
}

/** The honest past: the entries, and the sizes at which checkpoints were signed and cosigned. */
interface Past {
  leaves: Uint8Array[];
  sizes: number[];
  witness: HonestWitness;
  /** The cosigned notes, by size. */
  notes: Map<number, string>;
}

function liveThrough(chance: Chance): Past {
  const sizes = [chance.from(1, 40)];
  for (let more = chance.from(1, 3); more > 0; more--) sizes.push(sizes.at(-1)! + chance.from(1, 300));
  const leaves = inventedLeaves(sizes.at(-1)!);
  const witness = new HonestWitness('witness.example', 2);
  const notes = new Map<number, string>();
  for (const [n, size] of sizes.entries()) {
    const grown = leaves.slice(0, size);
    const note = noteOf(grown);
    const cosignature = witness.cosign(note, proofFrom(sizes[n - 1] ?? 0, grown), FIRST_TIME + n * 60);
    notes.set(size, note + cosignature!);
  }
  return { leaves, sizes, witness, notes };
}

const more = (chance: Chance, marker: string): Uint8Array[] => inventedLeaves(chance.from(1, 50), marker);

type Forge = (chance: Chance, past: Past, before: number) => Uint8Array[];

/** Other entries than those that were logged; `before` is the size that the auditor has kept, below which each of them strikes. */
const FORGED: Record<string, Forge> = {
  'alters an entry': (chance, { leaves }, before) =>
    leaves.with(chance.upTo(before), inventedLeaf(chance.upTo(1000), 'forged')),
  'alters an entry and goes on': (chance, { leaves }, before) => [
    ...leaves.with(chance.upTo(before), inventedLeaf(0, 'forged')),
    ...more(chance, 'new'),
  ],
  'deletes an entry': (chance, { leaves }, before) => leaves.toSpliced(chance.upTo(before), 1),
  'deletes an entry and goes on': (chance, { leaves }, before) => [
    ...leaves.toSpliced(chance.upTo(before), 1),
    ...more(chance, 'new'),
  ],
  'dates an entry back': (chance, { leaves }, before) =>
    leaves.toSpliced(chance.upTo(before), 0, inventedLeaf(0, 'late')),
  'swaps two entries': (chance, { leaves }, before) => {
    const a = chance.upTo(before);
    const b = (a + 1 + chance.upTo(leaves.length - 1)) % leaves.length;
    return leaves.with(a, leaves[b]!).with(b, leaves[a]!);
  },
  'cuts the log off': (chance, { leaves }, before) => leaves.slice(0, chance.upTo(before)),
  'forks the log': (chance, { leaves }, before) => {
    const shared = leaves.slice(0, chance.upTo(before));
    return [...shared, ...inventedLeaves(leaves.length - shared.length + chance.upTo(40), 'fork')];
  },
  'shows each reader another log': (chance, { leaves }, before) => {
    const at = chance.upTo(before);
    return [...leaves.slice(0, at), ...inventedLeaves(leaves.length - at, 'view')];
  },
};

/** What the attacker puts below the forged checkpoint in the hope that it passes for the witness's word. */
const COSIGNATURES: ((chance: Chance, past: Past, forged: Uint8Array[], note: string) => string)[] = [
  () => '',
  // The genuine cosignature of the checkpoint before.
  (_, { notes, sizes }) => notes.get(sizes.at(-1)!)!.split('\n').slice(-2).join('\n'),
  // One by a key of the attacker's own, under the witness's name.
  (_, __, ___, note) =>
    cosignatureLine(signerOf('witness.example', COSIGNATURE_KEY, 666), FIRST_TIME + 999, noteText(note)!),
  // The witness is asked, with the best proof there is.
  (_, { witness, sizes }, forged, note) =>
    witness.cosign(note, proofFrom(sizes.at(-1)!, forged), FIRST_TIME + 999) ?? '',
  // The witness is asked, with no proof.
  (_, { witness }, __, note) => witness.cosign(note, [], FIRST_TIME + 999) ?? '',
];

/** One attack, drawn by chance. The attacker can sign whatever they like; what they strike at is older than the kept checkpoint. */
export function attackOf(chance: Chance): Attack {
  const past = liveThrough(chance);
  const keptAt = chance.from(1, past.sizes.length - 1);
  const kept = past.notes.get(past.sizes[keptAt]!)!;
  const { witness } = past;
  const known = { kept, keptHashes: keptHashesOf(past.leaves.slice(0, past.sizes[keptAt])), witness };
  const kinds = Object.keys(FORGED);
  const drawn = chance.upTo(kinds.length + 1);
  if (drawn === kinds.length) {
    const size = past.sizes[chance.upTo(keptAt)]!;
    return {
      kind: 'shows an old checkpoint again',
      files: filesOf(past.leaves.slice(0, size), past.notes.get(size)),
      seq: size,
      ...known,
    };
  }
  const kind = kinds[drawn]!;
  const forged = FORGED[kind]!(chance, past, past.sizes[keptAt]!);
  const note = noteOf(forged);
  const cosigned = note + chance.pick(COSIGNATURES)(chance, past, forged, note);
  const seq = past.leaves.findIndex((leaf, i) => !forged[i] || !sameBytes(leaf, forged[i]));
  return { kind, files: filesOf(forged, cosigned), seq, ...known };
}
