import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { MachineTokenService, type Actor } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';

/** What a token says of itself; its holder is looked up by its id, each time. */
export interface TokenClaims {
  jti: string;
}

export const TOKEN_ALGORITHM = 'HS256';
export const TOKEN_ISSUER = 'safe-city-broker';
export const TOKEN_AUDIENCE = 'safe-city-broker/api/v1';

/** Signs the tokens of agencies' systems. */
@Injectable()
export class TokenService {
  constructor(
    private readonly machineTokens: MachineTokenService,
    private readonly jwt: JwtService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A new token for an actor, and the last instant at which it is good. */
  async issue(actor: Actor): Promise<{ token: string; expiresAt: Date }> {
    const { id, expiresAt } = await this.machineTokens.issue(actor);
    const claims = { jti: id, exp: Math.floor(expiresAt.getTime() / 1000) };
    const token = await this.jwt.signAsync(claims, {
      secret: this.config.tokenSecret,
      algorithm: TOKEN_ALGORITHM,
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
    });
    return { token, expiresAt };
  }
}
