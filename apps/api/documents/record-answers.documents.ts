import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  CHANNELS,
  OUTCOMES,
  RECORD_CONSENTS,
  RECORD_SUBJECT_ROLES,
  type Channel,
  type ContactEntry,
  type RecordAnswers,
  type RecordConsent,
  type RecordOutcome,
  type RecordSubjectRole,
} from '@broker/disclosure';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EXAMPLE_ID } from './api-fields.js';
import { CreatedDocument } from './created.document.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NAME_MAX = 200;
const LINE_MAX = 500;
const TEXT_MAX = 10_000;
const REASON_MAX = 2_000;
const NAMES_MAX = 20;
const CODE_MAX = 100;
/** Ways outside the broker; what goes through it is recorded by itself. */
const OUTSIDE = Object.keys(CHANNELS).filter((channel) => channel !== 'system');
const ENDED = Object.keys(OUTCOMES).filter((outcome) => outcome !== 'asked');

/** A text that may be left out. */
const Text = (maxLength: number, example: string, description?: string) => (target: object, name: string) => {
  ApiPropertyOptional({ type: String, nullable: true, maxLength, example, ...(description && { description }) })(
    target,
    name,
  );
  IsOptional()(target, name);
  IsString()(target, name);
  MaxLength(maxLength)(target, name);
};

/** A day that may be left out. */
const Day = (example: string) => (target: object, name: string) => {
  ApiPropertyOptional({ type: String, format: 'date', nullable: true, example })(target, name);
  IsOptional()(target, name);
  Matches(DATE)(target, name);
};

/** One of a closed list that may be left out. */
const OneOf = (list: readonly string[], example: string) => (target: object, name: string) => {
  ApiPropertyOptional({ enum: [...list], example })(target, name);
  IsOptional()(target, name);
  IsIn([...list])(target, name);
};

/** Whom a record is about, as far as it is known. */
export class RecordPersonRequest {
  @Text(NAME_MAX, 'Robin Example')
  fullName?: string | null;

  @Day('1990-03-27')
  dateOfBirth?: string | null;

  @Text(LINE_MAX, '1 Example Street')
  address?: string | null;

  @ApiPropertyOptional({ type: [String], maxItems: NAMES_MAX, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(NAMES_MAX)
  @IsString({ each: true })
  @MaxLength(NAME_MAX, { each: true })
  otherNames?: string[];
}

/** Answers of a disclosure record. What is left out stays as it is; `null` takes it away. */
export class RecordAnswersRequest {
  @OneOf(OUTSIDE, 'telephone')
  channel?: Channel;

  @OneOf(ENDED, 'disclosed')
  outcome?: RecordOutcome;

  @Day('2026-11-20')
  date?: string | null;

  @ApiPropertyOptional({ type: RecordPersonRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => RecordPersonRequest)
  person?: RecordPersonRequest;

  @OneOf(RECORD_SUBJECT_ROLES, 'suspect')
  subjectRole?: RecordSubjectRole;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether it is conviction data.', example: false })
  @IsOptional()
  @IsBoolean()
  convictionData?: boolean;

  @OneOf(RECORD_CONSENTS, 'not-asked')
  consent?: RecordConsent;

  @Text(CODE_MAX, 'joint-objectives', 'A purpose of the agreement.')
  purpose?: string | null;

  @Text(CODE_MAX, 'cda-115', 'A gateway of the agreement.')
  gateway?: string | null;

  @Text(CODE_MAX, 'crime-disorder')
  article8Interest?: string | null;

  @Text(LINE_MAX, 'A. Example, designated officer, Anytown City Council', 'Name, post and agency.')
  requestingOfficer?: string | null;

  @Text(TEXT_MAX, 'The last known address', 'What was told.')
  summary?: string | null;

  @Text(TEXT_MAX, 'Needed to serve a notice.', 'Why it was necessary and proportionate.')
  grounds?: string | null;

  @Text(LINE_MAX, 'B. Example, designated officer, Anytown Constabulary', 'Who dealt with it or authorised it.')
  dealingOfficer?: string | null;
}

/** An exchange that happened outside the broker. */
export class ContactRequest extends RecordAnswersRequest {
  @ApiProperty({ format: 'uuid', description: 'The other agency, another signatory.', example: EXAMPLE_ID })
  @IsUUID()
  agencyId: string;

  @ApiProperty({
    enum: ['given', 'received'],
    description: 'Whether your agency gave the information or received it.',
    example: 'given',
  })
  @IsIn(['given', 'received'])
  direction: 'given' | 'received';

  @ApiPropertyOptional({
    maxLength: LINE_MAX,
    description: 'The other agency’s officer: name and post.',
    example: 'A. Example, housing officer',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LINE_MAX)
  otherOfficer: string = '';
}

/** What a record says rightly, and what was wrong. */
export class RecordCorrectionRequest extends RecordAnswersRequest {
  @ApiProperty({
    maxLength: REASON_MAX,
    description: 'What was wrong, for everybody who received it.',
    example: 'The summary named another street.',
  })
  @IsString()
  @MaxLength(REASON_MAX)
  reason: string;
}

/** A record as it was written. */
export class WrittenRecordDocument extends CreatedDocument {
  @ApiProperty({ example: 'D-2026-0001' })
  reference: string;

  @ApiProperty({ enum: ['incomplete', 'final'], example: 'final' })
  state: string;
}

/** The answers as the rules take them: those that were given, an empty text for what is taken away. */
export function recordAnswersOf({
  channel,
  outcome,
  date,
  person,
  subjectRole,
  convictionData,
  consent,
  ...rest
}: RecordAnswersRequest): RecordAnswers {
  const { purpose, gateway, article8Interest, requestingOfficer, summary, grounds, dealingOfficer } = rest;
  const { fullName, dateOfBirth, address, otherNames } = person ?? {};
  const texts = { occurredOn: date, fullName, dateOfBirth, address, subjectRole, consent, channel, outcome };
  const more = { purpose, gateway, article8Interest, requestingOfficer, summary, grounds, dealingOfficer };
  const given = Object.entries({ ...texts, ...more }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, value ?? ''])),
    ...(typeof convictionData === 'boolean' && { convictionData }),
    ...(otherNames && { otherNames }),
  };
}

/** A contact as the rules take it. */
export const contactOf = ({ agencyId, direction, otherOfficer, ...answers }: ContactRequest): ContactEntry => ({
  agencyId,
  direction,
  person: otherOfficer,
  answers: recordAnswersOf(answers),
});
