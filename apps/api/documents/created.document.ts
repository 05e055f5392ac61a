import { ApiProperty } from '@nestjs/swagger';

/** What was made, and where it is found. */
export class CreatedDocument {
  @ApiProperty({ format: 'uuid', example: '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })
  id: string;

  @ApiProperty({ format: 'uri-reference', example: '/api/v1/submissions/6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11' })
  href: string;
}
