import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { CellFilter } from '@broker/exchange';

export const PAGE_LIMIT = 50;
export const PAGE_LIMIT_MAX = 200;
export const CELLS_LIMIT = 500;
export const CELLS_LIMIT_MAX = 5000;
const OFFSET_MAX = 1_000_000;
const LABEL_LENGTH_MAX = 100;

/** Which page of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT, example: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: OFFSET_MAX,
    default: 0,
    description: 'Items to pass over; `next` has it set.',
    example: 0,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(OFFSET_MAX)
  offset: number = 0;
}

/** Which part of a release is asked for. */
export class CellFilterFields implements CellFilter {
  @ApiPropertyOptional({ description: 'Area code or name, as it stands in the release.', example: 'E02003549' })
  @IsOptional()
  @IsString()
  @MaxLength(LABEL_LENGTH_MAX)
  area?: string;

  @ApiPropertyOptional({ description: 'First period, as it stands in the release.', example: '2025-01' })
  @IsOptional()
  @IsString()
  @MaxLength(LABEL_LENGTH_MAX)
  from?: string;

  @ApiPropertyOptional({ description: 'Last period, as it stands in the release.', example: '2025-03' })
  @IsOptional()
  @IsString()
  @MaxLength(LABEL_LENGTH_MAX)
  to?: string;

  @ApiPropertyOptional({ description: 'Code of a category.', example: 'burglary' })
  @IsOptional()
  @IsString()
  @MaxLength(LABEL_LENGTH_MAX)
  category?: string;
}

/** Which page of which cells is asked for. */
export class CellsQuery extends CellFilterFields {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'Position of the last cell seen; `next` has it set.',
    example: 0,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2 ** 31 - 1)
  after: number = 0;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: CELLS_LIMIT_MAX, default: CELLS_LIMIT, example: 500 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(CELLS_LIMIT_MAX)
  limit: number = CELLS_LIMIT;
}
