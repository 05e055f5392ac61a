import { readNote, parseVkey, vkeyOf, COSIGNATURE_KEY, NOTE_KEY } from './signed-note.js';
import type { NoteKey } from './signed-note.js';
import { openCheckpoint } from './tlog-checkpoint.js';
import type { Checkpoint, CheckpointFault } from './tlog-checkpoint.js';
import { cosignatureTime } from './tlog-cosignature.js';

/** Whose word a verifier takes: the keys of the log, the witnesses, and how many of these must have cosigned. */
export interface WitnessPolicy {
  logKeys: NoteKey[];
  witnesses: NoteKey[];
  /** k of the n witnesses; 0 asks for none. */
  quorum: number;
}

/** Who cosigned a checkpoint, and when by the witness's clock, in seconds since 1970. */
export interface Cosigning {
  witness: string;
  time: number;
}

/** A checkpoint of which signature, cosignatures and quorum were checked. */
export interface TrustedCheckpoint extends Checkpoint {
  cosignedBy: Cosigning[];
}

/** What can be wrong with a checkpoint under a policy. */
export type TrustFault = CheckpointFault | 'bad-cosignature' | 'too-few-witnesses';

const GROUP = 'witnesses';

/**
 * A policy as a text that other tools read too (C2SP tlog-policy): `log <vkey>`, `witness <name> <vkey>`, `group <name> <k> <names>`,
 * `quorum <name or none>`.
 */
export function policyText({ logKeys, witnesses, quorum }: WitnessPolicy): string {
  const group = quorum === 0 ? [] : [`group ${GROUP} ${quorum} ${witnesses.map(({ name }) => name).join(' ')}`];
  return [
    ...logKeys.map((key) => `log ${vkeyOf(key)}`),
    ...witnesses.map((key) => `witness ${key.name} ${vkeyOf(key)}`),
    ...group,
    `quorum ${quorum === 0 ? 'none' : GROUP}`,
    '',
  ].join('\n');
}

/**
 * Reads a policy: the lines of policyText in that order, comments (`#`) and empty lines between, an address after a key. Takes one group, whose members
 * are all of the witnesses, or one witness as the quorum. Null when it is anything else: a policy that is half understood must not be followed.
 */
export function parsePolicy(text: string): WitnessPolicy | null {
  const policy: WitnessPolicy = { logKeys: [], witnesses: [], quorum: -1 };
  const named = new Map<string, number>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const words = line.split(/\s+/);
    if (policy.quorum !== -1 || !takeLine(policy, named, words)) return null;
  }
  return policy.quorum === -1 || policy.logKeys.length === 0 ? null : policy;
}

/** Takes one line into the policy; `named` holds the groups, by the number of their members that is wanted. False when it is not understood. */
function takeLine(policy: WitnessPolicy, named: Map<string, number>, [word, ...rest]: string[]): boolean {
  const names = policy.witnesses.map(({ name }) => name);
  if (word === 'log') {
    const key = rest.length <= 2 ? parseVkey(rest[0] ?? '') : null;
    return key?.type === NOTE_KEY && policy.logKeys.push(key) > 0;
  }
  if (word === 'witness') {
    const [name = '', vkey = ''] = rest;
    const key = rest.length <= 3 && !names.includes(name) ? parseVkey(vkey) : null;
    // The policy's own name for a witness is the one by which its group and the reader know it.
    return key?.type === COSIGNATURE_KEY && name === key.name && policy.witnesses.push(key) > 0;
  }
  if (word === 'group') {
    const [name = '', threshold = '', ...members] = rest;
    const wanted = threshold === 'all' ? members.length : threshold === 'any' ? 1 : Number(threshold);
    const isWhole = members.length === names.length && names.every((each) => members.includes(each));
    const isPossible = Number.isSafeInteger(wanted) && wanted >= 1 && wanted <= members.length;
    if (!isWhole || !isPossible || named.size > 0 || name === 'none' || names.includes(name)) return false;
    named.set(name, wanted);
    return true;
  }
  if (word !== 'quorum' || rest.length !== 1) return false;
  policy.quorum = quorumOf(rest[0]!, names, named);
  return policy.quorum !== -1;
}

function quorumOf(name: string, witnesses: readonly string[], groups: ReadonlyMap<string, number>): number {
  if (name === 'none') return 0;
  return groups.get(name) ?? (witnesses.length === 1 && witnesses[0] === name ? 1 : -1);
}

/** Opens a checkpoint under a policy: signed by the log, no cosignature of a known witness bad, and as many as the quorum wants. Returns the fault otherwise. */
export function openCosigned(note: string, policy: WitnessPolicy): TrustedCheckpoint | TrustFault {
  const checkpoint = openCheckpoint(note, policy.logKeys);
  if (typeof checkpoint === 'string') return checkpoint;
  const { text, signatures } = readNote(note)!;
  const cosignedBy: Cosigning[] = [];
  for (const witness of policy.witnesses) {
    const times = signatures.map((line) => cosignatureTime(line, witness, text)).filter((time) => time !== 'other');
    if (times.includes('bad')) return 'bad-cosignature';
    if (times.length > 0) cosignedBy.push({ witness: witness.name, time: Math.max(...times.map(Number)) });
  }
  return cosignedBy.length < policy.quorum ? 'too-few-witnesses' : { ...checkpoint, cosignedBy };
}
