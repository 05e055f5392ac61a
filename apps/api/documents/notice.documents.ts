import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';

const IDS_MAX = 100;

/** A notice in the inbox of the officer behind the token. */
export class NoticeDocument {
  @ApiProperty({ format: 'uuid', example: '1f8e2c7a-5f6d-4f1b-9a53-0d6a2c1e7b10' })
  id: string;

  @ApiProperty({ description: 'What kind of thing has happened.', example: 'breach-reported' })
  kind: string;

  @ApiProperty({ description: 'The clause by which the officer is told.', example: 'ISA-32b' })
  clause: string;

  @ApiProperty({ example: 'A partner has reported a breach' })
  title: string;

  @ApiProperty({ example: 'Answer the report.' })
  text: string;

  @ApiProperty({ description: 'Page on which the officer acts, from the site’s root.', example: '/notices' })
  path: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-11-27' })
  dueOn: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  sentAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while unread.', example: null })
  readAt: string | null;
}

/** One page of an inbox. */
export class NoticePageDocument {
  @ApiProperty({ type: 'integer', description: 'Unread notices in the whole inbox.', example: 3 })
  unread: number;

  @ApiProperty({ type: [NoticeDocument] })
  items: NoticeDocument[];

  @ApiProperty({ type: String, nullable: true, description: 'Address of the next page.', example: null })
  next: string | null;
}

/** Which notices are to be marked as read. */
export class NoticeReadRequest {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: IDS_MAX,
    description: 'Notices of yours; others, and those read already, are passed over.',
    example: ['1f8e2c7a-5f6d-4f1b-9a53-0d6a2c1e7b10'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(IDS_MAX)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

/** What was marked as read. */
export class NoticeReadDocument {
  @ApiProperty({ type: 'integer', description: 'How many were unread until now.', example: 1 })
  read: number;
}
