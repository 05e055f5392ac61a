import { ApiProperty } from '@nestjs/swagger';
import { FOI_EXEMPTIONS, FOI_OUTCOMES } from '@broker/disclosure';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, ValidateNested } from 'class-validator';
import * as fields from './api-fields.js';

const SECTIONS = FOI_EXEMPTIONS.map(({ section }) => section);
const BALANCED = FOI_EXEMPTIONS.flatMap(({ section, needsPublicInterest }) =>
  needsPublicInterest ? [section] : [],
).join(', ');
const OUTCOMES = Object.keys(FOI_OUTCOMES);

/** A freedom of information request as it was received. */
export class NewFoiRequest {
  @fields.GivenDay('The day on which your agency received it.')
  receivedOn: string;

  @fields.GivenText('A. Invented', 'Who asked.')
  applicant: string;

  @fields.MaybeText('a.invented@example.org', 'How they are reached.')
  contact: string = '';

  @fields.GivenText('How many notices were served last year?', 'What they asked for, in their words.')
  asked: string;
}

/** An exemption that was considered. */
export class WeighedExemptionRequest {
  @fields.GivenCode(SECTIONS, 'Section of the Freedom of Information Act 2000. Each is named once.')
  section: string;

  @ApiProperty({ description: 'Whether the answer relies on it.', example: true })
  @IsBoolean()
  reliedOn: boolean;

  @fields.GivenText('It would tell when patrols are out.', 'Why it does or does not apply.')
  why: string;

  @fields.MaybeText(
    'Openness about patrols serves trust; knowing their hours would serve burglars more.',
    `How the public interest was weighed. Asked for where the answer relies on section ${BALANCED}; refused where it decides nothing.`,
  )
  publicInterest?: string;
}

/** The answer to a request. */
export class FoiAnswerRequest {
  @fields.GivenCode(OUTCOMES)
  outcome: string;

  @fields.GivenDay('The day on which it was answered.')
  answeredOn: string;

  @ApiProperty({ type: [WeighedExemptionRequest], maxItems: SECTIONS.length })
  @IsArray()
  @ArrayMaxSize(SECTIONS.length)
  @ValidateNested({ each: true })
  @Type(() => WeighedExemptionRequest)
  exemptions: WeighedExemptionRequest[];
}

/** An exemption of an answer. */
export class WeighedExemptionDocument {
  @ApiProperty({ enum: SECTIONS, example: '40' })
  section: string;

  @ApiProperty({ example: true })
  reliedOn: boolean;
}

/** A request as a line of the list: nothing of the person who asked. */
export class FoiLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('foi')
  href: string;

  @ApiProperty({ example: 'F-2026-0001' })
  reference: string;

  @ApiProperty({ enum: ['open', 'answered', 'withdrawn'], example: 'open' })
  state: string;

  @fields.Day()
  receivedOn: string;

  @fields.Day('2026-12-18')
  dueOn: string;

  @ApiProperty({ type: String, nullable: true, enum: [...OUTCOMES, null], example: null })
  outcome: string | null;

  @ApiProperty({ type: [WeighedExemptionDocument] })
  exemptions: WeighedExemptionDocument[];

  @fields.DayOrNull('The day on which it was answered.')
  answeredOn: string | null;

  @fields.InstantOrNull('When the answer or the withdrawal was recorded.')
  closedAt: string | null;
}

/** A request with its words, which are null after disposal. */
export class FoiDocument extends FoiLineDocument {
  @fields.Instant()
  loggedAt: string;

  @ApiProperty({ example: 'A. Officer' })
  loggedBy: string;

  @fields.TextOrNull('Who asked.', 'A. Invented')
  applicant: string | null;

  @fields.TextOrNull('How they are reached.', 'a.invented@example.org')
  contact: string | null;

  @fields.TextOrNull('What they asked for.', 'How many notices were served last year?')
  asked: string | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { type: 'string' },
    description: 'Why each exemption does or does not apply, by its section.',
    example: { '40': 'It would identify a person.' },
  })
  reasons: Record<string, string> | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { type: 'string' },
    description: 'How the public interest was weighed, by section, for the exemptions for which it was.',
    example: { '31': 'Knowing the hours of patrols would serve burglars more than trust.' },
  })
  publicInterest: Record<string, string> | null;
}

/** A page of requests. */
export class FoiPageDocument {
  @ApiProperty({ type: [FoiLineDocument] })
  items: FoiLineDocument[];

  @fields.NextPage()
  next: string | null;
}
