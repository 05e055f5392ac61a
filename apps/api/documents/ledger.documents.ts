import { ApiProperty } from '@nestjs/swagger';
import type { LedgerProof } from '@broker/ledger';

/** The newest head of the ledger: all that a later proof is held against. */
export class LedgerHeadDocument {
  @ApiProperty({ type: 'integer', example: 1042 })
  size: number;

  @ApiProperty({ description: 'Hexadecimal.', example: '9f86d081…' })
  rootHash: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-20T10:00:01.000Z' })
  madeAt: string | null;
}

/** The proof that an entry is in the ledger; `broker ledger verify-proof` checks it without the broker. */
export class LedgerProofDocument implements LedgerProof {
  @ApiProperty({ format: 'uuid', example: '5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2' })
  eventId: string;

  @ApiProperty({ description: 'The entry itself: canonical JSON, to be hashed as it stands.', example: '{"at":"…"}' })
  leaf: string;

  @ApiProperty({ example: '9f86d081…' })
  leafHash: string;

  @ApiProperty({ type: 'integer', description: 'Its place in the tree, from 0.', example: 1041 })
  index: number;

  @ApiProperty({ type: 'integer', example: 1042 })
  treeSize: number;

  @ApiProperty({ example: '9f86d081…' })
  rootHash: string;

  @ApiProperty({
    type: [String],
    description: 'Inclusion proof (RFC 6962, 2.1.1), the sibling first.',
    example: ['9f86…'],
  })
  hashes: string[];
}

/** An entry of the ledger about one submission or release. */
export class LedgerEntryDocument {
  @ApiProperty({ format: 'uuid', example: '5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2' })
  eventId: string;

  @ApiProperty({ example: 'ReleaseMade' })
  event: string;

  @ApiProperty({ example: 'ISA-11' })
  clause: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  at: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null until it has its place.', example: 1041 })
  sequence: number | null;

  @ApiProperty({ example: '9f86d081…' })
  leafHash: string;

  @ApiProperty({
    format: 'uri-reference',
    example: '/api/v1/ledger/entries/5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2/proof',
  })
  proofHref: string;
}

/** The entries about one submission or release, newest first; at most 100. */
export class LedgerEntryListDocument {
  @ApiProperty({ type: [LedgerEntryDocument] })
  items: LedgerEntryDocument[];
}

/** The log's signed promise that an entry stays. */
export class ReceiptDocument {
  @ApiProperty({ format: 'uuid', example: '5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2' })
  eventId: string;

  @ApiProperty({ example: '9f86d081…' })
  leafHash: string;

  @ApiProperty({ format: 'date-time', description: 'When the entry was written.', example: '2026-11-20T10:00:00.000Z' })
  at: string;

  @ApiProperty({
    description: 'A signed note: keep it; `broker ledger reconcile` compares it with the log.',
    example: 'broker.example.org/log/0a1b2c3d/receipt\n5e0c63a4-…\n…\n\n— broker.example.org/log/0a1b2c3d …\n',
  })
  note: string;
}
