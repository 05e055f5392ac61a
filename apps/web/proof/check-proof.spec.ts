import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import {
  checkpointText,
  cosignatureLine,
  inclusionProof,
  leafHash,
  openProof,
  parsePolicy,
  policyText,
  proofText,
  rootOf,
  signNote,
  type WitnessPolicy,
} from '@broker/ledger';
import { Chance } from '../../../test/support/chance.js';
import { checkpointOf, FIRST_TIME, inventedLeaves, LOG, noteOf, signerOf } from '../../../test/support/made-log.js';

type Answer = { ok: true; index: number; size: number; cosigned: unknown[] } | { ok: false; fault: string };

/** The script as a page would have it, with nothing of Node's. */
function loaded(): (proof: string, policy: string) => Promise<Answer> {
  const script = readFileSync(path.resolve(__dirname, '../assets/check-proof.js'), 'utf8');
  const page = vm.createContext({ crypto: webcrypto, TextEncoder, TextDecoder, atob, btoa }) as {
    checkProof?: (proof: string, policy: string) => Promise<Answer>;
  };
  vm.runInContext(script, page);
  return page.checkProof!;
}
const checkProof = loaded();

const LEAVES = inventedLeaves(23);
const HASHES = LEAVES.map(leafHash);
const [anna, ben] = [signerOf('anna.example', 4, 2), signerOf('ben.example', 4, 3)];
const TEXT = checkpointText(checkpointOf(LEAVES));
const lines = [anna, ben].map((witness, i) => cosignatureLine(witness, FIRST_TIME + i, TEXT));
const NOTE = noteOf(LEAVES, lines);
const POLICY: WitnessPolicy = { logKeys: [LOG.key], witnesses: [anna.key, ben.key], quorum: 2 };
const KEYS = policyText(POLICY);
const proofOf = (index: number, checkpoint = NOTE, leaf = LEAVES[index]!): string => {
  const hashes = inclusionProof(index, LEAVES.length, (node) =>
    rootOf(HASHES.slice(node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level)),
  );
  return proofText({ leaf, index, hashes, checkpoint });
};

describe('the script that checks a proof in the browser', () => {
  it('finds that the proof of any entry holds, and who vouches for it', async () => {
    for (const index of LEAVES.keys())
      expect(await checkProof(proofOf(index), KEYS)).toMatchObject({
        ok: true,
        index,
        size: 23,
        cosigned: [
          { name: 'anna.example', time: FIRST_TIME },
          { name: 'ben.example', time: FIRST_TIME + 1 },
        ],
      });
  });

  it('comes to the same answer as the broker’s own code, whatever character is another', async () => {
    const [file, chance] = [proofOf(11), new Chance(7)];
    for (let n = 0; n < 400; n++) {
      const at = chance.upTo(file.length);
      const altered = file.slice(0, at) + chance.pick('aA1=+/ \n—') + file.slice(at + 1);
      const own = typeof openProof(altered, POLICY) !== 'string';
      expect([altered, (await checkProof(altered, KEYS)).ok]).toEqual([altered, own]);
    }
  });

  it('reads the keys as the broker does, whatever line is missing, doubled or out of place', async () => {
    const [rows, file, chance] = [KEYS.trimEnd().split('\n'), proofOf(3), new Chance(8)];
    for (let n = 0; n < 200; n++) {
      const altered = [...rows];
      if (n % 2 === 0) altered.splice(chance.upTo(rows.length), 1);
      altered.splice(chance.upTo(rows.length), 0, ...(n % 3 === 0 ? [chance.pick(rows)] : []));
      if (n % 5 === 0) altered.push(chance.pick(['# a comment', '', 'quorum none', 'mirror x']));
      const keys = altered.join('\n');
      const policy = parsePolicy(keys);
      const own = policy !== null && typeof openProof(file, policy) !== 'string';
      expect([keys, (await checkProof(file, keys)).ok]).toEqual([keys, own]);
    }
  });

  const stranger = signerOf('anna.example', 4, 9);
  it.each<[string, string, string, string]>([
    ['no file', '', KEYS, 'not a proof file'],
    ['another version', proofOf(1).replace('@v1', '@v2'), KEYS, 'not a proof file'],
    ['no keys', proofOf(1), '', 'The keys cannot be read'],
    [
      'other keys',
      proofOf(1),
      policyText({ ...POLICY, logKeys: [signerOf(LOG.key.name, 1, 9).key] }),
      'not signed by the log',
    ],
    ['another entry', proofOf(1, NOTE, LEAVES[2]), KEYS, 'do not lead to the root'],
    ['another place', proofOf(1).replace('index 1', 'index 2'), KEYS, 'do not lead to the root'],
    ['a place beyond', proofOf(1).replace('index 1', 'index 99'), KEYS, 'beyond the checkpoint'],
    [
      'an entry that was written otherwise',
      proofOf(1, NOTE, new TextEncoder().encode('{"b": 1}')),
      KEYS,
      'not written as',
    ],
    ['one cosignature', proofOf(1, noteOf(LEAVES, lines.slice(0, 1))), KEYS, '1 of the witnesses'],
    [
      'a stranger’s cosignature',
      proofOf(1, noteOf(LEAVES, [lines[1]!, cosignatureLine(stranger, 1, TEXT)])),
      KEYS,
      '1 of the witnesses',
    ],
    [
      'a cosignature of another text',
      proofOf(1, noteOf(LEAVES, [lines[1]!, cosignatureLine(anna, 1, 'x\n')])),
      KEYS,
      'cosignature of anna.example',
    ],
    ['a note that is no checkpoint', proofOf(1, signNote('hello\n', [LOG])), KEYS, 'not a checkpoint'],
    [
      'another log’s checkpoint',
      proofOf(1, signNote(TEXT.replace('broker', 'other'), [LOG])),
      KEYS,
      'not signed by the log whose key was given',
    ],
  ])('refuses %s, and says why', async (_, file, keys, fault) => {
    expect(await checkProof(file, keys)).toMatchObject({ ok: false, fault: expect.stringContaining(fault) });
  });

  it('says so where the browser knows no Ed25519', async () => {
    const { subtle } = webcrypto;
    const poor = {
      digest: subtle.digest.bind(subtle),
      importKey: () => Promise.reject(Object.assign(new Error('no'), { name: 'NotSupportedError' })),
    };
    const script = readFileSync(path.resolve(__dirname, '../assets/check-proof.js'), 'utf8');
    const page = vm.createContext({ crypto: { subtle: poor }, TextEncoder, TextDecoder, atob, btoa }) as {
      checkProof?: typeof checkProof;
    };
    vm.runInContext(script, page);
    expect(await page.checkProof!(proofOf(1), KEYS)).toMatchObject({
      ok: false,
      fault: expect.stringContaining('This browser cannot check'),
    });
  });
});
