import { refreshableUntil, type ProgramView } from '@broker/identity';
import type { SignedAccess } from '../access/token.service.js';
import type { ProgramDocument, TokenDocument } from '../documents/token.documents.js';

/** A program's tokens, told this once. */
export const tokenDocument = (access: SignedAccess): TokenDocument => ({
  id: access.id,
  token: access.token,
  expiresAt: access.tokenExpiresAt.toISOString(),
  refreshToken: access.refreshToken,
  refreshExpiresAt: refreshableUntil(access).toISOString(),
  endsAt: access.expiresAt.toISOString(),
  scopes: access.scopes,
});

/** A program as a line of the list. */
export const programDocument = (view: ProgramView): ProgramDocument => ({
  id: view.id,
  name: view.name,
  scopes: view.scopes,
  officer: view.officer,
  role: view.role,
  issuedAt: view.issuedAt.toISOString(),
  lastUsedAt: view.lastUsedAt.toISOString(),
  refreshExpiresAt: view.refreshableUntil.toISOString(),
  endsAt: view.expiresAt.toISOString(),
  state: view.state,
});
