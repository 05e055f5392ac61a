import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '@broker/kernel';
// The second door: a witness loads nothing that talks to a database.
import {
  COSIGNATURE_KEY,
  fromBase64,
  noteSigner,
  toBase64,
  type NoteSigner,
  type Witnessed,
} from '../../../libs/ledger/domain/index.js';

interface Kept {
  size: number;
  rootHash: string;
}

/** The folder of a witness: its private key, and what it cosigned last for each log, in one file that is replaced as a whole. */
export class WitnessFolder {
  private readonly state: string;
  private readonly logs: Map<string, Witnessed>;

  private constructor(
    private readonly folder: string,
    readonly signer: NoteSigner,
    private readonly letGo: () => void,
  ) {
    this.state = path.join(folder, 'cosigned.json');
    this.logs = new Map(readState(this.state));
  }

  /**
   * Opens the folder for this process alone; makes it, and the key in it, where there is none.
   * Throws DomainError when another witness runs on it, when its state is spoilt, or when it belongs to a witness of another name.
   */
  static open(folder: string, name: string): WitnessFolder {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const letGo = holdAlone(folder);
    try {
      return new WitnessFolder(folder, signerIn(folder, name), letGo);
    } catch (error) {
      letGo();
      throw error;
    }
  }

  /** What was cosigned last for the log of this origin; null when nothing was. */
  held(origin: string): Witnessed | null {
    return this.logs.get(origin) ?? null;
  }

  /** Keeps what is about to be cosigned: on the disk before it returns, whole or not at all. One call at a time. */
  async keep(origin: string, { size, rootHash }: Witnessed): Promise<void> {
    const next = new Map(this.logs).set(origin, { size, rootHash });
    const kept = Object.fromEntries(
      [...next].map(([log, last]) => [log, { size: last.size, rootHash: toBase64(last.rootHash) } satisfies Kept]),
    );
    const unfinished = `${this.state}.new`;
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, this.state);
    const directory = await open(this.folder, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
    this.logs.set(origin, { size, rootHash });
  }

  /** Lets another process have the folder. */
  close(): void {
    this.letGo();
  }
}

/** Nobody else's `broker witness` may run on the folder: two would roll each other back. Returns the function that ends it. */
function holdAlone(folder: string): () => void {
  const lock = path.join(folder, 'in-use');
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(lock, 'utf8'));
    // In a container every process 1 is this one: what it left behind when it was killed holds nobody.
    if (attempt > 0 || (holder !== process.pid && isAlive(holder)))
      throw new DomainError(`Another witness (process ${holder}) runs on ${folder}; if not, remove ${lock}.`);
    rmSync(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signerIn(folder: string, name: string): NoteSigner {
  const [keyFile, nameFile] = [path.join(folder, 'witness.key'), path.join(folder, 'name')];
  if (!existsSync(keyFile)) {
    if (existsSync(path.join(folder, 'cosigned.json')))
      throw new DomainError(
        `${keyFile} is gone: put it back from a copy, or begin as a new witness in an empty folder.`,
      );
    const { privateKey } = generateKeyPairSync('ed25519');
    noteSigner(name, COSIGNATURE_KEY, privateKey); // a name that no signature line can carry ends here, before anything is written
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    writeFileSync(nameFile, `${name}\n`, { mode: 0o600 });
    writeFileSync(keyFile, pem, { mode: 0o600 });
  }
  const known = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : name;
  if (known !== name) throw new DomainError(`The key in ${folder} is that of the witness ${known}, not of ${name}.`);
  return noteSigner(name, COSIGNATURE_KEY, createPrivateKey(readFileSync(keyFile)));
}

function readState(file: string): [string, Witnessed][] {
  if (!existsSync(file)) return [];
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Kept>;
    return Object.entries(kept).map(([origin, { size, rootHash }]) => {
      const root = fromBase64(rootHash);
      if (!root || !Number.isSafeInteger(size)) throw new SyntaxError('not a state');
      return [origin, { size, rootHash: root }];
    });
  } catch {
    throw new DomainError(`${file} is spoilt: a witness that has forgotten what it cosigned must not go on.`);
  }
}
