import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PurposeDocument } from './release.documents.js';

/** One numbered paragraph. */
export class ClauseDocument {
  @ApiProperty({ example: 'ISA-18' })
  clause: string;

  @ApiPropertyOptional({ description: 'Section that it opens.', example: 'Use of information' })
  heading?: string;

  @ApiProperty({ example: 'Information is used for the purpose stated and for no other.' })
  text: string;
}

/** An agency in the table of signatories. */
export class SignatoryDocument {
  @ApiProperty({ format: 'uuid', example: '2c6a4b1c-0c5a-4f6e-9c56-30b3f2c3d4e5' })
  agencyId: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ example: 'council' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, description: 'The body that has taken over its duties.', example: null })
  todayName: string | null;

  @ApiProperty({ enum: ['responsible', 'co-operating', 'participating'], example: 'responsible' })
  class: string;

  @ApiProperty({ type: String, nullable: true, description: 'null while unsigned.', example: 'Chief Executive' })
  postHeld: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-01T10:00:00.000Z' })
  signedAt: string | null;
}

/** The agreement in force. */
export class AgreementDocument {
  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-01T09:00:00.000Z' })
  publishedAt: string;

  @ApiProperty({ description: 'SHA-256 of the exact text, hexadecimal.', example: '9f86d081…' })
  textSha256: string;

  @ApiProperty({ type: [ClauseDocument] })
  clauses: ClauseDocument[];

  @ApiProperty({ type: [PurposeDocument], description: 'The closed list of purposes.' })
  purposes: PurposeDocument[];

  @ApiProperty({ type: [SignatoryDocument] })
  signatories: SignatoryDocument[];
}
