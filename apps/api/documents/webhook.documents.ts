import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

const ADDRESS_MAX = 2000;

/** A webhook of the agency behind the token. */
export class WebhookDocument {
  @ApiProperty({ format: 'uuid', example: '1f8e2c7a-5f6d-4f1b-9a53-0d6a2c1e7b10' })
  id: string;

  @ApiProperty({ format: 'uri', example: 'https://hooks.example.org/broker' })
  address: string;

  @ApiProperty({ enum: ['on', 'off'], description: 'Off: switched off after failing too often.', example: 'on' })
  state: 'on' | 'off';

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  registeredAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null until a call got through.',
    example: null,
  })
  lastSuccessAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why the last call failed; null when it did not.',
    example: 'webhook/503',
  })
  lastFault: string | null;
}

/** The webhooks of an agency: so few that they are one page. */
export class WebhookPageDocument {
  @ApiProperty({ type: [WebhookDocument] })
  items: WebhookDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'Always null.', example: null })
  next: string | null;
}

/** The address to be told of the agency’s notices. */
export class WebhookRequest {
  @ApiProperty({
    maxLength: ADDRESS_MAX,
    description: 'https, and public.',
    example: 'https://hooks.example.org/broker',
  })
  @IsString()
  @MaxLength(ADDRESS_MAX)
  address: string;
}

/** A webhook that was just registered. */
export class NewWebhookDocument {
  @ApiProperty({ format: 'uuid', example: '1f8e2c7a-5f6d-4f1b-9a53-0d6a2c1e7b10' })
  id: string;

  @ApiProperty({ description: 'Signs every call; told this once.', example: 'whsec_…' })
  secret: string;
}

/** The webhook to which something was done. */
export class WebhookChangedDocument {
  @ApiProperty({ format: 'uuid', example: '1f8e2c7a-5f6d-4f1b-9a53-0d6a2c1e7b10' })
  id: string;
}
