import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CHANNELS, ITEM_KINDS } from '@broker/disclosure';
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
import { PageQuery } from './page.documents.js';
import { RecordPersonDocument } from './record.documents.js';

const ITEMS_MAX = 20;
const INFORMATION_MAX = 20_000;
const CONDITIONS_MAX = 2_000;
const SIDES = ['disclosing', 'receiving'] as const;

/** Which disclosures are asked for. */
export class DisclosuresQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: SIDES,
    default: 'receiving',
    description: 'What your agency has disclosed, or what was disclosed to it.',
    example: 'receiving',
  })
  @IsOptional()
  @IsIn(SIDES)
  side: (typeof SIDES)[number] = 'receiving';

  @ApiPropertyOptional({ enum: ['yes', 'no'], description: 'Whether they hold conviction data.', example: 'yes' })
  @IsOptional()
  @IsIn(['yes', 'no'])
  convictionData?: 'yes' | 'no';

  @ApiPropertyOptional({
    enum: ['yes', 'no'],
    description: 'Whether the receiving agency has acknowledged them. Left out: both.',
    example: 'no',
  })
  @IsOptional()
  @IsIn(['yes', 'no'])
  acknowledged?: 'yes' | 'no';
}

/** What an authorised item is answered with. */
export class ItemAnswerRequest {
  @ApiProperty({ format: 'uuid', description: 'The item of the request.', example: EXAMPLE_ID })
  @IsUUID()
  itemId: string;

  @ApiPropertyOptional({
    maxLength: INFORMATION_MAX,
    description: 'What is told; left out where nothing is held.',
    example: '1 Example Street, since March 2024',
  })
  @IsOptional()
  @IsString()
  @MaxLength(INFORMATION_MAX)
  information: string = '';

  @ApiPropertyOptional({ default: true, description: 'False: your agency holds nothing of it.', example: true })
  @IsOptional()
  @IsBoolean()
  isHeld: boolean = true;
}

/** Everything that is disclosed in answer to a request, at once. */
export class NewDisclosureRequest {
  @ApiProperty({ format: 'uuid', description: 'The authorised request that is answered.', example: EXAMPLE_ID })
  @IsUUID()
  requestId: string;

  @ApiProperty({ type: [ItemAnswerRequest], maxItems: ITEMS_MAX, description: 'Each authorised item, and no other.' })
  @IsArray()
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => ItemAnswerRequest)
  items: ItemAnswerRequest[];

  @ApiPropertyOptional({
    maxLength: CONDITIONS_MAX,
    description: 'What the receiving agency has to observe; travels with the information.',
    example: 'For the two officers who make the visit.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(CONDITIONS_MAX)
  conditions: string = '';

  @ApiProperty({ description: 'Whether it holds conviction data; as the request says (ISA-24).', example: false })
  @IsBoolean()
  convictionData: boolean;
}

/** A disclosure as a line of the list: nothing of the person. */
export class DisclosureLineDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: `/api/v1/disclosures/${EXAMPLE_ID}` })
  href: string;

  @ApiProperty({ enum: SIDES, description: 'Which side of it your agency is.', example: 'receiving' })
  side: string;

  @ApiProperty({ example: 'Anytown Constabulary' })
  disclosingAgency: string;

  @ApiProperty({ example: 'Anytown City Council' })
  receivingAgency: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  disclosedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'The request it answers.', example: 'R-2026-0001' })
  requestReference: string | null;

  @ApiProperty({ example: false })
  convictionData: boolean;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day for the receipt; null once it is acknowledged.',
    example: '2026-11-24',
  })
  acknowledgeByOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  acknowledgedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  disposedAt: string | null;
}

/** A page of disclosures. */
export class DisclosurePageDocument {
  @ApiProperty({ type: [DisclosureLineDocument] })
  items: DisclosureLineDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'Address of the next page.', example: null })
  next: string | null;
}

/** An item of a disclosure, closed. */
export class DisclosureItemDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ enum: Object.keys(ITEM_KINDS), example: 'address' })
  kind: string;

  @ApiProperty({ type: 'integer', description: 'Files with it; they are opened on the pages.', example: 0 })
  files: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the receiving agency first opened it.',
    example: null,
  })
  firstOpenedAt: string | null;
}

/** A look at a part of a disclosure. */
export class DisclosureLookDocument {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  at: string;

  @ApiProperty({ example: 'A. Example' })
  officer: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_ID })
  itemId: string | null;

  @ApiProperty({ description: 'Whether it was a file of the item.', example: false })
  isFile: boolean;
}

/** A disclosure with its terms; what its items say is told by opening them, one by one. */
export class DisclosureDocument extends DisclosureLineDocument {
  @ApiProperty({
    format: 'uuid',
    description: 'Links the disclosure with the records of both sides.',
    example: EXAMPLE_ID,
  })
  exchangeId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_ID })
  requestId: string | null;

  @ApiProperty({ enum: Object.keys(CHANNELS), example: 'system' })
  channel: string;

  @ApiProperty({ description: 'The one purpose it may be used for (ISA-18).', example: 'joint-objectives' })
  purpose: string;

  @ApiProperty({ description: 'The purpose in words.', example: 'Joint objectives of the partnership' })
  purposeText: string;

  @ApiProperty({ example: 'cda-115' })
  gateway: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the receiving agency has to observe; null once it was disposed of.',
    example: 'For the two officers who make the visit.',
  })
  conditions: string | null;

  @ApiProperty({ format: 'date', description: 'The day until which it may be kept (ISA-23).', example: '2032-11-20' })
  retainUntilOn: string;

  @ApiProperty({ example: 'suspect' })
  subjectRole: string;

  @ApiProperty({ example: 'B. Example' })
  disclosedBy: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  acknowledgedBy: string | null;

  @ApiProperty({ type: [DisclosureItemDocument] })
  items: DisclosureItemDocument[];

  @ApiProperty({ type: [DisclosureLookDocument], description: 'The last 50 looks, the newest first.' })
  looks: DisclosureLookDocument[];
}

/** An item, opened: never without what it may be used for and until when it may be kept (ISA-18, 23). */
export class OpenedItemDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  disclosureId: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  itemId: string;

  @ApiProperty({ description: 'The one purpose it may be used for (ISA-18).', example: 'joint-objectives' })
  purpose: string;

  @ApiProperty({ description: 'The purpose in words.', example: 'Joint objectives of the partnership' })
  purposeText: string;

  @ApiProperty({ example: 'For the two officers who make the visit.' })
  conditions: string;

  @ApiProperty({ format: 'date', description: 'The day until which it may be kept (ISA-23).', example: '2032-11-20' })
  retainUntilOn: string;

  @ApiProperty({ example: false })
  convictionData: boolean;

  @ApiProperty({ type: RecordPersonDocument })
  person: RecordPersonDocument;

  @ApiProperty({ enum: Object.keys(ITEM_KINDS), example: 'address' })
  kind: string;

  @ApiProperty({ description: 'What was asked for.', example: 'The addresses of the last two years' })
  what: string;

  @ApiProperty({
    description: 'What was told; empty where files tell it, or nothing was held.',
    example: '1 Example Street, since March 2024',
  })
  information: string;

  @ApiProperty({ type: [String], description: 'Names of its files; they are opened on the pages.', example: [] })
  files: string[];
}
