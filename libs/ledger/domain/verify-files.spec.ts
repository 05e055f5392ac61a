import { describe, expect, it } from '@jest/globals';
import { Chance } from '../../../test/support/chance.js';
import { attackOf, type Attack } from '../../../test/support/log-attackers.js';
import {
  filesOf,
  FIRST_TIME,
  HonestWitness,
  inventedLeaf,
  inventedLeaves,
  keptHashesOf,
  LOG,
  noteOf,
  proofFrom,
  reading,
  signerOf,
  type Files,
} from '../../../test/support/made-log.js';
import { flippedBytes, rearranged, type TamperedLog } from '../../../test/support/tampered-logs.js';
import {
  CHECKPOINT_PATH,
  checkpointText,
  parseCheckpoint,
  noteText,
  rootOf,
  leafHash,
  signCheckpoint,
  verifyFiles,
  type BadLog,
  type LogFilesVerdict,
  type VerifierKnows,
} from './index.js';

const KNOWS: VerifierKnows = {
  policy: { logKeys: [LOG.key], witnesses: [], quorum: 0 },
  kept: [],
  cosignedSince: null,
  mayWithhold: false,
};
const verify = (files: Files, more: Partial<VerifierKnows> = {}): Promise<LogFilesVerdict> =>
  verifyFiles(reading(files), { ...KNOWS, ...more });
const faultIn = async (files: Files, more?: Partial<VerifierKnows>): Promise<Partial<BadLog>> =>
  (await verify(files, more)) as BadLog;
/** Whether an entry is, or may be, the first bad one of a verdict. */
const names = ({ seq, until }: BadLog, bad: number | null): boolean =>
  until === null ? seq === bad : seq !== null && bad !== null && seq <= bad && bad < until;

describe('verifyFiles', () => {
  it('finds nothing wrong with a log of any size, with what was kept of it, and without', async () => {
    const leaves = inventedLeaves(700);
    for (const size of [0, 1, 2, 255, 256, 257, 512, 700]) {
      const grown = leaves.slice(0, size);
      const kept = [0, 1, 200, 256, 700].filter((each) => each <= size).map((each) => noteOf(leaves.slice(0, each)));
      for (const more of [{}, { kept }])
        expect(await verify(filesOf(grown), more)).toMatchObject({ ok: true, checkpoint: { size }, withheld: 0 });
    }
  });

  it('finds nothing wrong in a log whose tree has three levels of tiles', async () => {
    const leaves = Array<Uint8Array>(65_536 + 257).fill(inventedLeaf(0));
    const hidden = leaves.map(() => new Uint8Array(0));
    const more = { kept: [noteOf(leaves.slice(0, 65_536))], mayWithhold: true };
    const files = filesOf(hidden, noteOf(leaves), leaves);
    expect(await verify(files, more)).toMatchObject({ ok: true, withheld: leaves.length });
    const top = files.get('tile/2/000.p/1')!;
    files.set('tile/2/000.p/1', top.toReversed());
    expect(await faultIn(files, more)).toMatchObject({ fault: 'tile-wrong', seq: 0, until: 65_536 });
  });

  it('gives back the checkpoint as it was signed, to be kept', async () => {
    const leaves = inventedLeaves(3);
    const note = noteOf(leaves);
    expect(await verify(filesOf(leaves))).toMatchObject({ note, checkpoint: parseCheckpoint(noteText(note)!) });
  });

  const leaves = inventedLeaves(300);
  const files = filesOf(leaves);

  it.each([...files.keys()])(
    'names the first entry that lacks its proof when %s is missing or cut short',
    async (path) => {
      const without = new Map(files);
      without.delete(path);
      expect(await faultIn(without)).toMatchObject({ ok: false, fault: 'file-missing', path });
      const cut = new Map(files).set(path, files.get(path)!.subarray(0, -1));
      const fault = path === CHECKPOINT_PATH ? 'not-a-note' : 'file-broken';
      expect(await faultIn(cut)).toMatchObject({ ok: false, fault, path: path.replace('entries', '0') });
    },
  );

  it('takes an entry of which only the hash is shown, if that is allowed, and counts it', async () => {
    const shown = filesOf(
      leaves.map((leaf, n) => (n % 3 === 0 ? new Uint8Array(0) : leaf)),
      noteOf(leaves),
      leaves,
    );
    expect(await verify(shown, { mayWithhold: true })).toMatchObject({ ok: true, withheld: 100 });
    expect(await faultIn(shown)).toMatchObject({ fault: 'withheld', seq: 0 });
  });

  it('names the entry that is no entry of this product, though it is in the tree', async () => {
    const odd = leaves.with(40, new TextEncoder().encode('{"b":1, "a":2}'));
    expect(await faultIn(filesOf(odd))).toMatchObject({ fault: 'leaf-not-canonical', seq: 40 });
  });

  it('tells between which kept checkpoints the log was rewritten', async () => {
    const kept = [10, 100, 200].map((size) => noteOf(leaves.slice(0, size)));
    const rewritten = filesOf(leaves.with(150, inventedLeaf(0, 'forged')));
    expect(await faultIn(rewritten, { kept })).toMatchObject({ fault: 'rewritten', seq: 100, until: 200 });
    expect(await faultIn(filesOf(leaves.slice(0, 150)), { kept })).toMatchObject({ fault: 'rolled-back', seq: 150 });
    expect(await verify(rewritten)).toMatchObject({ ok: true });
  });

  it('names the rewritten entry where its hash was kept, and those that were kept add up to a kept checkpoint', async () => {
    const sizes = [10, 100, 200];
    const kept = sizes.map((size) => noteOf(leaves.slice(0, size)));
    for (const bad of [0, 99, 100, 150, 199]) {
      const rewritten = filesOf(leaves.with(bad, inventedLeaf(0, 'forged')).with(250, inventedLeaf(1, 'forged')));
      const named = await faultIn(rewritten, { kept, keptHashes: keptHashesOf(leaves.slice(0, 200)) });
      expect(named).toMatchObject({ fault: 'rewritten', seq: bad, until: null });
    }
    const rewritten = filesOf(leaves.with(150, inventedLeaf(0, 'forged')));
    const range = { fault: 'rewritten', seq: 100, until: 200 };
    // Hashes that were spoilt, or of which too few were kept, name nothing.
    for (const known of [leaves.slice(0, 200).with(120, inventedLeaf(0, 'spoilt')), leaves.slice(0, 180), []])
      expect(await faultIn(rewritten, { kept, keptHashes: keptHashesOf(known) })).toMatchObject(range);
    // And a log that agrees with every kept checkpoint is whole, whatever became of the file of hashes.
    expect(await verify(files, { kept, keptHashes: keptHashesOf(leaves.with(3, leaves[4]!)) })).toMatchObject({
      ok: true,
    });
  });

  it('tells after which kept checkpoint the entries stop adding up', async () => {
    const unsigned = filesOf(leaves.with(150, inventedLeaf(0, 'forged')), noteOf(leaves));
    const kept = [noteOf(leaves.slice(0, 100))];
    expect(await faultIn(unsigned, { kept })).toMatchObject({ fault: 'root-mismatch', seq: 100, until: 300 });
  });

  it('does not take what was kept of another log, or what is no checkpoint', async () => {
    const other = signerOf('other.example/log', 1, 9);
    const foreign = signCheckpoint(
      { origin: 'other.example/log', size: 1, rootHash: rootOf([leafHash(leaves[0]!)]) },
      other,
    );
    for (const kept of [[foreign], ['hello\n']])
      expect(await faultIn(files, { kept })).toMatchObject({ fault: 'kept-unreadable' });
  });

  it('tells an old checkpoint from a fresh one by the time its witnesses vouch for', async () => {
    const witness = new HonestWitness('witness.example', 2);
    const cosigned = filesOf(leaves, noteOf(leaves, [witness.cosign(noteOf(leaves), [], FIRST_TIME)!]));
    const policy = { ...KNOWS.policy, witnesses: [witness.signer.key], quorum: 1 };
    expect(await verify(cosigned, { policy, cosignedSince: FIRST_TIME })).toMatchObject({ ok: true });
    expect(await faultIn(cosigned, { policy, cosignedSince: FIRST_TIME + 1 })).toMatchObject({ fault: 'not-fresh' });
    expect(await faultIn(files, { cosignedSince: 0 })).toMatchObject({ fault: 'not-fresh' });
  });
});

describe('the honest witness of these tests', () => {
  it('cosigns what continues its last checkpoint, and nothing else', () => {
    const witness = new HonestWitness('witness.example', 2);
    const leaves = inventedLeaves(50);
    const [first, second] = [noteOf(leaves.slice(0, 20)), noteOf(leaves)];
    expect(witness.cosign(first, [], 1)).toContain('— witness.example ');
    expect(witness.cosign(second, [], 2)).toBeNull();
    expect(witness.cosign(noteOf(leaves.with(0, inventedLeaf(0, 'forged'))), proofFrom(20, leaves), 2)).toBeNull();
    expect(witness.cosign(second, proofFrom(20, leaves), 2)).not.toBeNull();
    expect(witness.cosign(first, [], 3)).toBeNull();
    expect(witness.newest).toBe(second);
    expect(checkpointText(parseCheckpoint(noteText(second)!)!)).toBe(noteText(second));
  });
});

/** Judges logs with which something was done; returns how many of each kind, those that were not found, and those of which the wrong entry was named. */
async function judge(logs: Iterable<TamperedLog>, oneIn: number) {
  const [missed, misnamed, seen] = [[] as string[], [] as string[], {} as Record<string, number>];
  let n = 0;
  for (const { kind, seq, files } of logs) {
    if (n++ % oneIn !== 0) continue;
    seen[kind] = (seen[kind] ?? 0) + 1;
    const verdict = await verify(files());
    if (verdict.ok) missed.push(`${kind} at ${seq}`);
    else if (kind !== 'checkpoint byte' && !kind.endsWith('made to fit') && !names(verdict, seq))
      misnamed.push(`${kind} at ${seq}: ${verdict.fault} at ${verdict.seq}`);
  }
  return { missed, misnamed, kinds: Object.keys(seen) };
}

describe('somebody who can write everything but cannot sign', () => {
  const leaves = inventedLeaves(260);

  it('cannot alter a byte anywhere: it is found, and the first bad entry is named', async () => {
    const found = await judge(flippedBytes(filesOf(leaves), 1, new Chance(1)), 230);
    expect(found).toEqual({ missed: [], misnamed: [], kinds: ['checkpoint byte', 'entry byte', 'tree byte'] });
  });

  it('cannot delete, duplicate, swap, forge or empty an entry: it is found', async () => {
    const { missed, misnamed, kinds } = await judge(rearranged(leaves, 260, new Chance(2)), 37);
    expect([missed, misnamed, kinds.length]).toEqual([[], [], 12]);
  });
});

describe('somebody who holds the signing key', () => {
  const attacks = (count: number): Attack[] => Array.from({ length: count }, (_, seed) => attackOf(new Chance(seed)));
  const passed = async (list: Attack[], knows: (attack: Attack) => Partial<VerifierKnows>): Promise<string[]> => {
    const verdicts = await Promise.all(list.map(async (each) => [each.kind, await verify(each.files, knows(each))]));
    return verdicts.flatMap(([kind, verdict]) => ((verdict as LogFilesVerdict).ok ? [kind as string] : []));
  };

  it('is found by one honest witness, or by one kept checkpoint; and by nobody who has neither', async () => {
    const list = attacks(60);
    expect(new Set(list.map(({ kind }) => kind)).size).toBe(10);
    expect(await passed(list, ({ kept }) => ({ kept: [kept] }))).toEqual([]);
    const withWitness = ({ witness }: Attack): Partial<VerifierKnows> => ({
      policy: { ...KNOWS.policy, witnesses: [witness.signer.key], quorum: 1 },
      kept: [witness.newest!],
    });
    expect(await passed(list, withWitness)).toEqual([]);
    expect(await passed(list, () => ({}))).toHaveLength(list.length);
  });

  it('has the first entry that was rewritten named by whoever has kept the hashes with the checkpoint', async () => {
    const list = attacks(60);
    const verdicts = await Promise.all(
      list.map(({ files, kept, keptHashes }) => faultIn(files, { kept: [kept], keptHashes })),
    );
    expect(verdicts.map(({ seq, until }) => [seq, until])).toEqual(list.map(({ seq }) => [seq, null]));
  });

  it('is found by the want of a cosignature alone, unless what is shown was once true', async () => {
    const list = attacks(60).filter(({ kind }) => kind !== 'shows an old checkpoint again');
    const policyOf = ({ witness }: Attack): Partial<VerifierKnows> => ({
      policy: { ...KNOWS.policy, witnesses: [witness.signer.key], quorum: 1 },
    });
    expect(await passed(list, policyOf)).toEqual([]);
  });
});
