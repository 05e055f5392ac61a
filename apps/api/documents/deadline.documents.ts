import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from './page.documents.js';

const STATES = ['armed', 'met', 'late', 'cancelled', 'superseded'];

/** Which deadlines are asked for. */
export class DeadlinesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'One kind of deadline.', example: 'breach-report' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  kind?: string;
}

/** What a deadline is about. */
export class DeadlineSubjectDocument {
  @ApiProperty({ example: 'breach' })
  kind: string;

  @ApiProperty({ example: '6f1d2c3b-4a59-4687-9d0e-1f2a3b4c5d6e' })
  id: string;
}

/** A deadline. */
export class DeadlineDocument {
  @ApiProperty({ format: 'uuid', example: '0c5f7a3e-9a1b-4c2d-8e3f-5a6b7c8d9e0f' })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: '/api/v1/deadlines/0c5f7a3e-9a1b-4c2d-8e3f-5a6b7c8d9e0f' })
  href: string;

  @ApiProperty({ example: 'breach-report' })
  kind: string;

  @ApiProperty({
    description: 'What has to be done.',
    example: 'The partner alleging the breach reports it to the other partners',
  })
  title: string;

  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'Whose turn it is; null: everybody’s.',
    example: null,
  })
  agencyId: string | null;

  @ApiProperty({ type: DeadlineSubjectDocument })
  subject: DeadlineSubjectDocument;

  @ApiProperty({ example: 'ISA-32a' })
  clause: string;

  @ApiProperty({ format: 'date', example: '2026-03-30' })
  startOn: string;

  @ApiProperty({
    format: 'date',
    description: 'Done before this day ends in London is done in time.',
    example: '2026-04-08',
  })
  dueOn: string;

  @ApiProperty({
    format: 'date-time',
    description: 'The first instant that is too late.',
    example: '2026-04-08T23:00:00.000Z',
  })
  dueAt: string;

  @ApiProperty({ enum: STATES, description: '`late`: done, but too late.', example: 'armed' })
  state: string;

  @ApiProperty({ description: 'Open, and its day is over.', example: false })
  isOverdue: boolean;
}

/** One page of a list of deadlines. */
export class DeadlinePageDocument {
  @ApiProperty({ type: [DeadlineDocument] })
  items: DeadlineDocument[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uri-reference',
    description: 'Address of the next page, if there is one.',
    example: null,
  })
  next: string | null;
}

/** A day that was not counted. */
export class SkippedDayDocument {
  @ApiProperty({ format: 'date', example: '2026-04-03' })
  on: string;

  @ApiProperty({ example: 'Good Friday' })
  reason: string;
}

/** One way of counting to a due date. */
export class CountingDocument {
  @ApiProperty({ enum: ['literal', 'working', 'statutory', 'commissioner'], example: 'literal' })
  reading: string;

  @ApiProperty({ format: 'date', example: '2026-04-08' })
  dueOn: string;

  @ApiProperty({ example: '5 working days, not counting the day of the event' })
  rule: string;

  @ApiProperty({ type: [String], format: 'date', description: 'The days counted.', example: ['2026-03-31'] })
  counted: string[];

  @ApiProperty({ type: [SkippedDayDocument] })
  skipped: SkippedDayDocument[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Edition of the calendar; null where holidays play no part.',
    example: '2026-11-20',
  })
  calendarVersion: string | null;

  @ApiProperty({
    type: [String],
    description: 'The same in sentences.',
    example: ['Due by the end of Wednesday 8 April 2026.'],
  })
  explanation: string[];
}

/** A date that a deadline had before the calendar changed. */
export class EarlierDateDocument {
  @ApiProperty({ format: 'date', example: '2026-04-07' })
  dueOn: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-04-01T09:00:00.000Z' })
  until: string | null;
}

/** A deadline and why it falls on its date. */
export class ExplainedDeadlineDocument extends DeadlineDocument {
  @ApiProperty({ type: CountingDocument, nullable: true, description: 'Null where the date is fixed.' })
  counting: CountingDocument | null;

  @ApiProperty({
    type: CountingDocument,
    nullable: true,
    description: 'The other reading of the same text, where there is one.',
  })
  other: CountingDocument | null;

  @ApiProperty({ type: [EarlierDateDocument] })
  earlier: EarlierDateDocument[];
}
