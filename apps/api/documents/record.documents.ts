import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CHANNELS, OUTCOMES, RECORD_KINDS, type RecordLine, type OpenedRecord } from '@broker/disclosure';
import { IsIn, IsOptional } from 'class-validator';
import { API_PATH } from '../api-path.js';
import { EXAMPLE_ID } from './api-fields.js';
import { PageQuery } from './page.documents.js';

const STATES = ['incomplete', 'final', 'superseded'] as const;

/** Which disclosure records are asked for. */
export class RecordsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, example: 'final' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({ enum: ['yes', 'no'], description: 'Whether they hold conviction data.', example: 'yes' })
  @IsOptional()
  @IsIn(['yes', 'no'])
  convictionData?: 'yes' | 'no';
}

/** A disclosure record as a line of the list: nothing of the person. */
export class RecordLineDocument {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_ID })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: `/api/v1/records/${EXAMPLE_ID}` })
  href: string;

  @ApiProperty({ example: 'D-2026-0001' })
  reference: string;

  @ApiProperty({ format: 'uuid', description: 'Links the records of both sides.', example: EXAMPLE_ID })
  exchangeId: string;

  @ApiProperty({ enum: STATES, example: 'final' })
  state: string;

  @ApiProperty({ enum: Object.keys(RECORD_KINDS), example: 'disclosure' })
  kind: string;

  @ApiProperty({ enum: ['asking', 'holding'], example: 'holding' })
  side: string;

  @ApiProperty({ enum: Object.keys(OUTCOMES), example: 'disclosed' })
  outcome: string;

  @ApiProperty({ enum: Object.keys(CHANNELS), example: 'system' })
  channel: string;

  @ApiProperty({ example: 'Anytown City Council' })
  otherAgency: string;

  @ApiProperty({ type: String, nullable: true, format: 'date', example: '2026-11-20' })
  date: string | null;

  @ApiProperty({ example: false })
  convictionData: boolean;

  @ApiProperty({ type: [String], description: 'Particulars that are not there yet.', example: [] })
  missing: string[];

  @ApiProperty({ format: 'date', example: '2032-11-20' })
  retainUntilOn: string;
}

/** A page of disclosure records. */
export class RecordPageDocument {
  @ApiProperty({ type: [RecordLineDocument] })
  items: RecordLineDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'The next page; null on the last one.', example: null })
  next: string | null;
}

/** Whom a record is about. */
export class RecordPersonDocument {
  @ApiProperty({ example: 'Robin Example' })
  fullName: string;

  @ApiProperty({ type: String, nullable: true, format: 'date', example: null })
  dateOfBirth: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  address: string | null;

  @ApiProperty({ type: [String], example: [] })
  otherNames: string[];
}

/** A disclosure record, opened: its particulars in words are null once they were disposed of. */
export class RecordDocument extends RecordLineDocument {
  @ApiProperty({ type: RecordPersonDocument, nullable: true })
  person: RecordPersonDocument | null;

  @ApiProperty({ type: String, nullable: true, example: 'A. Example, designated officer, Anytown City Council' })
  requestingOfficer: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Disclosed: the last known address' })
  summary: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Needed to serve a notice.' })
  grounds: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'B. Example, designated officer, Anytown Constabulary' })
  dealingOfficer: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'joint-objectives' })
  purpose: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'cda-115' })
  gateway: string | null;
}

export const recordHref = (id: string): string => `${API_PATH}/records/${id}`;

/** A record as a line. */
export const recordLine = (line: RecordLine): RecordLineDocument => ({
  id: line.id,
  href: recordHref(line.id),
  reference: line.reference,
  exchangeId: line.exchangeId,
  state: line.state,
  kind: line.kind,
  side: line.side,
  outcome: line.outcome,
  channel: line.channel,
  otherAgency: line.counterpart,
  date: line.occurredOn,
  convictionData: line.convictionData,
  missing: [...line.missing],
  retainUntilOn: line.retainUntilOn,
});

/** A record, opened. */
export const recordDocument = ({ record, words }: OpenedRecord): RecordDocument =>
  Object.assign(recordLine(record), {
    person: words?.subject ?? null,
    requestingOfficer: words?.requestingOfficer ?? null,
    summary: words?.summary ?? null,
    grounds: words?.grounds ?? null,
    dealingOfficer: words?.dealingOfficer ?? null,
    purpose: record.purpose,
    gateway: record.gateway,
  });
