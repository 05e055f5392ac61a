import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EXCEPTION_RULES, LOG_KINDS, LOG_OUTCOMES, SUBJECT_ROLES, type LogFilterAsked } from '@broker/audit';
import { EXAMPLE_ID } from './api-fields.js';
import { PAGE_LIMIT, PAGE_LIMIT_MAX } from './page.documents.js';

const TEXT_MAX = 100;
const CURSOR = `2026-11-20T10:00:00.000000Z_${EXAMPLE_ID}`;

/** A part of a query that may be left out. */
const Part = (options: ApiPropertyOptions) =>
  applyDecorators(ApiPropertyOptional(options), IsOptional(), IsString(), MaxLength(TEXT_MAX));

/** Which rows of the disclosure log are asked for. Values that cannot be are refused with `audit/filter-not-understood`. */
export class LogFilterFields implements LogFilterAsked {
  @Part({ enum: Object.keys(LOG_KINDS), example: 'record' })
  kind?: string;

  @Part({ format: 'uuid', description: 'The agency whose row it is.', example: EXAMPLE_ID })
  agency?: string;

  @Part({ format: 'uuid', description: 'The officer who dealt with it.', example: EXAMPLE_ID })
  officer?: string;

  @Part({ example: 'cda-115' })
  gateway?: string;

  @Part({ example: 'joint-objectives' })
  purpose?: string;

  @Part({ example: 'POL-2' })
  dataset?: string;

  @Part({ enum: Object.keys(SUBJECT_ROLES), example: 'victim' })
  subjectRole?: string;

  @Part({ enum: ['yes', 'no'], example: 'yes' })
  convictionData?: string;

  @Part({ enum: Object.keys(LOG_OUTCOMES), example: 'disclosed' })
  outcome?: string;

  @Part({ enum: ['yes', 'no'], description: 'Whether something came too late.', example: 'yes' })
  late?: string;

  @Part({ enum: EXCEPTION_RULES.map(({ id }) => id), example: 'no-grounds' })
  exception?: string;

  @Part({ format: 'date', description: 'Entered on or after this day.', example: '2026-11-01' })
  from?: string;

  @Part({ format: 'date', description: 'Entered on or before this day.', example: '2026-11-30' })
  to?: string;

  @Part({ format: 'uuid', description: 'Records about the same person as this one.', example: EXAMPLE_ID })
  samePersonAs?: string;
}

/** Which page of which rows is asked for. */
export class LogQuery extends LogFilterFields {
  @Part({ description: 'Where the page begins; `next` has it set.', example: CURSOR })
  after: string = '';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT, example: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT;
}

/** Which rows are taken out, and in which form. */
export class LogExportQuery extends LogFilterFields {
  @ApiPropertyOptional({ enum: ['csv', 'json'], default: 'csv', example: 'csv' })
  @IsOptional()
  @IsIn(['csv', 'json'])
  format: 'csv' | 'json' = 'csv';
}

/** A row of the disclosure log, the person in it masked. */
export class LogRowDocument {
  @ApiProperty({ enum: Object.keys(LOG_KINDS), example: 'record' })
  kind: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: 'D-2026-0007' })
  reference: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  enteredAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date', example: '2026-11-20' })
  occurredOn: string | null;

  @ApiProperty({ example: 'Anytown Constabulary' })
  agency: string;

  @ApiProperty({ type: String, nullable: true, example: 'Anytown City Council' })
  counterpart: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Avery Example' })
  officer: string | null;

  @ApiProperty({ enum: ['incomplete', 'final', 'superseded'], example: 'final' })
  state: string;

  @ApiProperty({ enum: ['asking', 'holding'], example: 'holding' })
  side: string;

  @ApiProperty({ example: 'disclosure' })
  what: string;

  @ApiProperty({ example: 'system' })
  channel: string;

  @ApiProperty({ enum: Object.keys(LOG_OUTCOMES), example: 'disclosed' })
  outcome: string;

  @ApiProperty({ type: String, nullable: true, example: 'joint-objectives' })
  purpose: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'cda-115' })
  gateway: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  dataset: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'victim' })
  subjectRole: string | null;

  @ApiProperty({ example: false })
  convictionData: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The same person has the same code within one agency’s records.',
    example: 'K7P-3QX',
  })
  personCode: string | null;

  @ApiProperty({ type: [String], description: 'The rules that find the row.', example: ['no-grounds'] })
  exceptions: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Its entry in the ledger.',
    example: EXAMPLE_ID,
  })
  entryId: string | null;
}

/** A page of the disclosure log. */
export class LogPageDocument {
  @ApiProperty({ type: [LogRowDocument] })
  items: LogRowDocument[];

  @ApiProperty({ type: String, nullable: true, format: 'uri-reference', example: null })
  next: string | null;
}

/** How many records a rule finds. */
export class ExceptionCountDocument {
  @ApiProperty({ example: 'no-grounds' })
  rule: string;

  @ApiProperty({ example: 'ISA-24' })
  clause: string;

  @ApiProperty({ example: 'No grounds recorded' })
  title: string;

  @ApiProperty({ type: 'integer', example: 2 })
  records: number;
}

/** What the rules find in the log. */
export class ExceptionsDocument {
  @ApiProperty({ type: [ExceptionCountDocument] })
  items: ExceptionCountDocument[];
}

/** One entry of a record’s chain of custody. */
export class CustodyDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  entryId: string;

  @ApiProperty({ example: 'RecordFinalised' })
  event: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  at: string;

  @ApiProperty({ format: 'uri-reference', example: `/api/v1/ledger/entries/${EXAMPLE_ID}/proof` })
  proof: string;
}

/** A disclosure record, masked. */
export class LogRecordDocument extends LogRowDocument {
  @ApiProperty({ type: [String], description: 'Which of the six particulars are missing.', example: [] })
  missing: string[];

  @ApiProperty({ type: String, nullable: true, example: 'not-asked' })
  consent: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'crime-disorder' })
  article8Interest: string | null;

  @ApiProperty({ format: 'date', example: '2032-11-20' })
  retainUntilOn: string;

  @ApiProperty({ example: false })
  onHold: boolean;

  @ApiProperty({ description: 'HMAC of what is written in it: binds the words without telling them.', example: 'ab12' })
  commitment: string;

  @ApiProperty({ type: [CustodyDocument] })
  custody: CustodyDocument[];

  @ApiProperty({
    type: [Object],
    description: 'What the officers had to go by at each moment: agreement, gateway, posts, training, calendar.',
    example: [{ moment: 'recorded', agreement: { version: 1 } }],
  })
  asItWas: object[];
}
