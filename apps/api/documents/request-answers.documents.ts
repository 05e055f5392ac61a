import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ARTICLE_8_INTERESTS,
  CONSENTS,
  EXEMPTION_TESTS,
  ITEM_KINDS,
  PUBLIC_INTERESTS,
  SUBJECT_ROLES,
  URGENCIES,
  type RequestAnswers,
} from '@broker/disclosure';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EXAMPLE_ID, MaybeText } from './api-fields.js';
import { PageQuery } from './page.documents.js';

const TEXT_MAX = 10_000;
const CODE_MAX = 100;
const ITEMS_MAX = 20;
const NAMES_MAX = 20;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const keysOf = <K extends string>(list: Record<K, unknown>): K[] => Object.keys(list) as K[];

/** One of a closed list that may be left out. */
const OneOf = (list: Record<string, unknown>, example: string) => (target: object, name: string) => {
  ApiPropertyOptional({ enum: keysOf(list), example })(target, name);
  IsOptional()(target, name);
  IsIn(keysOf(list))(target, name);
};

/** Several of a closed list that may be left out. */
const SomeOf = (list: Record<string, unknown>, example: string[]) => (target: object, name: string) => {
  ApiPropertyOptional({ isArray: true, enum: keysOf(list), example })(target, name);
  IsOptional()(target, name);
  IsArray()(target, name);
  IsIn(keysOf(list), { each: true })(target, name);
};

/** A yes or no that may be left out. */
const YesOrNo = (example: boolean, description: string) => (target: object, name: string) => {
  ApiPropertyOptional({ type: Boolean, example, description })(target, name);
  IsOptional()(target, name);
  IsBoolean()(target, name);
};

/** Which requests are asked for. */
export class RequestsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ['in', 'out', 'drafts'],
    default: 'in',
    description: 'Asked of your agency, sent by it, or not sent yet.',
    example: 'in',
  })
  @IsOptional()
  @IsIn(['in', 'out', 'drafts'])
  box: 'in' | 'out' | 'drafts' = 'in';

  @ApiPropertyOptional({ enum: ['open', 'ended', 'all'], default: 'open', example: 'open' })
  @IsOptional()
  @IsIn(['open', 'ended', 'all'])
  which: 'open' | 'ended' | 'all' = 'open';

  @ApiPropertyOptional({ enum: ['routine', 'urgent'], description: 'Left out: both.', example: 'urgent' })
  @IsOptional()
  @IsIn(['routine', 'urgent'])
  urgency?: 'routine' | 'urgent';
}

/** The person whom the information is about. */
export class RequestSubjectDocument {
  @ApiProperty({ maxLength: TEXT_MAX, example: 'Rowan Invented' })
  @IsString()
  @MaxLength(TEXT_MAX)
  fullName: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '1990-03-27' })
  @IsOptional()
  @Matches(DATE)
  dateOfBirth: string | null = null;

  @ApiProperty({ type: String, nullable: true, maxLength: TEXT_MAX, example: '1 Example Street' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_MAX)
  address: string | null = null;

  @ApiProperty({ type: [String], example: ['Ro Invented'] })
  @IsArray()
  @ArrayMaxSize(NAMES_MAX)
  @IsString({ each: true })
  @MaxLength(TEXT_MAX, { each: true })
  otherNames: string[] = [];
}

/** One thing that is asked for. */
export class RequestItemRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of an item that is there already.', example: EXAMPLE_ID })
  @IsOptional()
  @IsUUID()
  id?: string;

  @ApiProperty({ enum: keysOf(ITEM_KINDS), example: 'address' })
  @IsIn(keysOf(ITEM_KINDS))
  kind: keyof typeof ITEM_KINDS;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'The addresses of the last two years' })
  @IsString()
  @MaxLength(TEXT_MAX)
  what: string;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'To send the notice to the right door' })
  @IsString()
  @MaxLength(TEXT_MAX)
  why: string;
}

/** Answers of a request; those that are left out stay as they are. */
export class RequestAnswersRequest {
  @MaybeText('The visit concerns one person.', 'Why depersonalised information would not do (ISA-27).')
  whyIdentified?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The agency that holds the information.', example: EXAMPLE_ID })
  @IsOptional()
  @IsUUID()
  holdingAgencyId?: string;

  @ApiPropertyOptional({ type: RequestSubjectDocument })
  @IsOptional()
  @ValidateNested()
  @Type(() => RequestSubjectDocument)
  subject?: RequestSubjectDocument;

  @OneOf(SUBJECT_ROLES, 'suspect')
  subjectRole?: keyof typeof SUBJECT_ROLES;

  @YesOrNo(false, 'Whether conviction data is asked for.')
  convictionData?: boolean;

  @ApiPropertyOptional({ type: [RequestItemRequest], maxItems: ITEMS_MAX })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => RequestItemRequest)
  items?: RequestItemRequest[];

  @MaybeText('To serve a community protection notice.', 'What it will be used for, and for nothing else (ISA-18).')
  whyAsked?: string;

  @ApiPropertyOptional({ maxLength: CODE_MAX, description: 'A purpose of the agreement.', example: 'joint-objectives' })
  @IsOptional()
  @IsString()
  @MaxLength(CODE_MAX)
  purpose?: string;

  @OneOf(CONSENTS, 'not-asked')
  consent?: keyof typeof CONSENTS;

  @MaybeText('In writing, on 18 November 2026.', 'How and when the person has agreed.')
  consentWords?: string;

  @SomeOf(PUBLIC_INTERESTS, ['preventing-crime'])
  publicInterest?: (keyof typeof PUBLIC_INTERESTS)[];

  @MaybeText('It outweighs their privacy, because …', 'Why the public interest overrides (ISA-17).')
  publicInterestWords?: string;

  @YesOrNo(false, 'Whether the crime exemption is relied on (ISA-17d).')
  crimeExemption?: boolean;

  @SomeOf(EXEMPTION_TESTS, ['necessary', 'prejudice', 'harm'])
  exemptionTests?: (keyof typeof EXEMPTION_TESTS)[];

  @MaybeText('Each test is met, because …')
  exemptionWords?: string;

  @ApiPropertyOptional({ maxLength: CODE_MAX, description: 'A gateway of the register.', example: 'cda-115' })
  @IsOptional()
  @IsString()
  @MaxLength(CODE_MAX)
  gateway?: string;

  @MaybeText('County Court, order of 1 June 2026', 'The order, where the gateway is the order of a court.')
  gatewayWords?: string;

  @OneOf(ARTICLE_8_INTERESTS, 'crime-disorder')
  article8Interest?: keyof typeof ARTICLE_8_INTERESTS;

  @MaybeText('The notice cannot be served without an address.')
  necessity?: string;

  @MaybeText('Two years are the least that serves.')
  proportionality?: string;

  @OneOf(URGENCIES, 'routine')
  urgency?: keyof typeof URGENCIES;

  @MaybeText('The visit is tomorrow.', 'Why it is urgent, where it is.')
  urgencyWords?: string;
}

/** A new request: kept as a draft, or sent at once. */
export class NewRequestRequest extends RequestAnswersRequest {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Whether it is sent at once; where it lacks anything, nothing is kept.',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  send: boolean = false;
}

/** The answers as the rules take them: those that were given. */
export function answersOf(request: RequestAnswersRequest): RequestAnswers {
  const given = Object.entries(request).filter(
    ([name, value]) => name !== 'send' && value !== undefined && value !== null,
  );
  return Object.fromEntries(given);
}
