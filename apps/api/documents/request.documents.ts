import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ARTICLE_8_INTERESTS, ITEM_KINDS, REQUEST_STATES, type Article8Interest } from '@broker/disclosure';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EXAMPLE_ID } from './api-fields.js';
import { RequestSubjectDocument } from './request-answers.documents.js';

const TEXT_MAX = 10_000;
const LIST_MAX = 100;

/** A question back. */
export class RequestQuestionRequest {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'Which two years?' })
  @IsString()
  @MaxLength(TEXT_MAX)
  question: string;
}

/** The reply to a question. */
export class RequestReplyRequest {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'The last two.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reply: string;
}

/** The decision on one item. */
export class ItemDecisionRequest {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  @IsUUID()
  itemId: string;

  @ApiProperty({ enum: ['authorised', 'refused'], example: 'authorised' })
  @IsIn(['authorised', 'refused'])
  decision: 'authorised' | 'refused';

  @ApiPropertyOptional({ maxLength: TEXT_MAX, description: 'Needed for a refusal.', example: '' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_MAX)
  reason: string = '';
}

/** A decision: every item, with the reasons. */
export class RequestDecisionRequest {
  @ApiProperty({ type: [ItemDecisionRequest] })
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @ValidateNested({ each: true })
  @Type(() => ItemDecisionRequest)
  items: ItemDecisionRequest[];

  @ApiProperty({ maxLength: TEXT_MAX, example: 'The notice cannot be served otherwise.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reasons: string;

  @ApiPropertyOptional({
    maxLength: TEXT_MAX,
    description: 'Needed for an authorisation (ISA-16).',
    example: 'No more than is needed.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_MAX)
  balance: string = '';

  @ApiPropertyOptional({
    enum: Object.keys(ARTICLE_8_INTERESTS),
    description: 'Needed for an authorisation (ISA-29).',
    example: 'crime-disorder',
  })
  @IsOptional()
  @IsIn(Object.keys(ARTICLE_8_INTERESTS))
  interest?: Article8Interest;
}

/** Whether the second officer agrees. */
export class RequestSecondRequest {
  @ApiProperty({ example: true })
  @IsBoolean()
  agrees: boolean;

  @ApiPropertyOptional({ maxLength: TEXT_MAX, description: 'Needed where it is sent back.', example: '' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_MAX)
  note: string = '';
}

/** A request as a line of the list: nothing of the person. */
export class RequestLineDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: `/api/v1/requests/${EXAMPLE_ID}` })
  href: string;

  @ApiProperty({ type: String, nullable: true, example: 'R-2026-0001' })
  reference: string | null;

  @ApiProperty({ enum: ['asking', 'holding'], example: 'asking' })
  side: string;

  @ApiProperty({ enum: REQUEST_STATES, example: 'sent' })
  state: string;

  @ApiProperty({ example: 'Anytown City Council' })
  askingAgency: string;

  @ApiProperty({ type: String, nullable: true, example: 'Anytown Constabulary' })
  holdingAgency: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'routine' })
  urgency: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-12-04' })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:00:00.000Z' })
  sentAt: string | null;
}

/** One thing that is asked for, with what was decided. */
export class RequestItemDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ enum: Object.keys(ITEM_KINDS), example: 'address' })
  kind: string;

  @ApiProperty({ example: 'The addresses of the last two years' })
  what: string;

  @ApiProperty({ example: 'To send the notice to the right door' })
  why: string;

  @ApiProperty({ type: String, nullable: true, enum: ['authorised', 'refused', null], example: null })
  decision: string | null;

  @ApiProperty({ example: '' })
  reason: string;
}

/** A question back, with its reply. */
export class RequestQuestionDocument {
  @ApiProperty({ example: 'Which two years?' })
  question: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  reply: string | null;
}

/** A line of the history. */
export class RequestHistoryDocument {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'send' })
  step: string;

  @ApiProperty({ example: 'sent' })
  state: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ example: false })
  isLate: boolean;
}

/** A request with what was written on it. */
export class RequestDocument extends RequestLineDocument {
  @ApiProperty({ type: RequestSubjectDocument })
  subject: RequestSubjectDocument;

  @ApiProperty({ type: String, nullable: true, example: 'suspect' })
  subjectRole: string | null;

  @ApiProperty({ type: Boolean, nullable: true, example: false })
  convictionData: boolean | null;

  @ApiProperty({ type: String, nullable: true, example: 'joint-objectives' })
  purpose: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'cda-115' })
  gateway: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'crime-disorder' })
  article8Interest: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'not-asked' })
  consent: string | null;

  @ApiProperty({ type: [String], example: [] })
  publicInterest: string[];

  @ApiProperty({ type: Boolean, nullable: true, example: false })
  crimeExemption: boolean | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What was written, by the name of the answer.',
    example: { necessity: 'The notice cannot be served without an address.' },
  })
  words: Record<string, string>;

  @ApiProperty({ type: [RequestItemDocument] })
  items: RequestItemDocument[];

  @ApiProperty({ type: [RequestQuestionDocument] })
  questions: RequestQuestionDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'The reasons of the decision.', example: null })
  reasons: string | null;

  @ApiProperty({ type: Boolean, nullable: true, example: null })
  isDecidedLate: boolean | null;

  @ApiProperty({ type: [RequestHistoryDocument] })
  history: RequestHistoryDocument[];
}

/** A page of requests. */
export class RequestPageDocument {
  @ApiProperty({ type: [RequestLineDocument] })
  items: RequestLineDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'Address of the next page.', example: null })
  next: string | null;
}
