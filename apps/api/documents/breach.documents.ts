import { ApiProperty } from '@nestjs/swagger';
import { EXAMPLE_ID } from './api-fields.js';

/** A clock that runs for a breach. */
export class BreachClockDocument {
  @ApiProperty({ example: 'breach-response' })
  kind: string;

  @ApiProperty({ example: 'ISA-32b' })
  clause: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Whose turn it is; null: the partnership manager’s.',
    example: EXAMPLE_ID,
  })
  agencyId: string | null;

  @ApiProperty({ format: 'date', example: '2026-11-25' })
  dueOn: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'For a clock in hours.',
    example: null,
  })
  dueAt: string | null;
}

/** A breach as a line of the list. */
export class BreachLineDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: `/api/v1/breaches/${EXAMPLE_ID}` })
  href: string;

  @ApiProperty({ type: 'integer', example: 3 })
  number: number;

  @ApiProperty({ example: 'reported' })
  state: string;

  @ApiProperty({ example: 'Anytown Constabulary' })
  allegedBy: string;

  @ApiProperty({ type: [String], example: ['Anytown City Council'] })
  accused: string[];

  @ApiProperty({ format: 'date', example: '2026-11-18' })
  awareOn: string;

  @ApiProperty({ type: [BreachClockDocument] })
  clocks: BreachClockDocument[];
}

/** One line of a breach’s history. */
export class BreachHistoryDocument {
  @ApiProperty({ example: 'answer' })
  step: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the step said.',
    example: { position: 'accepted' },
  })
  particulars: object;
}

/** A breach with everything that has happened to it. */
export class BreachDocument extends BreachLineDocument {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Report, parties, receipts, meeting, minutes and actions as they stand.',
    example: { state: 'reported' },
  })
  current: object;

  @ApiProperty({ type: [BreachHistoryDocument] })
  history: BreachHistoryDocument[];
}

/** A page of breaches. */
export class BreachPageDocument {
  @ApiProperty({ type: [BreachLineDocument] })
  items: BreachLineDocument[];

  @ApiProperty({ type: String, nullable: true, format: 'uri-reference', example: null })
  next: string | null;
}
