import { ApiProperty } from '@nestjs/swagger';
import type { ReleaseCertificate } from '@broker/exchange';
import { PurposeDocument } from './release.documents.js';
import { PartnerUtilityDocument, RiskFiguresDocument } from './risk.documents.js';

/** The release that a certificate goes with. */
export class CertifiedReleaseDocument {
  @ApiProperty({ format: 'uuid', example: '1f0d1d63-33c8-4b43-9f6c-0f3a6a2d9b77' })
  id: string;

  @ApiProperty({ example: 'Anyshire Constabulary' })
  agency: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:10:00.000Z' })
  releasedAt: string;

  @ApiProperty({ type: 'integer', example: 5738 })
  rows: number;

  @ApiProperty({ type: 'integer', example: 810 })
  cells: number;

  @ApiProperty({ type: 'integer', example: 90 })
  suppressedCells: number;

  @ApiProperty({ enum: ['[c]'], description: 'What stands in place of a suppressed number.', example: '[c]' })
  suppressedMark: ReleaseCertificate['release']['suppressedMark'];
}

/** The dataset that a release is of. */
export class CertifiedDatasetDocument {
  @ApiProperty({ example: 'POL-2' })
  id: string;

  @ApiProperty({ example: '1' })
  version: string;

  @ApiProperty({ type: String, example: 'SI-2' })
  paragraph: ReleaseCertificate['dataset']['paragraph'];

  @ApiProperty({ example: 'LSOA 2021' })
  codeVintage: string;
}

/** The months of a release. */
export class CertifiedPeriodDocument {
  @ApiProperty({ example: '2025-01' })
  from: string;

  @ApiProperty({ example: '2025-03' })
  to: string;
}

/** What a dataset must satisfy. */
export class CertifiedPolicyDocument {
  @ApiProperty({ type: 'integer', example: 5 })
  k: number;

  @ApiProperty({ type: 'integer', example: 10 })
  kSensitive: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.1 })
  suppressionLimitShare: number;
}

/** How exactly the rows are told. */
export class CertifiedStepDocument {
  @ApiProperty({ example: 'month' })
  time: string;

  @ApiProperty({ example: 'msoa' })
  place: string;

  @ApiProperty({ example: 'month and neighbourhood (MSOA)' })
  words: string;
}

/** The entry of the ledger about a release. */
export class CertificateEvidenceDocument {
  @ApiProperty({ enum: ['ReleaseMade'], example: 'ReleaseMade' })
  event: 'ReleaseMade';

  @ApiProperty({ format: 'uuid', example: '5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2' })
  eventId: string;

  @ApiProperty({ description: 'SHA-256 of the whole release as CSV, hexadecimal.', example: '9f86d081…' })
  contentSha256: string;

  @ApiProperty({ example: 'Download the whole release as CSV: its SHA-256 is contentSha256.' })
  howToCheck: string;
}

/** The certificate that goes with a release (ISA-9). */
export class ReleaseCertificateDocument implements ReleaseCertificate {
  @ApiProperty({ enum: ['depersonalisation'], example: 'depersonalisation' })
  certificate: 'depersonalisation';

  @ApiProperty({ type: 'integer', enum: [1], example: 1 })
  formatVersion: 1;

  @ApiProperty({ type: String, example: 'ISA-9' })
  clause: ReleaseCertificate['clause'];

  @ApiProperty({ example: 'Each row is told by month and neighbourhood (MSOA) and category alone.' })
  statement: string;

  @ApiProperty({ type: CertifiedReleaseDocument })
  release: CertifiedReleaseDocument;

  @ApiProperty({ type: CertifiedDatasetDocument })
  dataset: CertifiedDatasetDocument;

  @ApiProperty({ type: CertifiedPeriodDocument })
  period: CertifiedPeriodDocument;

  @ApiProperty({ type: PurposeDocument })
  purpose: PurposeDocument;

  @ApiProperty({ type: 'integer', example: 1 })
  agreementVersion: number;

  @ApiProperty({ type: CertifiedPolicyDocument })
  policy: CertifiedPolicyDocument;

  @ApiProperty({ type: CertifiedStepDocument })
  step: CertifiedStepDocument;

  @ApiProperty({ type: 'integer', example: 5 })
  smallestGroup: number;

  @ApiProperty({ type: 'integer', description: 'Rows left out, to the nearest 10.', example: 260 })
  suppressedRowsRounded: number;

  @ApiProperty({ type: RiskFiguresDocument, nullable: true })
  risk: RiskFiguresDocument | null;

  @ApiProperty({ type: PartnerUtilityDocument, nullable: true })
  utility: PartnerUtilityDocument | null;

  @ApiProperty({ example: '1.1.0' })
  engineVersion: string;

  @ApiProperty({ type: CertificateEvidenceDocument })
  evidence: CertificateEvidenceDocument;
}
