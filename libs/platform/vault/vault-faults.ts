import { DomainError } from '@broker/kernel';

/** Somebody asked for what was destroyed: the row still stands, but nothing can open it any more. */
export class VaultDestroyed extends DomainError {
  override name = 'VaultDestroyed';
  constructor(readonly vaultId: string) {
    super('What the vault held under this id has been destroyed.');
  }
}

/** The key that an item was closed under stands in no key file that we have. */
export class VaultKeyUnknown extends DomainError {
  override name = 'VaultKeyUnknown';
  constructor(keyId: string) {
    super(`The key ${keyId} of the vault is missing from the key file. Put the file back from its copy (KEY_FILE).`);
  }
}
