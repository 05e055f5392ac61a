import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional } from 'class-validator';
import { EXCEPTION_RULES, SAMPLE_SIZE_MAX, SEVERITIES, STRATA } from '@broker/audit';
import * as fields from './api-fields.js';

const RULES = EXCEPTION_RULES.map(({ id }) => id);
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** How a sample is drawn: the same words always draw the same records. */
export class NewSampleRequest {
  @fields.GivenDay('The first day of the exchanges that are drawn from.')
  from: string;

  @fields.GivenDay('The last day of the exchanges that are drawn from.')
  to: string;

  @fields.GivenCode(Object.keys(STRATA), 'By what the sample is made even: each gets its share.')
  strata: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: SAMPLE_SIZE_MAX, example: 20 })
  @IsInt()
  size: number;

  @fields.GivenText('lottery-2026-11-20', 'Letters, digits and hyphens: best a number that nobody could choose.')
  seed: string;
}

/** A sample as a line of the list. */
export class LogSampleLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('samples')
  href: string;

  @ApiProperty({ type: 'integer', example: 1 })
  number: number;

  @ApiProperty({ example: 'Avery Example' })
  drawnBy: string;

  @fields.Instant()
  drawnAt: string;

  @fields.Day('2026-10-01')
  from: string;

  @fields.Day('2026-10-31')
  to: string;

  @ApiProperty({ enum: Object.keys(STRATA), example: 'agency' })
  strata: string;

  @ApiProperty({ type: 'integer', description: 'Records that were asked for.', example: 20 })
  size: number;

  @ApiProperty({ example: 'lottery-2026-11-20' })
  seed: string;

  @ApiProperty({ type: 'integer', description: 'Records that could have been drawn.', example: 412 })
  population: number;

  @ApiProperty({ description: 'SHA-256 of the drawn records’ ids in their order, one a line.', example: SHA256 })
  drawSha256: string;

  @ApiProperty({ type: 'integer', description: 'Records drawn.', example: 20 })
  drawn: number;

  @ApiProperty({ type: 'integer', description: 'Records gone through.', example: 7 })
  reviewed: number;

  @ApiProperty({ type: 'integer', description: 'Records with a finding.', example: 1 })
  findings: number;
}

/** A page of the samples. */
export class LogSamplePageDocument {
  @ApiProperty({ type: [LogSampleLineDocument] })
  items: LogSampleLineDocument[];

  @fields.NextPage()
  next: string | null;
}

/** One record of a sample. */
export class LogSampleItemDocument {
  @ApiProperty({ type: 'integer', description: 'Its place in the draw, from 1.', example: 1 })
  position: number;

  @fields.Id()
  recordId: string;

  @ApiProperty({ example: 'D-2026-0007' })
  reference: string;

  @ApiProperty({ example: 'Anytown Constabulary' })
  agency: string;

  @fields.DayOrNull('The day of the exchange.')
  occurredOn: string | null;

  @fields.TextOrNull('The legal power that the record names.', 'cda-115')
  gateway: string | null;

  @ApiProperty({ type: String, nullable: true, enum: ['in-order', 'finding', null], example: null })
  result: string | null;

  @fields.InstantOrNull('When it was gone through.')
  reviewedAt: string | null;
}

/** A sample with its records in the order of the draw. */
export class LogSampleDocument extends LogSampleLineDocument {
  @ApiProperty({ type: [LogSampleItemDocument] })
  items: LogSampleItemDocument[];
}

/** What came out when a sample was drawn again. */
export class DrawnAgainDocument {
  @ApiProperty({ description: 'Whether the same records come out, in the same order.', example: true })
  isSame: boolean;

  @ApiProperty({ type: 'integer', example: 412 })
  population: number;

  @ApiProperty({ example: SHA256 })
  drawSha256: string;
}

/** Something that is not in order, with a record that was met by itself, or at a place in a sample. */
export class NewFindingRequest {
  @fields.MaybeId('The record; left out for a place in a sample.')
  recordId?: string;

  @fields.MaybeId('The sample in which it was met.')
  sampleId?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'The place in the sample, from 1.', example: 1 })
  @IsOptional()
  @IsInt()
  position?: number;

  @fields.GivenCode(Object.keys(SEVERITIES))
  severity: string;

  @fields.GivenText('The record names no legal power.', 'What was found, without naming anybody.')
  words: string;

  @fields.MaybeCode(RULES, 'The rule that led to it.')
  rule?: string;

  @fields.GivenDay('The day on which it is followed up; after today.')
  followUpOn: string;
}

/** What an agency has done, or why an auditor closes a finding. */
export class FindingWordsRequest {
  @fields.GivenText('The record was corrected.', 'Without naming anybody.')
  words: string;
}

/** Why the answer will not do, and by when another is wanted. */
export class FindingReopeningRequest extends FindingWordsRequest {
  @fields.GivenDay('The day on which it is followed up; after today.')
  followUpOn: string;
}

/** A finding, as far as it has come. */
export class FindingDocument {
  @fields.Id()
  id: string;

  @fields.Href('findings')
  href: string;

  @ApiProperty({ type: 'integer', example: 1 })
  number: number;

  @ApiProperty({ enum: ['open', 'answered', 'closed'], example: 'open' })
  state: string;

  @fields.Id()
  recordId: string;

  @ApiProperty({ description: 'The reference of the record.', example: 'D-2026-0007' })
  reference: string;

  @ApiProperty({ description: 'Whose record it is, and who answers.', example: 'Anytown Constabulary' })
  agency: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The sample it was met in.', example: null })
  sampleNumber: number | null;

  @fields.TextOrNull('The rule that led to it.', 'no-grounds')
  rule: string | null;

  @ApiProperty({ enum: Object.keys(SEVERITIES), example: 'low' })
  severity: string;

  @ApiProperty({ example: 'The record names no legal power.' })
  words: string;

  @ApiProperty({ example: 'Avery Example' })
  foundBy: string;

  @fields.Instant()
  foundAt: string;

  @fields.Day('2026-12-04')
  followUpOn: string;

  @fields.TextOrNull('What the agency has done.')
  answer: string | null;

  @fields.TextOrNull('Who answered.')
  answeredBy: string | null;

  @fields.InstantOrNull('When the agency answered.')
  answeredAt: string | null;

  @fields.TextOrNull('Why an auditor closed it, or asked again.')
  auditorWords: string | null;

  @fields.TextOrNull('Who closed it.')
  closedBy: string | null;

  @fields.InstantOrNull('When it was closed.')
  closedAt: string | null;
}

/** A page of findings. */
export class FindingPageDocument {
  @ApiProperty({ type: [FindingDocument] })
  items: FindingDocument[];

  @fields.NextPage()
  next: string | null;
}
