import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FieldFault, Problem } from '../problems/problem.js';

/** Where in an uploaded file a fault lies. */
export class FaultPlaceDocument {
  @ApiPropertyOptional({ type: 'integer', description: 'Row number; the header is row 1.', example: 17 })
  row?: number;

  @ApiPropertyOptional({ description: 'Name of the column.', example: 'Month' })
  column?: string;
}

/** One field of a request that is not as it should be. */
export class FieldFaultDocument implements FieldFault {
  @ApiProperty({ example: 'purpose' })
  field: string;

  @ApiProperty({ example: 'purpose should not be empty' })
  message: string;
}

/** A refusal as JSON (RFC 9457). */
export class ProblemDocument implements Problem {
  @ApiProperty({ format: 'uri-reference', example: '/problems/exchange/no-such-release' })
  type: string;

  @ApiProperty({ example: 'No such release' })
  title: string;

  @ApiProperty({ type: 'integer', example: 404 })
  status: number;

  @ApiProperty({ description: 'What is wrong.', example: 'Your partnership has no release with this address.' })
  detail: string;

  @ApiProperty({ format: 'uri-reference', description: 'Path of the request.', example: '/api/v1/releases' })
  instance: string;

  @ApiProperty({ description: 'Tells the kinds of refusal apart; stable.', example: 'exchange/no-such-release' })
  code: string;

  @ApiProperty({ description: 'Paragraph of the agreement, or of the law, that asks for it.', example: 'ISA-26' })
  clause: string;

  @ApiProperty({ description: 'How to put it right.', example: 'Open it from the list of releases.' })
  mend: string;

  @ApiPropertyOptional({ type: FaultPlaceDocument })
  where?: FaultPlaceDocument;

  @ApiPropertyOptional({ type: [FieldFaultDocument], description: 'Each field of the request that is wrong.' })
  errors?: FieldFaultDocument[];
}
