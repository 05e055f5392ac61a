import { ApiProperty } from '@nestjs/swagger';
import { LadderStepDocument } from './dataset.documents.js';

/** Rows that share one code. */
export class MarginDocument {
  @ApiProperty({ example: 'E02003549' })
  code: string;

  @ApiProperty({ example: 'Anytown 001' })
  name: string;

  @ApiProperty({ type: 'integer', example: 120 })
  rows: number;
}

/** Rows of one category. */
export class CategoryMarginDocument extends MarginDocument {
  @ApiProperty({ example: false })
  sensitive: boolean;
}

/** A column of the file that was not taken over. */
export class LeftOutColumnDocument {
  @ApiProperty({ example: 'Longitude' })
  column: string;

  @ApiProperty({ example: 'A point on the map can single out a home.' })
  why: string;

  @ApiProperty({ example: 'ISA-9' })
  clause: string;
}

/** How many groups have a size in a band. */
export class SizeBandDocument {
  @ApiProperty({ type: 'integer', example: 5 })
  from: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null: and more.', example: 9 })
  to: number | null;

  @ApiProperty({ type: 'integer', example: 40 })
  groups: number;

  @ApiProperty({ type: 'integer', example: 270 })
  rows: number;
}

/** Group sizes before and after. */
export class GroupSizesDocument {
  @ApiProperty({ type: [SizeBandDocument], description: 'At the finest step.' })
  before: SizeBandDocument[];

  @ApiProperty({ type: [SizeBandDocument], description: 'As released.' })
  after: SizeBandDocument[];
}

/** Rows turned away for one reason in one column. */
export class RefusedRowsDocument {
  @ApiProperty({ example: 'exchange/not-a-month' })
  code: string;

  @ApiProperty({ example: 'SI-2' })
  clause: string;

  @ApiProperty({ example: 'The cell is not a month.' })
  message: string;

  @ApiProperty({ example: 'Write it as YYYY-MM.' })
  mend: string;

  @ApiProperty({ example: 'Month' })
  column: string;

  @ApiProperty({ type: 'integer', example: 2 })
  rows: number;

  @ApiProperty({
    type: 'integer',
    isArray: true,
    description: 'Row numbers, the header being row 1; at most 1,000.',
    example: [3, 8],
  })
  rowNumbers: number[];
}

/** What one step of the ladder would have meant. */
export class StepTriedDocument {
  @ApiProperty({ type: LadderStepDocument })
  step: LadderStepDocument;

  @ApiProperty({ type: 'integer', example: 900 })
  cells: number;

  @ApiProperty({ type: 'integer', example: 80 })
  cellsBelowThreshold: number;

  @ApiProperty({ type: 'integer', example: 200 })
  rowsBelowThreshold: number;

  @ApiProperty({ type: 'integer', example: 90 })
  suppressedCells: number;

  @ApiProperty({ type: 'integer', example: 260 })
  suppressedRows: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.04 })
  suppressedShare: number;

  @ApiProperty({ example: true })
  passes: boolean;

  @ApiProperty({ example: 'Leaving out 4.0 % is within the limit of 10.0 %.' })
  explanation: string;
}

/** A class of the file that has no exact counterpart in the dataset. */
export class LossyCrosswalkDocument {
  @ApiProperty({ example: 'Other theft' })
  from: string;

  @ApiProperty({ example: 'theft' })
  to: string;

  @ApiProperty({ example: 'Several kinds of theft become one.' })
  note: string;

  @ApiProperty({ type: 'integer', example: 12 })
  rows: number;
}

/** One row as the dataset holds it. */
export class SampleRowDocument {
  @ApiProperty({ example: '2025-01' })
  period: string;

  @ApiProperty({ example: 'E01017154' })
  area: string;

  @ApiProperty({ example: 'burglary' })
  category: string;
}

/** A row at the finest step, and what is released of it. */
export class SampleDocument {
  @ApiProperty({ type: SampleRowDocument })
  before: SampleRowDocument;

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/SampleRowDocument' }, { type: 'string', enum: ['[c]'] }],
    description: '“[c]”: left out.',
    example: '[c]',
  })
  after: SampleRowDocument | string;
}
