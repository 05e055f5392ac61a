import { ApiProperty } from '@nestjs/swagger';
import {
  ACCESS_EXEMPTIONS,
  EXTENSION_REASONS,
  PARTNER_VIEWS,
  PAUSE_REASONS,
  SUBJECT_ACCESS_OUTCOMES,
} from '@broker/disclosure';
import * as fields from './api-fields.js';

const EXEMPTIONS = Object.keys(ACCESS_EXEMPTIONS);

/** One of a closed list, or null. */
const CodeOrNull = (list: Record<string, unknown>) =>
  ApiProperty({ type: String, nullable: true, enum: [...Object.keys(list), null], example: null });

const Exemptions = () => ApiProperty({ isArray: true, enum: EXEMPTIONS, example: [] });

/** A request as a line of the list: nothing of the person. */
export class SubjectAccessLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('subject-access')
  href: string;

  @ApiProperty({ example: 'S-2026-0001' })
  reference: string;

  @ApiProperty({ enum: ['open', 'paused', 'answered', 'withdrawn'], example: 'open' })
  state: string;

  @fields.Day()
  receivedOn: string;

  @fields.Day('2026-12-21')
  dueOn: string;

  @CodeOrNull(EXTENSION_REASONS)
  extendedFor: string | null;

  @CodeOrNull(PAUSE_REASONS)
  pausedFor: string | null;

  @fields.DayOrNull('Since when the clock stands still.')
  pausedOn: string | null;

  @ApiProperty({ type: 'integer', description: 'Days for which the clock stood still before.', example: 0 })
  pausedDays: number;

  @ApiProperty({ type: 'integer', description: 'Partners that were asked.', example: 1 })
  asked: number;

  @ApiProperty({ type: 'integer', description: 'Partners that gave their view.', example: 0 })
  views: number;

  @CodeOrNull(SUBJECT_ACCESS_OUTCOMES)
  outcome: string | null;

  @Exemptions()
  exemptions: string[];

  @fields.DayOrNull('The day on which the person was answered.')
  answeredOn: string | null;

  @fields.InstantOrNull('When the answer or the withdrawal was recorded.')
  closedAt: string | null;
}

/** A page of requests. */
export class SubjectAccessPageDocument {
  @ApiProperty({ type: [SubjectAccessLineDocument] })
  items: SubjectAccessLineDocument[];

  @fields.NextPage()
  next: string | null;
}

/** The person whom it is about. */
export class AccessSubjectDocument {
  @ApiProperty({ example: 'Rowan Invented' })
  fullName: string;

  @fields.DayOrNull('Null where it is not known.')
  dateOfBirth: string | null;

  @ApiProperty({ type: [String], example: ['Ro Invented'] })
  otherNames: string[];
}

/** A record that the search found. */
export class FoundRecordDocument {
  @fields.Id()
  recordId: string;

  @ApiProperty({ enum: ['request', 'disclosure', 'record'], example: 'record' })
  recordKind: string;

  @ApiProperty({ example: 'D-2026-0001' })
  reference: string;

  @fields.Day()
  occurredOn: string;

  @fields.TextOrNull('The partner that disclosed it; null for your agency’s own.', 'Anytown Constabulary')
  fromAgency: string | null;

  @ApiProperty({ enum: ['same', 'close', 'possible'], description: 'How alike the names are.', example: 'same' })
  likeness: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether an officer says that it is about the person; null until one has looked.',
    example: true,
  })
  isTheirs: boolean | null;
}

/** What your agency asked a partner, and its view. */
export class ConsultationDocument {
  @fields.Id()
  id: string;

  @ApiProperty({ example: 'Anytown Constabulary' })
  partner: string;

  @fields.Instant()
  askedAt: string;

  @fields.Day('2026-11-27')
  dueOn: string;

  @CodeOrNull(PARTNER_VIEWS)
  view: string | null;

  @Exemptions()
  exemptions: string[];

  @fields.TextOrNull('The partner’s reasons; null until given, and after disposal.')
  words: string | null;

  @fields.TextOrNull('Who gave it.')
  answeredBy: string | null;

  @fields.InstantOrNull('When it was given.')
  answeredAt: string | null;
}

/** A request with the person, what was found and what partners think. Words are null after disposal. */
export class SubjectAccessDocument extends SubjectAccessLineDocument {
  @fields.Instant()
  loggedAt: string;

  @ApiProperty({ example: 'A. Officer' })
  loggedBy: string;

  @fields.InstantOrNull('When your agency’s records were last searched.')
  searchedAt: string | null;

  @ApiProperty({ type: AccessSubjectDocument, nullable: true })
  subject: AccessSubjectDocument | null;

  @fields.TextOrNull('What they ask for.', 'Everything since 2024.')
  askedFor: string | null;

  @ApiProperty({ type: [FoundRecordDocument] })
  records: FoundRecordDocument[];

  @ApiProperty({ type: 'integer', description: 'Records at which nobody has looked.', example: 0 })
  unsorted: number;

  @ApiProperty({ type: [ConsultationDocument] })
  consultations: ConsultationDocument[];

  @fields.TextOrNull('What was given and what was not, and why.')
  answer: string | null;
}

/** A question of a partner to your agency, as a line of the list. */
export class QuestionLineDocument {
  @fields.Id()
  id: string;

  @fields.Href('consultations')
  href: string;

  @ApiProperty({ example: 'Anytown City Council' })
  askingAgency: string;

  @fields.Instant()
  askedAt: string;

  @fields.Day('2026-11-27')
  dueOn: string;

  @CodeOrNull(PARTNER_VIEWS)
  view: string | null;

  @Exemptions()
  exemptions: string[];

  @fields.TextOrNull('Who gave the view.')
  answeredBy: string | null;

  @fields.InstantOrNull('When it was given.')
  answeredAt: string | null;
}

/** A page of questions. */
export class QuestionPageDocument {
  @ApiProperty({ type: [QuestionLineDocument] })
  items: QuestionLineDocument[];

  @fields.NextPage()
  next: string | null;
}

/** A record that a question is about. */
export class QuestionRecordDocument {
  @ApiProperty({ example: 'D-2026-0001' })
  reference: string;

  @fields.Day()
  occurredOn: string;
}

/** A question with whom it is about. Words are null after disposal. */
export class QuestionDocument extends QuestionLineDocument {
  @ApiProperty({ type: AccessSubjectDocument, nullable: true })
  subject: AccessSubjectDocument | null;

  @ApiProperty({ type: [QuestionRecordDocument] })
  records: QuestionRecordDocument[];

  @fields.TextOrNull('The reasons of your agency.')
  words: string | null;
}
