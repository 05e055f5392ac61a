import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const ACT_LENGTH_MAX = 100;

/** Which act is asked about. */
export class PermissionsQuery {
  @ApiPropertyOptional({ description: 'One act; every act when left out.', example: 'submission.decide' })
  @IsOptional()
  @IsString()
  @MaxLength(ACT_LENGTH_MAX)
  act?: string;
}

/** One thing that must be so before an act may be done. */
export class ConditionDocument {
  @ApiProperty({ description: 'True when the condition is met.', example: 'You act as data steward.' })
  words: string;

  @ApiProperty({ example: true })
  met: boolean;

  @ApiProperty({ example: 'ISA-11' })
  clause: string;

  @ApiProperty({ type: String, nullable: true, description: 'What stands in the way; null when met.', example: null })
  message: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What would open it; null when met.', example: null })
  mend: string | null;
}

/** One line of the table of permissions, and how the caller stands to it now. */
export class PermissionDocument {
  @ApiProperty({ example: 'submission.decide' })
  act: string;

  @ApiProperty({ example: 'release a submission or withdraw it' })
  words: string;

  @ApiProperty({ type: [String], example: ['data-steward'] })
  roles: string[];

  @ApiProperty({ enum: ['partnership', 'own-agency', 'own'], example: 'own-agency' })
  involvement: string;

  @ApiProperty({ type: [String], enum: ['signed', 'trained', 'step-up'], example: ['signed'] })
  needs: string[];

  @ApiProperty({ example: 'ISA-11' })
  clause: string;

  @ApiProperty({ description: 'Whether another agency’s record can be opened to it in an emergency.', example: false })
  breakGlass: boolean;

  @ApiProperty({ description: 'Whether the caller may do it now.', example: true })
  may: boolean;

  @ApiProperty({ type: [ConditionDocument] })
  conditions: ConditionDocument[];
}

/** The table of permissions as it stands for the caller. */
export class PermissionListDocument {
  @ApiProperty({ type: [PermissionDocument] })
  items: PermissionDocument[];
}
