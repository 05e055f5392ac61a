import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Who asks for a token. */
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
}

/** A token and how long it is good. */
export class TokenDocument {
  @ApiProperty({ description: 'Send it as “Authorization: Bearer …”.', example: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln' })
  token: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T17:00:00.000Z' })
  expiresAt: string;
}
