import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One item of personal information, encrypted under a key of its own; after its destruction only that it was there (ISA-23). */
@Entity('vault_item')
@Check(
  'vault_item_destroyed_check',
  `(destroyed_at IS NULL) = (key_id IS NOT NULL) AND (destroyed_at IS NULL) = (wrapped_key IS NOT NULL)
   AND (destroyed_at IS NULL) = (sealed IS NOT NULL)`,
)
@Check('vault_item_agency_ids_check', 'cardinality(agency_ids) > 0')
export class VaultItem {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  /** The agencies whose officers may open it. */
  @Column('uuid', { array: true })
  agencyIds: string[];

  /** What it belongs to, `request:<id>`: it cannot be opened as anything else's. */
  @Column('text')
  boundTo: string;

  /** Which key of the key file wraps its own; null once destroyed. */
  @Index()
  @Column('text', { nullable: true })
  keyId: string | null;

  /** The item's own key and the nonce of its commitment, closed under the key of the key file; null once destroyed. */
  @Column('bytea', { nullable: true })
  wrappedKey: Buffer | null;

  /** The information, closed under the item's own key; null once destroyed. */
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  /** HMAC-SHA256 (hex) of the information under the item's nonce: binds the content without telling it. */
  @Column('text')
  commitment: string;

  @Column('timestamptz', { default: () => 'now()' })
  storedAt: Date;

  @Column('timestamptz', { nullable: true })
  destroyedAt: Date | null;
}
