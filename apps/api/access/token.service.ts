import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import {
  claimsFor,
  MachineTokenService,
  SigningKeyService,
  TOKEN_ALGORITHM,
  TOKEN_TYPE,
  withCanonicalSignature,
  type Actor,
  type NewProgram,
  type ProgramAccess,
  type Signer,
} from '@broker/identity';
import { CLOCK, type Clock, type Result } from '@broker/kernel';
import { Inject } from '@nestjs/common';

/** A program's access, with a signed access token. */
export interface SignedAccess extends ProgramAccess {
  token: string;
  /** Last instant of the access token. */
  tokenExpiresAt: Date;
}

/** Lets programs in and signs their access tokens (RFC 9068). */
@Injectable()
export class TokenService {
  constructor(
    private readonly programs: MachineTokenService,
    private readonly keys: SigningKeyService,
    private readonly jwt: JwtService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lets a program in. @returns its first tokens, or a refusal of `MachineTokenService.issue`. */
  async issue(actor: Actor, program: NewProgram): Promise<Result<SignedAccess>> {
    return this.sign(await this.keys.signer(), randomUUID(), await this.programs.issue(actor, program));
  }

  /** Renews a program's access. @returns its next tokens, or a refusal of `MachineTokenService.refresh`. */
  async refresh(refreshToken: string): Promise<Result<SignedAccess>> {
    // The key comes first: once the refresh token is used up, nothing may go wrong any more.
    const signer = await this.keys.signer();
    const id = randomUUID();
    return this.sign(signer, id, await this.programs.refresh(refreshToken, id));
  }

  private async sign(
    { kid, privateKey }: Signer,
    id: string,
    access: Result<ProgramAccess>,
  ): Promise<Result<SignedAccess>> {
    if (!access.ok) return access;
    const { id: programId, appointmentId } = access.value;
    const claims = claimsFor({ programId, appointmentId }, id, this.clock.now());
    const header = { alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid } as const;
    const signed = await this.jwt.signAsync(claims, { privateKey, algorithm: TOKEN_ALGORITHM, header });
    const token = withCanonicalSignature(signed);
    return { ok: true, value: { ...access.value, token, tokenExpiresAt: new Date(claims.exp * 1000) } };
  }
}
