import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { MachineTokenService, type Actor } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, type TokenClaims } from './token.service.js';

/** Name of the strategy in passport. */
export const MACHINE_TOKEN = 'machine-token';

/** Checks a bearer token: signature, algorithm, issuer, audience and expiry first, then that its row is still in force. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, MACHINE_TOKEN) {
  constructor(
    private readonly machineTokens: MachineTokenService,
    @Inject(CONFIG) config: Config,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.tokenSecret,
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      ignoreExpiration: false,
    });
  }

  /** @returns the actor, or false when the token has been withdrawn or its holder's appointment has ended. */
  async validate(claims: Partial<TokenClaims>): Promise<Actor | false> {
    if (typeof claims.jti !== 'string') return false;
    return (await this.machineTokens.actorOf(claims.jti)) ?? false;
  }
}
