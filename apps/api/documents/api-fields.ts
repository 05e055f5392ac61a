import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const TEXT_MAX = 10_000;
const LIST_MAX = 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** An id as an example. */
export const EXAMPLE_ID = '2c6a4b1c-0c5a-4f6e-9c56-30b3f2c3d4e5';

/** A text of at most 10,000 characters that is asked for. */
export const GivenText = (example: string, description?: string) =>
  applyDecorators(
    ApiProperty({ maxLength: TEXT_MAX, example, ...(description && { description }) }),
    IsString(),
    MaxLength(TEXT_MAX),
  );

/** A text of at most 10,000 characters that may be left out. */
export const MaybeText = (example: string, description?: string) =>
  applyDecorators(
    ApiPropertyOptional({ maxLength: TEXT_MAX, example, ...(description && { description }) }),
    IsOptional(),
    IsString(),
    MaxLength(TEXT_MAX),
  );

/** A day that is asked for, `2026-11-20`. */
export const GivenDay = (description: string) =>
  applyDecorators(ApiProperty({ format: 'date', description, example: '2026-11-20' }), Matches(DATE));

/** A day that may be left out, `1990-03-27`. */
export const MaybeDay = (description: string) =>
  applyDecorators(
    ApiPropertyOptional({ format: 'date', description, example: '1990-03-27' }),
    IsOptional(),
    Matches(DATE),
  );

/** One of a closed list that is asked for. */
export const GivenCode = (codes: readonly string[], description?: string) =>
  applyDecorators(ApiProperty({ enum: codes, example: codes[0], ...(description && { description }) }), IsIn(codes));

/** One of a closed list; may be left out. */
export const MaybeCode = (codes: readonly string[], description: string) =>
  applyDecorators(ApiPropertyOptional({ enum: codes, description, example: codes[0] }), IsOptional(), IsIn(codes));

/** Several of a closed list; may be left out. */
export const MaybeCodes = (codes: readonly string[], description: string) =>
  applyDecorators(
    ApiPropertyOptional({ isArray: true, enum: codes, description, example: [] }),
    IsOptional(),
    IsArray(),
    IsIn(codes, { each: true }),
  );

/** An id that is asked for. */
export const GivenId = (description: string) =>
  applyDecorators(ApiProperty({ format: 'uuid', description, example: EXAMPLE_ID }), IsUUID());

/** An id that may be left out. */
export const MaybeId = (description: string) =>
  applyDecorators(ApiPropertyOptional({ format: 'uuid', description, example: EXAMPLE_ID }), IsOptional(), IsUUID());

/** Ids that are asked for; possibly none. */
export const GivenIds = (description: string) =>
  applyDecorators(
    ApiProperty({ type: [String], format: 'uuid', maxItems: LIST_MAX, description, example: [EXAMPLE_ID] }),
    IsArray(),
    ArrayMaxSize(LIST_MAX),
    IsUUID('all', { each: true }),
  );

/** A text in an answer that may be null. */
export const TextOrNull = (description: string, example: string | null = null) =>
  ApiProperty({ type: String, nullable: true, description, example });

/** A day in an answer. */
export const Day = (example = '2026-11-20') => ApiProperty({ format: 'date', example });

/** A day in an answer that may be null. */
export const DayOrNull = (description: string) =>
  ApiProperty({ type: String, format: 'date', nullable: true, description, example: null });

/** An instant in an answer. */
export const Instant = () => ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' });

/** An instant in an answer that may be null. */
export const InstantOrNull = (description: string) =>
  ApiProperty({ type: String, format: 'date-time', nullable: true, description, example: null });

/** Where the thing is found. */
export const Href = (path: string) =>
  ApiProperty({ format: 'uri-reference', example: `/api/v1/${path}/${EXAMPLE_ID}` });

/** Its id. */
export const Id = () => ApiProperty({ format: 'uuid', example: EXAMPLE_ID });

/** Address of the next page of a list. */
export const NextPage = () => TextOrNull('Address of the next page.');
