import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { LadderStepDocument } from './dataset.documents.js';
import { CellFilterFields } from './page.documents.js';
import { CategoryMarginDocument, LeftOutColumnDocument, MarginDocument, SizeBandDocument } from './report.documents.js';
import { PartnerUtilityDocument, RiskFiguresDocument } from './risk.documents.js';

/** What partners may know of how a release was depersonalised (ISA-9). */
export class PartnerReportDocument {
  @ApiProperty({ example: '1.0.0' })
  engineVersion: string;

  @ApiProperty({ example: '1' })
  datasetVersion: string;

  @ApiProperty({ description: 'Paragraph of the Schedule to SI 2007/1831.', example: 'SI-2' })
  paragraph: string;

  @ApiProperty({ example: 'ISA-9' })
  clause: string;

  @ApiProperty({ type: 'integer', example: 5 })
  k: number;

  @ApiProperty({ type: 'integer', example: 10 })
  kSensitive: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.1 })
  suppressionLimitShare: number;

  @ApiProperty({ type: LadderStepDocument })
  step: LadderStepDocument;

  @ApiProperty({ description: 'The step in words.', example: 'month and neighbourhood (MSOA)' })
  precision: string;

  @ApiProperty({ type: 'integer', description: 'Cells that are released.', example: 810 })
  groups: number;

  @ApiProperty({ type: 'integer', example: 5 })
  smallestGroup: number;

  @ApiProperty({ type: 'integer', description: 'Cells shown as “[c]”.', example: 90 })
  suppressedCells: number;

  @ApiProperty({ type: 'integer', description: 'Rows left out, to the nearest 10.', example: 260 })
  suppressedRowsRounded: number;

  @ApiProperty({ type: [SizeBandDocument] })
  groupSizes: SizeBandDocument[];

  @ApiProperty({ type: [MarginDocument] })
  periods: MarginDocument[];

  @ApiProperty({ type: [MarginDocument] })
  areas: MarginDocument[];

  @ApiProperty({ type: [CategoryMarginDocument] })
  categories: CategoryMarginDocument[];

  @ApiProperty({ type: [LeftOutColumnDocument] })
  leftOutColumns: LeftOutColumnDocument[];

  @ApiProperty({ enum: ['LSOA 2011', 'LSOA 2021'], example: 'LSOA 2021' })
  codeVintage: string;

  @ApiProperty({ type: RiskFiguresDocument, nullable: true, description: 'Of the rows as released.' })
  risk: RiskFiguresDocument | null;

  @ApiProperty({ type: PartnerUtilityDocument, nullable: true })
  utility: PartnerUtilityDocument | null;
}

/** The purpose that a release may be used for, and no other (ISA-18). */
export class PurposeDocument {
  @ApiProperty({ example: 'strategic-planning' })
  id: string;

  @ApiProperty({ example: 'ISA-28a' })
  clause: string;

  @ApiProperty({ example: 'Strategic planning.' })
  text: string;
}

/** A release in a list. */
export class ReleaseLineDocument {
  @ApiProperty({ format: 'uuid', example: '1f0d1d63-33c8-4b43-9f6c-0f3a6a2d9b77' })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: '/api/v1/releases/1f0d1d63-33c8-4b43-9f6c-0f3a6a2d9b77' })
  href: string;

  @ApiProperty({ example: 'POL-2' })
  datasetId: string;

  @ApiProperty({ description: 'The agency that released it.', example: 'Anyshire Constabulary' })
  agency: string;

  @ApiProperty({ type: PurposeDocument })
  purpose: PurposeDocument;

  @ApiProperty({ type: 'integer', description: 'Version of the agreement it was released under.', example: 1 })
  agreementVersion: number;

  @ApiProperty({ example: '2025-01' })
  periodFrom: string;

  @ApiProperty({ example: '2025-03' })
  periodTo: string;

  @ApiProperty({ type: 'integer', description: 'Rows released.', example: 5738 })
  rows: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:10:00.000Z' })
  releasedAt: string;

  @ApiProperty({ type: 'integer', description: 'How often it was downloaded.', example: 3 })
  collections: number;
}

/** A release as partners see it. */
export class ReleaseDocument extends ReleaseLineDocument {
  @ApiProperty({ type: PartnerReportDocument })
  report: PartnerReportDocument;
}

/** A page of releases, newest first. */
export class ReleasePageDocument {
  @ApiProperty({ type: [ReleaseLineDocument] })
  items: ReleaseLineDocument[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uri-reference',
    example: '/api/v1/releases?limit=50&offset=50',
  })
  next: string | null;
}

/** One cell of a release. */
export class CellDocument {
  @ApiProperty({ example: '2025-01' })
  period: string;

  @ApiProperty({ example: 'E02003549' })
  area: string;

  @ApiProperty({ example: 'Anytown 001' })
  areaName: string;

  @ApiProperty({ example: 'burglary' })
  category: string;

  @ApiProperty({
    oneOf: [
      { type: 'integer', minimum: 5 },
      { type: 'string', enum: ['[c]'] },
    ],
    description: 'Number of rows; “[c]” where it is left out to protect people: neither 0 nor missing.',
    example: 12,
  })
  rows: number | string;
}

/** What a filter leaves of a release. */
export class CellTotalsDocument {
  @ApiProperty({ type: 'integer', example: 5738 })
  rows: number;

  @ApiProperty({ type: 'integer', example: 900 })
  cells: number;

  @ApiProperty({ type: 'integer', example: 90 })
  suppressedCells: number;
}

/** A page of cells, by period, area and category. */
export class CellPageDocument {
  @ApiProperty({ type: PurposeDocument, description: 'What they may be used for, and nothing else (ISA-18).' })
  purpose: PurposeDocument;

  @ApiProperty({ type: CellTotalsDocument, description: 'Of the whole filter, not of this page.' })
  totals: CellTotalsDocument;

  @ApiProperty({ type: [CellDocument] })
  items: CellDocument[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uri-reference',
    example: '/api/v1/releases/1f0d1d63-33c8-4b43-9f6c-0f3a6a2d9b77/cells?after=500&limit=500',
  })
  next: string | null;
}

/** How and what part of a release is to be handed over. */
export class CollectionRequest extends CellFilterFields {
  @ApiProperty({ enum: ['csv', 'ndjson'], example: 'csv' })
  @IsIn(['csv', 'ndjson'])
  format: 'csv' | 'ndjson';
}

/** One download of a release. */
export class CollectionDocument {
  @ApiProperty({ format: 'uuid', example: '0b5c8f8e-1d38-4f8f-9d5a-3f4f3f3f9b10' })
  id: string;

  @ApiProperty({ description: 'The agency that downloaded it.', example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ description: 'The officer who did.', example: 'A. Officer' })
  officer: string;

  @ApiProperty({ enum: ['csv', 'ndjson'], example: 'csv' })
  format: string;

  @ApiProperty({ example: 'strategic-planning' })
  purpose: string;

  @ApiProperty({ type: CellFilterFields })
  filter: CellFilterFields;

  @ApiProperty({ type: 'integer', example: 5738 })
  rows: number;

  @ApiProperty({ type: 'integer', example: 1 })
  agreementVersion: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  collectedAt: string;
}

/** The downloads of a release, newest first; at most 100. */
export class CollectionListDocument {
  @ApiProperty({ type: [CollectionDocument] })
  items: CollectionDocument[];
}
