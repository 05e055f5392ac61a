import { ApiProperty } from '@nestjs/swagger';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { LadderStepDocument } from './dataset.documents.js';
import {
  CategoryMarginDocument,
  GroupSizesDocument,
  LeftOutColumnDocument,
  LossyCrosswalkDocument,
  MarginDocument,
  RefusedRowsDocument,
  SampleDocument,
  StepTriedDocument,
} from './report.documents.js';
import { FinerStepDocument, ReleaseRiskDocument, ReleaseUtilityDocument } from './risk.documents.js';

/** The proof that a file was depersonalised (ISA-9), as the agency that holds the data sees it. */
export class SubmissionReportDocument implements DepersonalisationReport {
  @ApiProperty({ description: 'Version of the rules it was checked by.', example: '1.0.0' })
  engineVersion: string;

  @ApiProperty({ example: 'POL-2' })
  datasetId: string;

  @ApiProperty({ example: '1' })
  datasetVersion: string;

  @ApiProperty({ type: String, example: 'SI-2' })
  paragraph: DepersonalisationReport['paragraph'];

  @ApiProperty({ description: 'The layout that the file was recognised as.', example: 'police-standard' })
  mappingId: string;

  @ApiProperty({ type: String, example: 'ISA-9' })
  clause: DepersonalisationReport['clause'];

  @ApiProperty({ type: 'integer', example: 6000 })
  rowsIn: number;

  @ApiProperty({ type: 'integer', example: 0 })
  rowsOutsideArea: number;

  @ApiProperty({ type: 'integer', example: 2 })
  rowsRefused: number;

  @ApiProperty({ type: 'integer', example: 260 })
  rowsSuppressed: number;

  @ApiProperty({ type: 'integer', example: 5738 })
  rowsReleasable: number;

  @ApiProperty({ type: [RefusedRowsDocument] })
  refusals: DepersonalisationReport['refusals'];

  @ApiProperty({ type: 'integer', example: 5 })
  k: number;

  @ApiProperty({ type: 'integer', example: 10 })
  kSensitive: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.1 })
  suppressionLimitShare: number;

  @ApiProperty({ type: LadderStepDocument })
  step: DepersonalisationReport['step'];

  @ApiProperty({ example: 'Released by month and neighbourhood (MSOA).' })
  explanation: string;

  @ApiProperty({ type: [StepTriedDocument] })
  stepsTried: DepersonalisationReport['stepsTried'];

  @ApiProperty({ type: 'integer', example: 810 })
  groups: number;

  @ApiProperty({ type: 'integer', example: 90 })
  suppressedCells: number;

  @ApiProperty({ type: 'integer', example: 5 })
  smallestGroup: number;

  @ApiProperty({ type: GroupSizesDocument })
  groupSizes: DepersonalisationReport['groupSizes'];

  @ApiProperty({ type: [MarginDocument] })
  periods: DepersonalisationReport['periods'];

  @ApiProperty({ type: [MarginDocument] })
  areas: DepersonalisationReport['areas'];

  @ApiProperty({ type: [CategoryMarginDocument] })
  categories: DepersonalisationReport['categories'];

  @ApiProperty({ type: [LeftOutColumnDocument] })
  leftOutColumns: DepersonalisationReport['leftOutColumns'];

  @ApiProperty({ type: [LossyCrosswalkDocument] })
  lossyCrosswalks: DepersonalisationReport['lossyCrosswalks'];

  @ApiProperty({ enum: ['LSOA 2011', 'LSOA 2021'], example: 'LSOA 2021' })
  codeVintage: DepersonalisationReport['codeVintage'];

  @ApiProperty({ type: [SampleDocument], description: 'At most ten rows beside what is released of them.' })
  sample: DepersonalisationReport['sample'];

  @ApiProperty({ type: ReleaseRiskDocument, required: false, description: 'From engine 1.1.0.' })
  risk?: ReleaseRiskDocument;

  @ApiProperty({ type: ReleaseUtilityDocument, required: false, description: 'From engine 1.1.0.' })
  utility?: ReleaseUtilityDocument;

  @ApiProperty({
    type: FinerStepDocument,
    required: false,
    nullable: true,
    description: 'What kept the file from the next finer step; null when the finest was chosen. From engine 1.1.0.',
  })
  finerStep?: FinerStepDocument | null;
}
