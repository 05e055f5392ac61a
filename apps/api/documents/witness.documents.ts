import { ApiProperty } from '@nestjs/swagger';

/** One witness of the log. */
export class WitnessDocument {
  @ApiProperty({ format: 'uuid', example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The agency that runs it.',
    example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a12',
  })
  agencyId: string;

  @ApiProperty({ description: 'Its name and public key.', example: 'witness.example.org+1f2e3d4c+BFk…' })
  vkey: string;

  @ApiProperty({ format: 'uri', example: 'https://witness.example.org' })
  address: string;

  @ApiProperty({
    type: 'integer',
    description: 'The size of the log that it last cosigned; 0 before the first.',
    example: 1042,
  })
  cosignedSize: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-20T10:00:01.000Z' })
  cosignedAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it did not cosign the last time.',
    example: 'witness/timeout',
  })
  fault: string | null;
}

/** The witnesses of the log and the partnership's rule about them. */
export class WitnessListDocument {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The log’s name and public key.',
    example: 'broker.example.org/log/0a1b2c3d+9f8e7d6c+AbC…',
  })
  logKey: string | null;

  @ApiProperty({ type: 'integer', description: 'So many of the witnesses must have cosigned.', example: 2 })
  quorum: number;

  @ApiProperty({
    type: 'integer',
    description: 'For so many hours routine disclosures go on when they have not.',
    example: 4,
  })
  hours: number;

  @ApiProperty({ type: 'integer', description: 'So many of the first entries a quorum vouches for.', example: 1042 })
  witnessedSize: number;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'null while every entry is vouched for.',
    example: null,
  })
  routineStopsAt: string | null;

  @ApiProperty({ type: [WitnessDocument] })
  items: WitnessDocument[];
}
