import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FOUR_EYES, ITEM_KINDS } from '@broker/disclosure';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const TEXT_MAX = 10_000;
const LIST_MAX = 100;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** How long answers take, in working days. */
export class RequestStandardDocument {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 60, example: 10 })
  @IsInt()
  @Min(1)
  @Max(60)
  routineDays: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 60, example: 1 })
  @IsInt()
  @Min(1)
  @Max(60)
  urgentDays: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 60, example: 5 })
  @IsInt()
  @Min(1)
  @Max(60)
  replyDays: number;
}

/** When a second officer of your agency must agree. */
export class FourEyesDocument {
  @ApiProperty({ enum: Object.keys(FOUR_EYES), example: 'conviction-and-victims' })
  @IsIn(Object.keys(FOUR_EYES))
  rule: string;
}

/** What of a gateway can be corrected. */
export class GatewayCorrectionRequest {
  @ApiProperty({ format: 'date', example: '2023-01-31' })
  @Matches(DATE)
  fromOn: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, example: null })
  @IsOptional()
  @Matches(DATE)
  untilOn: string | null = null;

  @ApiProperty({ example: true })
  @IsBoolean()
  opensPersonal: boolean;

  @ApiProperty({
    type: [String],
    description: 'Kinds, or kind and class; `any` for all.',
    example: ['police', 'health/responsible'],
  })
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsString({ each: true })
  receivers: string[];

  @ApiProperty({ type: [String], example: ['health'] })
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsString({ each: true })
  barredHolders: string[];

  @ApiProperty({ isArray: true, enum: Object.keys(ITEM_KINDS), example: ['health'] })
  @IsArray()
  @IsIn(Object.keys(ITEM_KINDS), { each: true })
  barredItems: (keyof typeof ITEM_KINDS)[];

  @ApiProperty({ type: [String], format: 'uuid', example: [] })
  @IsArray()
  @IsUUID('all', { each: true })
  includedAgencyIds: string[];

  @ApiProperty({ type: [String], format: 'uuid', example: [] })
  @IsArray()
  @IsUUID('all', { each: true })
  excludedAgencyIds: string[];

  @ApiProperty({ maxLength: TEXT_MAX, example: 'Police, Crime, Sentencing and Courts Act 2022, section 16' })
  @IsString()
  @MaxLength(TEXT_MAX)
  source: string;

  @ApiProperty({ example: true })
  @IsBoolean()
  isConfirmed: boolean;

  @ApiProperty({ maxLength: TEXT_MAX, example: 'Looked up in the Act.' })
  @IsString()
  @MaxLength(TEXT_MAX)
  reason: string;
}

/** A gateway of the register. */
export class GatewayDocument {
  @ApiProperty({ example: 'cda-115' })
  id: string;

  @ApiProperty({ example: 'ISA-12' })
  clause: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its words; null where the agreement in force does not name it.',
    example: 'Section 115',
  })
  text: string | null;

  @ApiProperty({ format: 'date', example: '1998-09-30' })
  fromOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: null })
  untilOn: string | null;

  @ApiProperty({ example: true })
  opensPersonal: boolean;

  @ApiProperty({ type: [String], example: ['police'] })
  receivers: string[];

  @ApiProperty({ type: [String], example: [] })
  barredHolders: string[];

  @ApiProperty({ type: [String], example: [] })
  barredItems: string[];

  @ApiProperty({ example: 'Crime and Disorder Act 1998, section 115(2)' })
  source: string;

  @ApiProperty({ description: 'Whether somebody has read it there.', example: false })
  isConfirmed: boolean;

  @ApiProperty({ description: 'Whether the partnership has corrected it.', example: false })
  isCorrected: boolean;
}
