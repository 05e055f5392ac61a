import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { EXAMPLE_ID } from './api-fields.js';
import { PageQuery } from './page.documents.js';

const TEXT_MAX = 10_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const KINDS = ['depersonalised', 'contact', 'conviction', 'victim-witness', 'health', 'other'];

/** Which breaches are asked for. */
export class BreachesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['open', 'ended', 'all'], default: 'open', example: 'open' })
  @IsOptional()
  @IsIn(['open', 'ended', 'all'])
  which: 'open' | 'ended' | 'all' = 'open';
}

/** A new report: told and sent in one request (ISA-32a). */
export class BreachReportRequest {
  @ApiProperty({ format: 'date', description: 'When your agency became aware.', example: '2026-11-18' })
  @Matches(DATE)
  awareOn: string;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'Agencies alleged to be in breach.',
    example: [EXAMPLE_ID],
  })
  @IsArray()
  @ArrayNotEmpty()
  @IsUUID('all', { each: true })
  accused: string[];

  @ApiProperty({ maxLength: TEXT_MAX, example: 'A table was sent to a body that is not a partner.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  whatHappened: string;

  @ApiProperty({ isArray: true, enum: KINDS, example: ['contact'] })
  @IsArray()
  @IsIn(KINDS, { each: true })
  information: string[];

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    description: 'Left out or null: not known.',
    example: 40,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  people?: number | null;
}

/** What a partner in breach reports back (ISA-32b). */
export class BreachAnswerRequest {
  @ApiProperty({ enum: ['accepted', 'disputed'], example: 'accepted' })
  @IsIn(['accepted', 'disputed'])
  position: 'accepted' | 'disputed';

  @ApiProperty({ maxLength: TEXT_MAX, example: 'The table has been deleted.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  text: string;
}

/** When and where the partners meet (ISA-32c). */
export class BreachMeetingRequest {
  @ApiProperty({ format: 'date-time', example: '2026-11-27T14:30:00.000Z' })
  @IsISO8601()
  at: string;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'Committee room 2' })
  @IsString()
  @MaxLength(TEXT_MAX)
  place: string;
}

/** That the partners met (ISA-32c). */
export class BreachAttendanceRequest {
  @ApiProperty({ format: 'date', example: '2026-11-27' })
  @Matches(DATE)
  on: string;

  @ApiProperty({ type: [String], format: 'uuid', example: [EXAMPLE_ID] })
  @IsArray()
  @IsUUID('all', { each: true })
  attended: string[];
}

/** An action or sanction that was agreed. */
export class AgreedActionRequest {
  @ApiProperty({ enum: ['action', 'sanction'], example: 'action' })
  @IsIn(['action', 'sanction'])
  kind: 'action' | 'sanction';

  @ApiProperty({ maxLength: TEXT_MAX, example: 'Have a second person check each list of addressees.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  text: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  @IsUUID()
  ownerAgencyId: string;

  @ApiProperty({ format: 'date', example: '2026-12-20' })
  @Matches(DATE)
  dueOn: string;
}

/** The minutes (ISA-32d). */
export class BreachMinutesRequest {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'The partners accept the answer.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  text: string;

  @ApiProperty({ type: [AgreedActionRequest] })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AgreedActionRequest)
  actions: AgreedActionRequest[];
}

/** Which action is done, and how. */
export class BreachActionDoneRequest {
  @ApiProperty({ example: EXAMPLE_ID })
  @IsString()
  @MaxLength(100)
  actionId: string;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'In force since today.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  note: string;
}

/** Why a report is withdrawn. */
export class BreachWithdrawalRequest {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'It was another list.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reason: string;
}

/** Into which breach another is merged. */
export class BreachMergerRequest {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  @IsUUID()
  into: string;
}

/** What the Information Commissioner is told. */
export class NotificationContentDocument {
  @ApiProperty({ example: 'A table was sent astray.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  nature: string;

  @ApiProperty({ type: 'integer', nullable: true, example: 40 })
  @IsOptional()
  @IsInt()
  @Min(0)
  people: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 40 })
  @IsOptional()
  @IsInt()
  @Min(0)
  records: number | null;

  @ApiProperty({ example: 'The data protection officer' })
  @IsString()
  @MaxLength(TEXT_MAX)
  contact: string;

  @ApiProperty({ example: 'Unwanted letters.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  consequences: string;

  @ApiProperty({ example: 'The table was deleted.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  measures: string;
}

/** The decision about the Information Commissioner. */
export class CommissionerDecisionRequest {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Where your agency was aware before the report reached it.',
    example: '2026-11-18T09:00:00.000Z',
  })
  @IsOptional()
  @IsISO8601()
  awareAt?: string;

  @ApiPropertyOptional({ enum: ['uk-gdpr', 'law-enforcement'], example: 'uk-gdpr' })
  @IsOptional()
  @IsIn(['uk-gdpr', 'law-enforcement'])
  regime?: 'uk-gdpr' | 'law-enforcement';

  @ApiProperty({ example: false })
  @IsBoolean()
  notify: boolean;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'A risk to anybody is unlikely.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reason: string;

  @ApiPropertyOptional({ type: NotificationContentDocument, description: 'Needed where the Commissioner is notified.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NotificationContentDocument)
  content?: NotificationContentDocument;

  @ApiPropertyOptional({
    maxLength: TEXT_MAX,
    description: 'Needed where the 72 hours have passed.',
    example: 'Found in an audit.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_MAX)
  lateReasons?: string;
}

/** The decision about the people concerned. */
export class IndividualsDecisionRequest {
  @ApiProperty({ example: true })
  @IsBoolean()
  tell: boolean;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'They can guard themselves.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reason: string;
}
