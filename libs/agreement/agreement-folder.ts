import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RequestsFolder, type AgencyPlace, type FolderEntry } from '@broker/identity';
import { DataSource } from 'typeorm';

/** An agency's signatures in its requests folder (ISA-10, ISA-21). */
@Injectable()
export class AgreementFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const entries = (place: AgencyPlace): Promise<FolderEntry[]> => this.signatures(place);
    this.folder.contribute({ id: 'signatures', title: 'Signatures', clause: 'ISA-10', entries });
  }

  private async signatures({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<{ at: Date; version: number; post: string; name: string; id: string }[]>(
      `SELECT g.signed_at AS at, v.version, g.post_held AS post, g.signed_name AS name, g.id
         FROM signature g JOIN agreement_version v ON v.id = g.agreement_version_id
        WHERE v.partnership_id = $1 AND g.agency_id = $2 ORDER BY g.signed_at DESC, g.id`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, version, post, name, id }) => ({
      at,
      what: `Version ${version} of the agreement signed as ${post}`,
      who: name,
      reference: id,
    }));
  }
}
