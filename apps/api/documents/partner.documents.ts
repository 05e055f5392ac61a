import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '@broker/identity';
import { IsIn, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';

const ID = { format: 'uuid', example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' };
const NAME = { example: 'A. Officer' };
const DAY = { format: 'date', example: '2026-12-01' };
const NO_DAY = { type: String, nullable: true, format: 'date', example: null };
const given = (_: unknown, value: unknown): boolean => value !== null;

/** Something that an agency has to put right. */
export class MendingDocument {
  @ApiProperty({ example: 'ISA-20' })
  clause: string;

  @ApiProperty({ description: 'Follows the agency’s name.', example: 'has no designated officer' })
  what: string;

  @ApiProperty({ description: 'False for what is about to fail.', example: true })
  fails: boolean;
}

/** How an agency keeps the agreement today. */
export class PartnerLineDocument {
  @ApiProperty(ID)
  agencyId: string;

  @ApiProperty({ example: 'Anytown City Council' })
  agency: string;

  @ApiProperty({ enum: ['responsible', 'co-operating', 'participating'], example: 'responsible' })
  class: string;

  @ApiProperty({ description: 'Whether it has signed the agreement in force.', example: true })
  signed: boolean;

  @ApiProperty({
    enum: ['in-post', 'deputy', 'away', 'vacant'],
    description: 'Its designated officer.',
    example: 'in-post',
  })
  cover: string;

  @ApiProperty({ ...NO_DAY, description: 'First day of the vacancy, where it is known.' })
  vacantSince: string | null;

  @ApiProperty({ enum: ['trained', 'expiring', 'lapsed', 'never'], example: 'trained' })
  training: string;

  @ApiProperty({ ...NO_DAY, description: 'Last good day of the training.', example: '2027-11-01' })
  trainedUntil: string | null;

  @ApiProperty({ enum: ['registered', 'exempt', 'expiring', 'lapsed', 'none'], example: 'registered' })
  registration: string;

  @ApiProperty({ ...NO_DAY, description: 'Last day of the registration.', example: '2027-03-31' })
  registeredUntil: string | null;

  @ApiProperty({ type: [MendingDocument] })
  mendings: MendingDocument[];
}

/** Every signatory, in the order of the agreement. */
export class PartnerListDocument {
  @ApiProperty({ type: [PartnerLineDocument] })
  items: PartnerLineDocument[];
}

/** A post and who holds it. */
export class OfficerDocument {
  @ApiProperty({ ...ID, description: 'Of the nomination.' })
  id: string;

  @ApiProperty(ID)
  officerId: string;

  @ApiProperty(NAME)
  name: string;

  @ApiProperty({ format: 'email', example: 'officer@agency.example' })
  email: string;

  @ApiProperty({ enum: ROLES, example: 'designated-officer' })
  role: string;

  @ApiProperty(DAY)
  startedOn: string;

  @ApiProperty(NO_DAY)
  endedOn: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who stands in.', ...NAME })
  deputy: string | null;

  @ApiProperty({ ...NO_DAY, example: '2027-11-01' })
  trainedUntil: string | null;
}

/** An agency with everybody who holds, held or is to hold a post. */
export class PartnerDocument extends PartnerLineDocument {
  @ApiProperty({ type: [OfficerDocument] })
  officers: OfficerDocument[];
}

/** Whom to nominate for which post. */
export class NominationRequest {
  @ApiProperty({ enum: ROLES, example: 'designated-officer' })
  @IsIn(ROLES)
  role: Role;

  @ApiProperty({ maxLength: 200, description: 'Counts for a person whom the broker does not know yet.', ...NAME })
  @IsString()
  @MaxLength(200)
  name: string;

  @ApiProperty({ format: 'email', maxLength: 200, example: 'officer@agency.example' })
  @IsString()
  @MaxLength(200)
  email: string;

  @ApiProperty(DAY)
  @IsString()
  startsOn: string;

  @ApiProperty({ ...NO_DAY, description: 'null: until further notice.' })
  @ValidateIf(given)
  @IsString()
  endsOn: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Somebody who holds a post of the agency.',
    example: null,
  })
  @ValidateIf(given)
  @IsUUID()
  deputyId: string | null;
}

/** When a nomination ends. */
export class NominationEndRequest {
  @ApiProperty({ ...NO_DAY, description: 'null: today; one that has not begun is taken back.' })
  @ValidateIf(given)
  @IsString()
  endsOn: string | null;
}

/** Who stands in. */
export class DeputyRequest {
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'null: nobody.', example: ID.example })
  @ValidateIf(given)
  @IsUUID()
  deputyId: string | null;
}

/** A course that somebody has taken. */
export class TrainingRequest {
  @ApiProperty(ID)
  @IsUUID()
  officerId: string;

  @ApiProperty({ maxLength: 200, example: 'Sharing information, one day' })
  @IsString()
  @MaxLength(200)
  course: string;

  @ApiProperty({ ...DAY, example: '2026-11-01' })
  @IsString()
  heldOn: string;

  @ApiProperty({ ...DAY, description: 'Its last good day.', example: '2027-10-31' })
  @IsString()
  expiresOn: string;
}

/** Days on which somebody of your agency is away. */
export class AbsenceRequest {
  @ApiProperty(ID)
  @IsUUID()
  officerId: string;

  @ApiProperty(DAY)
  @IsString()
  fromOn: string;

  @ApiProperty({ ...DAY, example: '2026-12-14' })
  @IsString()
  toOn: string;
}

/** An absence as it was taken up. */
export class AbsenceDocument {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(DAY)
  fromOn: string;

  @ApiProperty({ ...DAY, example: '2026-12-14' })
  toOn: string;

  @ApiProperty({
    type: [String],
    description: 'Posts of theirs that nobody covers meanwhile.',
    example: ['designated-officer'],
  })
  uncovered: string[];
}

/** Your agency’s registration, or why it needs none: either number and last day, or the reason. */
export class RegistrationRequest {
  @ApiProperty({ type: String, nullable: true, maxLength: 20, example: 'ZA123456' })
  @ValidateIf(given)
  @IsString()
  @MaxLength(20)
  number: string | null;

  @ApiProperty({ ...NO_DAY, example: '2027-03-31' })
  @ValidateIf(given)
  @IsString()
  expiresOn: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 500, example: null })
  @ValidateIf(given)
  @IsString()
  @MaxLength(500)
  exemptReason: string | null;
}

/** What a request about officers made. */
export class MadeDocument {
  @ApiProperty(ID)
  id: string;
}

/** The link by which somebody new chooses a password. */
export class InvitationDocument {
  @ApiProperty({
    description:
      'Its path at the address of the pages. Whoever has it can choose the password: hand it to that person alone.',
    example: '/invitations/Jc0m…',
  })
  path: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-27T10:00:00.000Z' })
  expiresAt: string;
}

/** A nomination that was made. */
export class NominationDocument {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({
    type: InvitationDocument,
    nullable: true,
    description:
      'For somebody who has no sign-in yet; null for everybody else. Told once: it is not kept, and null in a repeat of the request.',
  })
  invitation: InvitationDocument | null;
}

/** One thing that the folder keeps. */
export class FolderEntryDocument {
  @ApiProperty({
    description: 'An instant, or a date where only the day is known.',
    example: '2026-11-20T10:00:00.000Z',
  })
  at: string;

  @ApiProperty({ example: 'Version 1 of the agreement signed as Chief Executive' })
  what: string;

  @ApiProperty({ type: String, nullable: true, ...NAME })
  who: string | null;

  @ApiProperty({ type: String, nullable: true, example: ID.example })
  reference: string | null;
}

/** A part of the folder. */
export class FolderSectionDocument {
  @ApiProperty({ example: 'signatures' })
  id: string;

  @ApiProperty({ example: 'Signatures' })
  title: string;

  @ApiProperty({ example: 'ISA-10' })
  clause: string;

  @ApiProperty({ type: [FolderEntryDocument] })
  entries: FolderEntryDocument[];
}

/** The folder that your agency’s designated officer keeps. */
export class FolderDocument {
  @ApiProperty({ type: [FolderSectionDocument] })
  sections: FolderSectionDocument[];
}
