import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ACCESS_EXEMPTIONS,
  EXTENSION_REASONS,
  PARTNER_VIEWS,
  PAUSE_REASONS,
  SUBJECT_ACCESS_OUTCOMES,
} from '@broker/disclosure';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import * as fields from './api-fields.js';

const NAMES_MAX = 20;
const NAME_MAX = 200;
const EXEMPTIONS = Object.keys(ACCESS_EXEMPTIONS);

/** A person's request for their own information, as it was received. */
export class NewSubjectAccessRequest {
  @fields.GivenDay('The day on which your agency received it.')
  receivedOn: string;

  @fields.GivenText('Rowan Invented')
  fullName: string;

  @fields.MaybeDay('With it, far fewer records of other people are found.')
  dateOfBirth?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: NAMES_MAX,
    description: 'Earlier names, and names that people use.',
    example: ['Ro Invented'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(NAMES_MAX)
  @IsString({ each: true })
  @MaxLength(NAME_MAX, { each: true })
  otherNames: string[] = [];

  @fields.MaybeText('Everything since 2024.', 'What they ask for, in their words.')
  asked: string = '';
}

/** Which of the records found are about the person. */
export class SubjectAccessRecordsRequest {
  @fields.GivenIds('The records that are; all others are kept as not theirs.')
  theirs: string[];
}

/** The clock stands still. */
export class SubjectAccessPauseRequest {
  @fields.GivenCode(Object.keys(PAUSE_REASONS))
  reason: string;

  @fields.GivenDay('The day on which the person was asked.')
  pausedOn: string;
}

/** The clock goes on. */
export class SubjectAccessResumptionRequest {
  @fields.GivenDay('The day on which the person answered.')
  resumedOn: string;
}

/** Two months more. */
export class SubjectAccessExtensionRequest {
  @fields.GivenCode(Object.keys(EXTENSION_REASONS))
  reason: string;
}

/** What the person was answered. */
export class SubjectAccessAnswerRequest {
  @fields.GivenCode(Object.keys(SUBJECT_ACCESS_OUTCOMES))
  outcome: string;

  @fields.GivenDay('The day on which the person was answered.')
  answeredOn: string;

  @fields.MaybeCodes(EXEMPTIONS, 'Only where something is withheld.')
  exemptions: string[] = [];

  @fields.GivenText('All records, without the names of others.', 'What was given and what was not, and why.')
  words: string;
}

/** Your agency’s view. */
export class ConsultationViewRequest {
  @fields.GivenCode(Object.keys(PARTNER_VIEWS))
  view: string;

  @fields.MaybeCodes(EXEMPTIONS, 'Only where something must be withheld.')
  exemptions: string[] = [];

  @fields.MaybeText('', 'What must be withheld, and the harm that giving it would do; the partner reads this.')
  words: string = '';
}
