import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import * as fields from './api-fields.js';
import { PageQuery } from './page.documents.js';

const WHICH = ['kept', 'held', 'disposed'] as const;
const KINDS = ['request', 'disclosure', 'record', 'subject-access', 'foi'];

/** Which things are asked for. */
export class RetentionQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: WHICH,
    default: 'kept',
    description: 'Kept until its day, held beyond it, or disposed of.',
    example: 'kept',
  })
  @IsOptional()
  @IsIn(WHICH)
  which: 'kept' | 'held' | 'disposed' = 'kept';
}

/** An agency that holds something. */
export class HolderDocument {
  @fields.Id()
  agencyId: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @fields.Instant()
  placedAt: string;
}

/** Something that is kept, and until when. */
export class KeptLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('retention')
  href: string;

  @ApiProperty({ enum: KINDS, example: 'record' })
  recordKind: string;

  @fields.Id()
  recordId: string;

  @fields.TextOrNull('How it is called; null where it has no reference.', 'D-2026-0001')
  reference: string | null;

  @ApiProperty({ description: 'Who has to see that it is disposed of.', example: 'Anytown City Council' })
  agency: string;

  @fields.Day()
  beganOn: string;

  @fields.Day('2032-11-20')
  retainUntilOn: string;

  @ApiProperty({ type: [HolderDocument] })
  heldBy: HolderDocument[];

  @fields.InstantOrNull('When it was disposed of.')
  disposedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'uri-reference',
    nullable: true,
    description: 'Address of the certificate of its disposal.',
    example: null,
  })
  certificate: string | null;
}

/** A hold. */
export class HoldDocument {
  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ example: 'A. Officer' })
  placedBy: string;

  @fields.Instant()
  placedAt: string;

  @fields.InstantOrNull('When it was lifted.')
  liftedAt: string | null;

  @fields.TextOrNull('Null for another agency’s hold, and after disposal.', 'Proceedings')
  reason: string | null;

  @fields.TextOrNull('Why it was lifted.')
  liftReason: string | null;
}

/** Something that is kept, with its holds. */
export class KeptDocument extends KeptLineDocument {
  @ApiProperty({ type: [HoldDocument] })
  holds: HoldDocument[];
}

/** A page of things that are kept. */
export class KeptPageDocument {
  @ApiProperty({ type: [KeptLineDocument] })
  items: KeptLineDocument[];

  @fields.NextPage()
  next: string | null;
}

/** That something was disposed of: nothing of what was destroyed is in it. */
export class DisposalCertificateDocument {
  @fields.Id()
  id: string;

  @ApiProperty({ example: 'C-2026-0001' })
  reference: string;

  @ApiProperty({ example: 'Anytown Community Safety Partnership' })
  partnership: string;

  @ApiProperty({ description: 'Who had to see to it.', example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ type: [String], description: 'The agencies that held it.', example: ['Anytown City Council'] })
  holders: string[];

  @ApiProperty({ enum: KINDS, example: 'disclosure' })
  recordKind: string;

  @fields.Id()
  recordId: string;

  @ApiProperty({ example: 'retention-ended' })
  why: string;

  @ApiProperty({ example: 'ISA-23' })
  clause: string;

  @fields.Day()
  beganOn: string;

  @fields.Day('2032-11-20')
  retainUntilOn: string;

  @fields.Instant()
  disposedAt: string;

  @ApiProperty({ type: 'integer', description: 'How many items of the vault were destroyed.', example: 2 })
  items: number;

  @ApiProperty({
    type: [String],
    description: 'What bound their content in the ledger, in hexadecimal.',
    example: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  })
  commitments: string[];
}
