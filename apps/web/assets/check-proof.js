/**
 * Checks the proof of one entry of the log, here in the browser: nothing is sent. Written apart from the broker's own code, against the
 * published formats (C2SP tlog-proof, tlog-checkpoint, tlog-cosignature, tlog-policy; RFC 6962), so that the one checks the other.
 * A classic script without imports: the page that uses it can be saved and works from a disk.
 */
(() => {
  'use strict';

  const NOTE_KEY = 1;
  const COSIGNATURE_KEY = 4;

  class NotProven extends Error {}

  const demand = (condition, message) => {
    if (!condition) throw new NotProven(message);
  };

  const utf8 = (text) => new TextEncoder().encode(text);
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));

  const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
  function fromBase64(text) {
    try {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      return toBase64(bytes) === text ? bytes : null;
    } catch {
      return null;
    }
  }

  /** `<name>+<key id>+<base64 of type and key>` as `{ name, id, type, key }`; null when it is none. */
  async function readKey(vkey) {
    const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? [];
    const bytes = base64 ? fromBase64(base64) : null;
    if (!bytes || bytes.length !== 33) return null;
    const hash = (await sha256(utf8(`${name}\n`), bytes)).slice(0, 4);
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex === id ? { name, id: hash, type: bytes[0], key: bytes.slice(1) } : null;
  }

  /** The keys of the log and its witnesses, and how many of these are wanted. */
  async function readPolicy(text) {
    const policy = { logs: [], witnesses: [], quorum: null };
    const wanted = new Map();
    for (const line of text.split('\n').map((each) => each.trim())) {
      const [word, ...rest] = line.split(/\s+/);
      if (line === '' || line.startsWith('#')) continue;
      demand(policy.quorum === null, 'The keys cannot be read: something stands after the quorum.');
      const names = policy.witnesses.map(({ name }) => name);
      if (word === 'log') {
        const key = await readKey(rest[0] ?? '');
        demand(key?.type === NOTE_KEY, 'The keys cannot be read: the key of the log is not one.');
        policy.logs.push(key);
      } else if (word === 'witness') {
        const key = await readKey(rest[1] ?? '');
        const fits = key?.type === COSIGNATURE_KEY && key.name === rest[0] && !names.includes(key.name);
        demand(fits, 'The keys cannot be read: the key of a witness is not one.');
        policy.witnesses.push(key);
      } else if (word === 'group') {
        const [name, threshold, ...members] = rest;
        const count = { all: members.length, any: 1 }[threshold] ?? Number(threshold);
        const isWhole = members.length === names.length && names.every((each) => members.includes(each));
        const fits = isWhole && wanted.size === 0 && Number.isInteger(count) && count >= 1 && count <= members.length;
        demand(fits, 'The keys cannot be read: the group is not of all witnesses.');
        wanted.set(name, count);
      } else {
        demand(word === 'quorum' && rest.length === 1, `The keys cannot be read: “${word}” is not known.`);
        const alone = names.length === 1 && rest[0] === names[0] ? 1 : undefined;
        policy.quorum = rest[0] === 'none' ? 0 : (wanted.get(rest[0]) ?? alone ?? null);
        demand(policy.quorum !== null, 'The keys cannot be read: the quorum names nobody.');
      }
    }
    demand(
      policy.logs.length > 0 && policy.quorum !== null,
      'The keys cannot be read: give the log’s key and a quorum.',
    );
    return policy;
  }

  /** The parts of a proof file. */
  function readProof(text) {
    const end = text.indexOf('\n\n');
    const lines = text.slice(0, Math.max(end, 0)).split('\n');
    demand(end > 0 && lines.shift() === 'c2sp.org/tlog-proof@v1', 'This is not a proof file.');
    const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift().slice(6)) : null;
    demand(extra, 'The file does not hold the entry that it proves.');
    const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? [];
    const hashes = lines.map(fromBase64);
    const isSound = Number.isSafeInteger(Number(index)) && hashes.every((hash) => hash?.length === 32);
    demand(index !== undefined && isSound, 'This is not a proof file.');
    return { leaf: extra, index: Number(index), hashes, note: text.slice(end + 2) };
  }

  /** The text that was signed, and its signature lines. */
  function readNote(note) {
    const end = note.lastIndexOf('\n\n');
    // oxlint-disable-next-line no-control-regex
    const isPlain = note.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]/.test(note);
    demand(end > 0 && isPlain, 'The checkpoint is not a signed note.');
    const signatures = note
      .slice(end + 2, -1)
      .split('\n')
      .map((line) => {
        const [, name, base64] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
        const bytes = base64 ? fromBase64(base64) : null;
        demand(bytes && bytes.length > 4, 'The checkpoint is not a signed note.');
        return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
      });
    return { text: note.slice(0, end + 1), signatures };
  }

  /** Origin, size and root of a checkpoint. */
  function readCheckpoint(text) {
    const [origin, decimal, base64, ...rest] = text.split('\n');
    const root = fromBase64(base64 ?? '');
    const isSize = /^(0|[1-9]\d{0,15})$/.test(decimal ?? '') && Number.isSafeInteger(Number(decimal));
    demand(
      origin && isSize && root?.length === 32 && rest.join() === '',
      'What was signed is not a checkpoint of a log.',
    );
    return { origin, size: Number(decimal), root };
  }

  async function isSigned({ key }, message, signature) {
    const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
    return crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message);
  }

  const by = (signatures, key) => signatures.filter(({ name, id }) => name === key.name && same(id, key.id));

  /** Whether the log signed; any signature by a key of the log that fails spoils all. */
  async function demandSigned({ text, signatures }, logs, origin) {
    let signed = false;
    for (const key of logs)
      for (const { signature } of by(signatures, key)) {
        demand(await isSigned(key, utf8(text), signature), 'The signature of the log is not of this checkpoint.');
        signed ||= key.name === origin;
      }
    demand(signed, 'The checkpoint is not signed by the log whose key was given.');
  }

  /** Which witnesses cosigned, and when. */
  async function cosigners({ text, signatures }, witnesses) {
    const found = [];
    for (const key of witnesses) {
      const times = [];
      for (const { signature } of by(signatures, key)) {
        const time = signature.length === 72 ? Number(new DataView(signature.buffer).getBigUint64(0)) : -1;
        const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
        const holds = Number.isSafeInteger(time) && time >= 0 && (await isSigned(key, message, signature.slice(8)));
        demand(holds, `The cosignature of ${key.name} is not of this checkpoint.`);
        times.push(time);
      }
      if (times.length > 0) found.push({ name: key.name, time: Math.max(...times) });
    }
    return found;
  }

  /** The root that a leaf hash at a place of a tree leads to by these hashes (RFC 9162 section 2.1.3.2). */
  async function rootFrom(leafHash, index, size, hashes) {
    demand(index < size, 'The entry lies beyond the checkpoint.');
    let [node, last, hash] = [index, size - 1, leafHash];
    const half = (n) => Math.floor(n / 2);
    for (const sibling of hashes) {
      demand(last > 0, 'The proof is longer than the tree is high.');
      if (node % 2 === 1 || node === last) {
        hash = await sha256([1], sibling, hash);
        while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
      } else hash = await sha256([1], hash, sibling);
      [node, last] = [half(node), half(last)];
    }
    demand(last === 0, 'The proof is shorter than the tree is high.');
    return hash;
  }

  /** JSON with its members in order and without blanks (RFC 8785, for what an entry may hold). */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
  }

  function readLeaf(leaf) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(leaf);
      const value = JSON.parse(text);
      return canonical(value) === text ? { text, value } : null;
    } catch {
      return null;
    }
  }

  /**
   * Checks a proof file with the keys that the reader trusts.
   * @param {string} proofText the file
   * @param {string} policyText keys and quorum, as the broker or a partner gives them
   * @returns {Promise<{ ok: true, entry: object, text: string, index: number, origin: string, size: number, root: string, steps: number,
   *   cosigned: { name: string, time: number }[], quorum: number } | { ok: false, fault: string }>}
   */
  async function checkProof(proofText, policyText) {
    try {
      const policy = await readPolicy(policyText);
      const { leaf, index, hashes, note } = readProof(proofText);
      const entry = readLeaf(leaf);
      demand(entry, 'The entry is not written as the log writes its entries.');
      const signed = readNote(note);
      const { origin, size, root } = readCheckpoint(signed.text);
      await demandSigned(signed, policy.logs, origin);
      const cosigned = await cosigners(signed, policy.witnesses);
      const isEnough = cosigned.length >= policy.quorum;
      demand(
        isEnough,
        `${cosigned.length} of the witnesses have cosigned, and the keys given ask for ${policy.quorum}.`,
      );
      const reached = await rootFrom(await sha256([0], leaf), index, size, hashes);
      demand(same(reached, root), 'The entry is not in the log: its hashes do not lead to the root that was signed.');
      const { quorum } = policy;
      const shown = { entry: entry.value, text: entry.text, index, origin, size, root: toBase64(root) };
      return { ok: true, ...shown, steps: hashes.length, cosigned, quorum };
    } catch (error) {
      if (error instanceof NotProven) return { ok: false, fault: error.message };
      if (error.name === 'NotSupportedError')
        return {
          ok: false,
          fault: 'This browser cannot check Ed25519 signatures. Use a newer one, or the command line.',
        };
      throw error;
    }
  }

  globalThis.checkProof = checkProof;
})();
