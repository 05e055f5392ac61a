import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import * as fields from './api-fields.js';
import { PageQuery } from './page.documents.js';

const SIDES = ['owner', 'asking'] as const;
const STATES = ['asked', 'agreed', 'refused', 'passed'];

/** Which questions are asked for. */
export class OnwardQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: SIDES,
    default: 'owner',
    description: '`owner`: asked of your agency. `asking`: asked by it.',
    example: 'owner',
  })
  @IsOptional()
  @IsIn(SIDES)
  side: 'owner' | 'asking' = 'owner';
}

/** Whether something may be passed on, and to whom: a partner, or somebody outside the partners. */
export class NewOnwardRequest {
  @fields.GivenId('The disclosure that your agency received.')
  disclosureId: string;

  @fields.MaybeId('The partner that is to have it; left out for somebody outside the partners.')
  recipientAgencyId?: string;

  @fields.MaybeText('Harbour Housing', 'Who outside the partners is to have it; left out for a partner.')
  recipientName: string = '';

  @fields.GivenText('The address', 'The least that will do (ISA-18).')
  what: string;

  @fields.GivenText('It lets the flat.', 'Why the purpose of the disclosure needs it.')
  why: string;
}

/** That it was passed on. */
export class OnwardPassingRequest {
  @fields.GivenDay('The day on which it was passed on; not before the owner agreed.')
  passedOn: string;

  @fields.MaybeText('By post, to the tenancy officer.', 'To whom exactly, and how.')
  words: string = '';
}

/** A question whether something may be passed on, as a line of the list. */
export class OnwardLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('onward')
  href: string;

  @ApiProperty({ example: 'O-2026-0001' })
  reference: string;

  @fields.Id()
  disclosureId: string;

  @ApiProperty({ enum: SIDES, example: 'owner' })
  side: string;

  @ApiProperty({ enum: STATES, example: 'asked' })
  state: string;

  @ApiProperty({ example: 'Anytown City Council' })
  askingAgency: string;

  @ApiProperty({ example: 'Anytown Constabulary' })
  ownerAgency: string;

  @fields.TextOrNull('The partner that is to have it; null for somebody outside the partners.')
  recipientAgency: string | null;

  @ApiProperty({ description: 'The purpose of the disclosure.', example: 'joint-objectives' })
  purpose: string;

  @fields.Instant()
  askedAt: string;

  @fields.Day('2026-11-27')
  dueOn: string;

  @fields.InstantOrNull('When the owner decided, or its time was over.')
  decidedAt: string | null;

  @ApiProperty({ description: 'Whether it counts as refused because the owner did not answer.', example: false })
  isByDefault: boolean;

  @fields.DayOrNull('The day on which it was passed on.')
  passedOn: string | null;
}

/** A question with its words. Words are null where there are none yet, and after disposal. */
export class OnwardDocument extends OnwardLineDocument {
  @fields.TextOrNull('Who outside the partners is to have it; empty for a partner.', 'Harbour Housing')
  recipientName: string | null;

  @fields.TextOrNull('What of it.', 'The address')
  what: string | null;

  @fields.TextOrNull('Why it is needed.', 'It lets the flat.')
  why: string | null;

  @fields.TextOrNull('The conditions or reasons of the owner.')
  decision: string | null;

  @fields.TextOrNull('To whom exactly it was passed on, and how.')
  passing: string | null;
}

/** A page of questions. */
export class OnwardPageDocument {
  @ApiProperty({ type: [OnwardLineDocument] })
  items: OnwardLineDocument[];

  @fields.NextPage()
  next: string | null;
}
