import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '@broker/kernel';
import { VaultKeyUnknown } from './vault-faults.js';

/** What stands in the key file: the keys that wrap the keys of the items, and which of them closes new ones. */
interface KeyFile {
  current: string;
  keys: Record<string, string>;
}

/** A key of the key file. */
export interface VaultKey {
  id: string;
  /** 256 random bits, base64url. */
  secret: string;
}

/**
 * The keys that open the vault, in a file outside the database that only its owner may read. Every process of the installation reads
 * the same file, and reads it again as soon as another has changed it.
 */
export class VaultKeys {
  private known: { stamp: string; file: KeyFile } | null = null;

  constructor(private readonly path: string) {}

  /** Whether there is a key file. */
  exists(): boolean {
    return this.read() !== null;
  }

  /** Makes the key file with a first key. Of several processes at once one makes it, the others take what it made. */
  make(): void {
    const id = newId();
    const unfinished = this.write({ current: id, keys: { [id]: newSecret() } });
    try {
      linkSync(unfinished, this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }

  /** The key that closes new items. Throws DomainError when there is no key file. */
  current(): VaultKey {
    const { current } = this.file();
    return this.of(current);
  }

  /** The key of an id; throws VaultKeyUnknown when the file does not hold it. */
  of(id: string): VaultKey {
    const secret = this.file().keys[id];
    if (!secret) throw new VaultKeyUnknown(id);
    return { id, secret };
  }

  /** Adds a key that closes new items from now on; the others still open. The caller holds the vault's lock. */
  add(): VaultKey {
    const id = newId();
    this.replace({ current: id, keys: { ...this.file().keys, [id]: newSecret() } });
    return this.current();
  }

  /** Forgets every key but the current one. The caller holds the vault's lock and knows that nothing is closed under the others. */
  forgetOthers(): void {
    const { id, secret } = this.current();
    this.replace({ current: id, keys: { [id]: secret } });
  }

  private file(): KeyFile {
    const file = this.read();
    if (file) return file;
    throw new DomainError('The key file of the vault is missing. Put it back from its copy (KEY_FILE).');
  }

  private read(): KeyFile | null {
    const facts = statSync(this.path, { throwIfNoEntry: false });
    if (!facts) return null;
    const stamp = `${facts.ino} ${facts.mtimeMs} ${facts.size}`;
    if (this.known?.stamp !== stamp) this.known = { stamp, file: parse(readFileSync(this.path, 'utf8')) };
    return this.known.file;
  }

  private replace(file: KeyFile): void {
    renameSync(this.write(file), this.path);
    this.known = null; // two changes within one tick of the file system's clock look alike
  }

  /** Writes the whole file under another name first: nobody ever reads a part of it. */
  private write(file: KeyFile): string {
    const unfinished = `${this.path}.${process.pid}.${newId()}`;
    mkdirSync(path.dirname(this.path), { recursive: true });
    writeFileSync(unfinished, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
    return unfinished;
  }
}

const newId = (): string => randomBytes(4).toString('hex');
const newSecret = (): string => randomBytes(32).toString('base64url');

function parse(text: string): KeyFile {
  try {
    const file = JSON.parse(text) as Partial<KeyFile>;
    if (file.current && file.keys?.[file.current]) return file as KeyFile;
  } catch {
    // told below: the text itself must not stand in an error
  }
  throw new DomainError('The key file of the vault is spoilt. Put it back from its copy (KEY_FILE).');
}
