import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ProgramState, ProgramView, PublishedKey } from '@broker/identity';
import { ArrayMaxSize, IsArray, IsEmail, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

const SCOPES_MAX = 100;
const ID = { format: 'uuid', example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' };
const SCOPES_EXAMPLE = ['exchange:read', 'submission.upload'];
const STATES: ProgramState[] = ['open', 'ended', 'reused', 'idle', 'expired'];

/** Who asks for a token, and for what. */
export class TokenRequest {
  @ApiProperty({ format: 'email', maxLength: 254, example: 'steward@agency.example' })
  @IsEmail()
  @MaxLength(254)
  email: string;

  @ApiProperty({ format: 'password', maxLength: 1000, example: 'a long sentence of your own' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  password: string;

  @ApiPropertyOptional({
    maxLength: 40,
    description: 'Of the authenticator app, or a recovery code, where the account asks for a second proof.',
    example: '492039',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;

  @ApiPropertyOptional({
    maxLength: 60,
    default: 'Signed in with a password',
    description: 'What your agency calls the program; without personal details.',
    example: 'Records system',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: SCOPES_MAX,
    description:
      'Acts and groups of acts that the program may do; otherwise everything that your role may do without confirming who you are.',
    example: SCOPES_EXAMPLE,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SCOPES_MAX)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes?: string[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 180,
    default: 180,
    description: 'Days until it ends.',
    example: 90,
  })
  @IsOptional()
  @IsInt()
  days?: number;
}

/** A refresh token to be used up. */
export class RefreshRequest {
  @ApiProperty({ format: 'password', maxLength: 200, example: 'broker_refresh_…' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  refreshToken: string;
}

/** A program's tokens and how long they are good. */
export class TokenDocument {
  @ApiProperty({ ...ID, description: 'The program: see DELETE /api/v1/tokens/{id}.' })
  id: string;

  @ApiProperty({
    description: 'Send it as “Authorization: Bearer …”.',
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln',
  })
  token: string;

  @ApiProperty({
    format: 'date-time',
    description: 'Of the token: 15 minutes after it was signed.',
    example: '2026-11-20T17:00:00.000Z',
  })
  expiresAt: string;

  @ApiProperty({
    format: 'password',
    description:
      'Good for one POST /api/v1/tokens/refresh, which answers with the next. Keep it before you use the token.',
    example: 'broker_refresh_…',
  })
  refreshToken: string;

  @ApiProperty({
    format: 'date-time',
    description: 'Of the refresh token, if it is not used.',
    example: '2026-12-20T16:45:00.000Z',
  })
  refreshExpiresAt: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When the program ends in any case.',
    example: '2027-05-19T16:45:00.000Z',
  })
  endsAt: string;

  @ApiProperty({ type: [String], example: SCOPES_EXAMPLE })
  scopes: string[];
}

/** A program that acts for an officer. */
export class ProgramDocument implements Omit<
  Record<keyof ProgramView, unknown>,
  'refreshableUntil' | 'expiresAt' | 'issuedAt' | 'lastUsedAt'
> {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ example: 'Records system' })
  name: string;

  @ApiProperty({ type: [String], example: SCOPES_EXAMPLE })
  scopes: string[];

  @ApiProperty({ description: 'The officer it acts for.', example: 'Avery Example' })
  officer: string;

  @ApiProperty({ example: 'data-steward' })
  role: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T16:45:00.000Z' })
  issuedAt: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When it last renewed its access.',
    example: '2026-11-20T16:45:00.000Z',
  })
  lastUsedAt: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When it ends unless it is used before.',
    example: '2026-12-20T16:45:00.000Z',
  })
  refreshExpiresAt: string;

  @ApiProperty({ format: 'date-time', description: 'When it ends in any case.', example: '2027-05-19T16:45:00.000Z' })
  endsAt: string;

  @ApiProperty({ enum: STATES, example: 'open' })
  state: ProgramState;
}

/** A program that was ended. */
export class EndedDocument {
  @ApiProperty(ID)
  id: string;
}

/** A page of programs. */
export class ProgramPageDocument {
  @ApiProperty({ type: [ProgramDocument] })
  items: ProgramDocument[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    format: 'uri-reference',
    example: '/api/v1/tokens?limit=50&offset=50',
  })
  next: string | null;
}

/** A public key (RFC 7517). */
export class PublicKeyDocument implements PublishedKey {
  @ApiProperty({ example: 'EC' })
  kty: string;

  @ApiProperty({ example: 'P-256' })
  crv: string;

  @ApiProperty({ example: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4' })
  x: string;

  @ApiProperty({ example: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM' })
  y: string;

  @ApiProperty({ description: 'RFC 7638 thumbprint.', example: 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s' })
  kid: string;

  @ApiProperty({ enum: ['ES256'], example: 'ES256' })
  alg: 'ES256';

  @ApiProperty({ enum: ['sig'], example: 'sig' })
  use: 'sig';
}

/** The keys that verify tokens of this broker. */
export class KeySetDocument {
  @ApiProperty({ type: [PublicKeyDocument] })
  keys: PublicKeyDocument[];
}
