import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import {
  MachineTokenService,
  readAccessToken,
  SigningKeyService,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  type AccessTokenClaims,
  type Actor,
} from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';

/** Name of the strategy in passport. */
export const MACHINE_TOKEN = 'machine-token';

/** The key could not be looked up: a fault of ours, and not of the token. */
export class KeyLookupFault extends Error {
  override name = 'KeyLookupFault';
}

const KID = Symbol('id of the key that signed');

type TokenRequest = Request & { [KID]?: string };

/**
 * Checks a bearer token: its form and claims first, strictly (`readAccessToken`), then the signature with the key of its id, then that
 * program, appointment and key are still in force. The time is our clock's; the library only checks the signature.
 */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, MACHINE_TOKEN) {
  constructor(
    private readonly programs: MachineTokenService,
    keys: SigningKeyService,
    @Inject(CLOCK) clock: Clock,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (request: TokenRequest, token: string, done) => {
        const read = readAccessToken(token, clock.now());
        if (!read) return done(new Error('not a token of ours'));
        request[KID] = read.kid;
        keys.publicKey(read.kid).then(
          (key) => (key ? done(null, key as never) : done(new Error('no such key'))),
          (cause: unknown) => done(new KeyLookupFault('the key could not be looked up', { cause })),
        );
      },
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
      passReqToCallback: true,
    });
  }

  /** @returns the actor, or false when program, appointment or key has ended. */
  async validate(request: TokenRequest, { client_id, sub }: AccessTokenClaims): Promise<Actor | false> {
    const holder = { programId: client_id, appointmentId: sub, kid: request[KID] ?? '' };
    return (await this.programs.actorOf(holder)) ?? false;
  }
}
