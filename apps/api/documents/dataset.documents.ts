import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One rung of the precision ladder. */
export class LadderStepDocument {
  @ApiProperty({ enum: ['month', 'quarter'], example: 'month' })
  time: string;

  @ApiProperty({ enum: ['lsoa', 'msoa', 'district'], example: 'msoa' })
  place: string;
}

/** One code of a list. */
export class CodeDocument {
  @ApiProperty({ example: 'burglary' })
  code: string;

  @ApiProperty({ example: 'Burglary' })
  title: string;

  @ApiProperty({ example: 'Entering a building without leave in order to steal.' })
  description: string;
}

/** A closed list of codes. */
export class CodeListDocument {
  @ApiProperty({ example: 'crime-classes' })
  id: string;

  @ApiProperty({ example: 'Crime classes' })
  title: string;

  @ApiProperty({ example: '1' })
  version: string;

  @ApiProperty({ example: 'SI-2' })
  clause: string;

  @ApiProperty({ type: [CodeDocument] })
  codes: CodeDocument[];
}

/** One field of a dataset. */
export class FieldDocument {
  @ApiProperty({ example: 'occurred_month' })
  name: string;

  @ApiProperty({ example: 'Month' })
  title: string;

  @ApiProperty({ example: 'Month in which it happened, YYYY-MM.' })
  description: string;

  @ApiProperty({ enum: ['period', 'areaCode', 'areaName', 'category'], example: 'period' })
  role: string;

  @ApiProperty({ enum: ['month', 'lsoa-code', 'lsoa-name', 'code'], example: 'month' })
  type: string;

  @ApiPropertyOptional({ description: 'The list that its values are taken from.', example: 'crime-classes' })
  codeListId?: string;
}

/** What a dataset must satisfy before partners may see it (ISA-9). */
export class PolicyDocument {
  @ApiProperty({ example: 'ISA-9' })
  clause: string;

  @ApiProperty({ type: 'integer', description: 'Fewest rows that may share a cell.', example: 5 })
  k: number;

  @ApiProperty({ type: 'integer', description: 'The same for sensitive categories.', example: 10 })
  kSensitive: number;

  @ApiProperty({ type: [String], example: ['sexual_offences'] })
  sensitiveCategories: readonly string[];

  @ApiProperty({
    description: 'Greatest share of rows that a step may leave out.',
    minimum: 0,
    maximum: 1,
    example: 0.1,
  })
  suppressionLimitShare: number;

  @ApiProperty({ type: [LadderStepDocument], description: 'Finest first.' })
  ladder: readonly LadderStepDocument[];
}

/** A dataset in a list. */
export class DatasetLineDocument {
  @ApiProperty({ example: 'POL-2' })
  id: string;

  @ApiProperty({ description: 'Paragraph of the Schedule to SI 2007/1831.', example: 'SI-2' })
  paragraph: string;

  @ApiProperty({ example: 'Recorded crime' })
  title: string;

  @ApiProperty({ example: 'Notifiable crimes: class, month and area of each.' })
  description: string;

  @ApiProperty({ example: '1' })
  version: string;

  @ApiProperty({ type: [String], description: 'Kinds of agency that hold it.', example: ['police'] })
  holderKinds: readonly string[];

  @ApiProperty({ format: 'uri-reference', example: '/api/v1/datasets/POL-2' })
  href: string;
}

/** A dataset with everything that a file of it must satisfy. */
export class DatasetDocument extends DatasetLineDocument {
  @ApiProperty({ type: [FieldDocument] })
  fields: readonly FieldDocument[];

  @ApiProperty({ type: [CodeListDocument] })
  codeLists: readonly CodeListDocument[];

  @ApiProperty({ type: PolicyDocument })
  policy: PolicyDocument;
}

/** Every dataset of the catalogue. */
export class DatasetListDocument {
  @ApiProperty({ type: [DatasetLineDocument] })
  items: DatasetLineDocument[];
}
