import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The members of a public key on P-256 that its thumbprint is made of. */
export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y: string;
}

/** A key that signs access tokens, from its publication to the end of what it signed. */
@Entity('signing_key')
export class SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn('text')
  kid: string;

  @Column('jsonb')
  publicJwk: PublicJwk;

  /** PKCS #8, encrypted under a key derived from `BROKER_SECRET`. */
  @Column('bytea')
  sealedPrivateKey: Buffer;

  @Column('timestamptz')
  madeAt: Date;

  @Column('timestamptz')
  notBefore: Date;

  @Column('timestamptz')
  signsUntil: Date;

  @Column('timestamptz')
  verifiesUntil: Date;
}
