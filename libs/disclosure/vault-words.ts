import { VaultDestroyed, type VaultService } from '@broker/platform';
import type { EntityManager } from 'typeorm';

/** The words of an item of the vault; null where there is none, or it has been disposed of. */
export async function openUnlessDestroyed<T>(
  vault: VaultService,
  manager: EntityManager,
  vaultId: string | null,
  boundTo: string,
): Promise<T | null> {
  if (vaultId === null) return null;
  try {
    return await vault.openObject<T>(manager, vaultId, boundTo);
  } catch (error) {
    if (error instanceof VaultDestroyed) return null;
    throw error;
  }
}
