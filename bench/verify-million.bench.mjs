// How long, and with how much memory, a whole log is verified from its bundle, as an auditor does it, without the broker and without a network:
//   npm run bench -- verify-million [--entries 1000000] [--folder <where the bundle is made>]
// Makes a log of entries as long as the product's, packs it as the product does, and runs `broker ledger verify` on it in a process of its own,
// whose highest memory the system tells. The limits are those of the goal: 60 seconds, 300 MB.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import * as log from '../dist/libs/ledger/domain/index.js';
import { packBundle } from '../dist/libs/ledger/files/pack-bundle.js';
import { generateKeyPairSync } from 'node:crypto';

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, folder: { type: 'string' } },
});
const size = Number(values.entries);
const [SECONDS_MAX, MB_MAX] = [60, 300];

const signer = log.noteSigner('broker.example/log', log.NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const witness = log.noteSigner('witness.example', log.COSIGNATURE_KEY, generateKeyPairSync('ed25519').privateKey);
const uuid = (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const leafOf = (n) =>
  log.leafBytes({
    v: 1,
    eventId: uuid(n),
    event: 'ReleaseCollected',
    clause: 'ISA-18',
    outcome: 'done',
    at: new Date(1_763_596_800_000 + n * 1000).toISOString(),
    partnershipId: uuid(1),
    agencyId: uuid(n % 15),
    officerId: uuid(n % 900),
    subject: { kind: 'release', id: uuid(n % 5000) },
    facts: { rows: n % 977 },
  });

/** The files of the log, made as they are asked for: nothing is kept but the hashes of the levels above. */
async function* bundle(tree, policy, note) {
  yield { path: 'policy', bytes: Buffer.from(log.policyText(policy)) };
  yield { path: 'checkpoint', bytes: Buffer.from(note) };
  for (const file of log.filesInOrder(size)) {
    const from = file.index * 256;
    const bytes =
      file.level === 'entries'
        ? log.entryBundle(Array.from({ length: file.width }, (_, i) => leafOf(from + i)))
        : tree[file.level].subarray(from * 32, (from + file.width) * 32);
    yield { path: log.pathOf(file), bytes };
  }
}

/** The hashes of each level, end to end. */
function treeOf() {
  const tree = [Buffer.concat(Array.from({ length: size }, (_, n) => log.leafHash(leafOf(n))))];
  const hashes = (level, from, to) =>
    Array.from({ length: to - from }, (_, i) => level.subarray((from + i) * 32, (from + i + 1) * 32));
  while (tree.at(-1).length >= 256 * 32) {
    const below = tree.at(-1);
    const full = Math.floor(below.length / 32 / 256);
    tree.push(Buffer.concat(Array.from({ length: full }, (_, i) => log.rootOf(hashes(below, i * 256, (i + 1) * 256)))));
  }
  return { tree, rootHash: log.rootOf(hashes(tree[0], 0, size)) };
}

const folder = mkdtempSync(path.join(values.folder ?? tmpdir(), 'broker-million-'));
const file = path.join(folder, 'log.tar');
try {
  const { tree, rootHash } = treeOf();
  const checkpoint = { origin: signer.key.name, size, rootHash };
  const policy = { logKeys: [signer.key], witnesses: [witness.key], quorum: 1 };
  const line = log.cosignatureLine(witness, 1_763_600_000, log.checkpointText(checkpoint));
  await pipeline(
    packBundle(bundle(tree, policy, log.signCheckpoint(checkpoint, signer) + line)),
    createWriteStream(file),
  );
  const megabytes = statSync(file).size / 1e6;
  console.log(`${size} entries of ${leafOf(size - 1).length} bytes, bundle of ${megabytes.toFixed(0)} MB`);

  // The peak is what the system tells of the process itself, when it ends.
  const code = `process.on('exit', () => console.error('PEAK ' + process.resourceUsage().maxRSS + ' ' + process.uptime() + ' ' + process.cpuUsage().user / 1e6));
    await import(${JSON.stringify(path.resolve(import.meta.dirname, '../dist/apps/cli/main.js'))});`;
  const args = ['--input-type=module', '-e', code, '--', 'ledger', 'verify', file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  console.log(stdout.trim());
  const [, kilobytes, seconds, cpu] = /PEAK (\d+) ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  const [mb, s] = [Number(kilobytes) / 1024, Number(seconds)];
  console.log(
    `${s.toFixed(1)} s by the clock, ${Number(cpu).toFixed(1)} s of the processor; at most ${mb.toFixed(0)} MB of memory`,
  );
  if (status !== 0 || !(s <= SECONDS_MAX) || !(mb <= MB_MAX)) {
    console.error(stderr);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
