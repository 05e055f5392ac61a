import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { Division, ProclaimedDay, Region } from '@broker/working-calendar';

const DIVISIONS = ['england-and-wales', 'scotland', 'northern-ireland'];
const REGIONS = [...DIVISIONS, 'united-kingdom'];
const TEXT_MAX = 200;

/** Which part of the calendar is asked for. */
export class CalendarQuery {
  @ApiPropertyOptional({ description: 'A year; all of them without it.', example: '2026' })
  @IsOptional()
  @Matches(/^\d{4}$/)
  year?: string;

  @ApiPropertyOptional({ enum: REGIONS, default: 'england-and-wales', example: 'england-and-wales' })
  @IsOptional()
  @IsIn(REGIONS)
  region: Region = 'england-and-wales';
}

/** A day off. */
export class HolidayDocument {
  @ApiProperty({ format: 'date', example: '2026-12-28' })
  on: string;

  @ApiProperty({ example: 'Boxing Day' })
  title: string;

  @ApiProperty({ enum: ['bank-holiday', 'common-law', 'proclaimed'], example: 'bank-holiday' })
  kind: string;

  @ApiProperty({ enum: DIVISIONS, isArray: true, example: DIVISIONS })
  divisions: string[];

  @ApiProperty({
    description: 'The law that makes the day a holiday.',
    example: 'Banking and Financial Dealings Act 1971, Schedule 1',
  })
  source: string;

  @ApiProperty({ description: 'Kept on this day because its own falls on a weekend.', example: true })
  isSubstitute: boolean;
}

/** The calendar that deadlines are counted with. */
export class CalendarDocument {
  @ApiProperty({ description: 'Names the delivered edition and every proclaimed day since.', example: '2026-11-20' })
  version: string;

  @ApiProperty({ format: 'date', example: '2012-01-01' })
  firstOn: string;

  @ApiProperty({ format: 'date', description: 'Counts that run past it are refused.', example: '2028-12-31' })
  lastOn: string;

  @ApiProperty({ type: [HolidayDocument] })
  items: HolidayDocument[];
}

/** A day to be added. */
export class ProclaimedDayFields implements ProclaimedDay {
  @ApiProperty({ format: 'date', example: '2027-06-14' })
  @IsString()
  @MaxLength(10)
  on: string;

  @ApiProperty({ example: 'Bank holiday for the coronation' })
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_MAX)
  title: string;

  @ApiProperty({ enum: DIVISIONS, isArray: true, example: ['england-and-wales'] })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(DIVISIONS, { each: true })
  divisions: Division[];

  @ApiProperty({ description: 'The proclamation it rests on.', example: 'London Gazette, issue 63905' })
  @IsString()
  @MinLength(1)
  @MaxLength(TEXT_MAX)
  source: string;
}

/** A day to be added, with the seal of what it was seen to move. */
export class ProclamationRequest extends ProclaimedDayFields {
  @ApiProperty({
    description: '`seal` of the preview: the day is added only when it moves exactly that.',
    example: 'ab'.repeat(32),
  })
  @Matches(/^[0-9a-f]{64}$/)
  seal: string;
}

/** A deadline that moves. */
export class DeadlineMoveDocument {
  @ApiProperty({ format: 'uuid', example: '0c5f7a3e-9a1b-4c2d-8e3f-5a6b7c8d9e0f' })
  deadlineId: string;

  @ApiProperty({ example: 'breach-report' })
  kind: string;

  @ApiProperty({ format: 'date', example: '2027-06-15' })
  fromOn: string;

  @ApiProperty({ format: 'date', example: '2027-06-16' })
  toOn: string;
}

/** What a day moves. */
export class ProclamationPreviewDocument {
  @ApiProperty({
    description: 'Version of the calendar with the day in it.',
    example: '2026-11-20+2027-06-14.scotland',
  })
  calendarVersion: string;

  @ApiProperty({ type: [DeadlineMoveDocument], description: 'Open deadlines of the partnership.' })
  moves: DeadlineMoveDocument[];

  @ApiProperty({ type: 'integer', description: 'How many move in other partnerships.', example: 0 })
  movesElsewhere: number;

  @ApiProperty({ type: 'integer', description: 'How many are counted again and keep their date.', example: 3 })
  unmoved: number;

  @ApiProperty({ description: 'To be sent back to add the day.', example: 'ab'.repeat(32) })
  seal: string;
}
