import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { FaultPlaceDocument } from './problem.document.js';
import { SubmissionReportDocument } from './submission-report.document.js';

/** Which dataset an uploaded file is of. */
export class UploadQuery {
  @ApiProperty({ description: 'Id of the dataset.', maxLength: 40, example: 'POL-2' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  dataset: string;

  @ApiProperty({ description: 'Name of the file.', maxLength: 255, example: 'crime-2025-q1.csv' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  fileName: string;
}

/** What a submission is released for. */
export class ReleaseRequest {
  @ApiProperty({ description: 'Id of a purpose of the agreement in force.', example: 'strategic-planning' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  purpose: string;
}

/** Why a submission is withdrawn. */
export class WithdrawalRequest {
  @ApiProperty({ maxLength: 1000, description: 'Names nobody.', example: 'The wrong quarter was uploaded.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;
}

/** How far the check of a file has come. */
export class ProgressDocument {
  @ApiProperty({ type: 'integer', format: 'int64', example: 1048576 })
  bytesRead: number;

  @ApiProperty({ type: 'integer', format: 'int64', example: 2097152 })
  fileBytes: number;

  @ApiProperty({ type: 'integer', example: 9000 })
  rowsRead: number;
}

/** The answer “no”. */
export class RefusalDocument {
  @ApiProperty({ example: 'exchange/missing-column' })
  code: string;

  @ApiProperty({ example: 'SI-2' })
  clause: string;

  @ApiProperty({ example: 'The file has no column “Month”.' })
  message: string;

  @ApiProperty({ example: 'Add the column to the file and upload it again.' })
  mend: string;

  @ApiProperty({ type: FaultPlaceDocument, required: false })
  where?: FaultPlaceDocument;
}

/** A submission in a list. */
export class SubmissionLineDocument {
  @ApiProperty({ format: 'uuid', example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: '/api/v1/submissions/6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })
  href: string;

  @ApiProperty({ example: 'POL-2' })
  datasetId: string;

  @ApiProperty({ enum: ['received', 'checking', 'checked', 'refused', 'released', 'withdrawn'], example: 'checked' })
  state: string;

  @ApiProperty({ example: 'crime-2025-q1.csv' })
  fileName: string;

  @ApiProperty({ description: 'SHA-256 of the file, hexadecimal.', example: '9f86d081…' })
  fileSha256: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  uploadedAt: string;

  @ApiProperty({ type: ProgressDocument })
  progress: ProgressDocument;

  @ApiProperty({ type: String, nullable: true, description: 'First period of the file.', example: '2025-01' })
  periodFrom: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Last period of the file.', example: '2025-03' })
  periodTo: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: null })
  releaseId: string | null;
}

/** A submission as its own agency sees it. */
export class SubmissionDocument extends SubmissionLineDocument {
  @ApiProperty({ example: 'A. Steward' })
  uploadedBy: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-20T09:00:04.000Z' })
  checkedAt: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: null })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was withdrawn.', example: null })
  decisionReason: string | null;

  @ApiProperty({ type: SubmissionReportDocument, nullable: true, description: 'null until it has passed its check.' })
  report: SubmissionReportDocument | null;

  @ApiProperty({ type: RefusalDocument, nullable: true, description: 'Why the check refused the file.', example: null })
  refusal: RefusalDocument | null;
}

/** A page of submissions, newest first. */
export class SubmissionPageDocument {
  @ApiProperty({ type: [SubmissionLineDocument] })
  items: SubmissionLineDocument[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uri-reference',
    example: '/api/v1/submissions?limit=50&offset=50',
  })
  next: string | null;
}
