import { ApiProperty } from '@nestjs/swagger';

/** A purpose of an agreement, as the register names it. */
export class RegisterPurposeDocument {
  @ApiProperty({ example: 'ISA-5a' })
  clause: string;

  @ApiProperty({ example: 'To help strategic planning' })
  text: string;
}

/** A signatory of an agreement. */
export class RegisterSignatoryDocument {
  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ enum: ['responsible', 'co-operating', 'participating'], example: 'responsible' })
  class: string;

  @ApiProperty({ description: 'Whether a signature of it counts today.', example: true })
  isSigned: boolean;
}

/** What one agency shares of one dataset for one purpose. */
export class RegisterFlowDocument {
  @ApiProperty({ example: 'Anytown Police' })
  agency: string;

  @ApiProperty({ example: 'POL-2' })
  datasetId: string;

  @ApiProperty({ example: 'To help strategic planning' })
  purpose: string;

  @ApiProperty({ type: 'integer', example: 4 })
  releases: number;

  @ApiProperty({ type: 'integer', description: 'Rows in all of them, to the nearest hundred.', example: 12_300 })
  rowsRounded: number;
}

/** One partnership in the register. */
export class RegisterEntryDocument {
  @ApiProperty({ example: 'Anytown Safe City Partnership' })
  partnership: string;

  @ApiProperty({ type: [String], example: ['Anytown'] })
  districts: string[];

  @ApiProperty({ type: 'integer', nullable: true, example: 1 })
  version: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the exact text.', example: '9f86d081…' })
  textSha256: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-01T09:00:00.000Z' })
  publishedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date', example: '2027-11-01' })
  reviewOn: string | null;

  @ApiProperty({ type: [RegisterPurposeDocument] })
  purposes: RegisterPurposeDocument[];

  @ApiProperty({ type: [RegisterSignatoryDocument] })
  signatories: RegisterSignatoryDocument[];

  @ApiProperty({ type: [RegisterFlowDocument] })
  flows: RegisterFlowDocument[];
}

/** The public register of agreements. */
export class RegisterDocument {
  @ApiProperty({ type: [RegisterEntryDocument] })
  items: RegisterEntryDocument[];
}
