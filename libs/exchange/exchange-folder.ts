import { Injectable, type OnModuleInit } from '@nestjs/common';
import { datasetById } from '@broker/catalogue';
import { RequestsFolder, type AgencyPlace, type FolderEntry } from '@broker/identity';
import { DataSource } from 'typeorm';

/** Submissions, releases and collections of an agency in its requests folder (ISA-21). */
@Injectable()
export class ExchangeFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const { folder } = this;
    folder.contribute({
      id: 'submissions',
      title: 'Submissions',
      clause: 'ISA-11',
      entries: (at) => this.submissions(at),
    });
    folder.contribute({ id: 'releases', title: 'Releases', clause: 'ISA-11', entries: (at) => this.releases(at) });
    folder.contribute({
      id: 'collections',
      title: 'Collections',
      clause: 'ISA-18',
      entries: (at) => this.collections(at),
    });
  }

  private async submissions({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<{ at: Date; dataset: string; state: string; who: string; id: string }[]>(
      `SELECT s.uploaded_at AS at, s.dataset_id AS dataset, s.state, o.name AS who, s.id
         FROM submission s JOIN officer o ON o.id = s.uploaded_by
        WHERE s.partnership_id = $1 AND s.agency_id = $2 ORDER BY s.uploaded_at DESC, s.id`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, dataset, state, who, id }) => ({
      at,
      what: `A file for ${titleOf(dataset)}: ${state}`,
      who,
      reference: id,
    }));
  }

  private async releases({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<
      { at: Date; dataset: string; from: string; to: string; purpose: string; who: string; id: string }[]
    >(
      `SELECT r.released_at AS at, r.dataset_id AS dataset, r.period_from AS from, r.period_to AS to, r.purpose, o.name AS who, r.id
         FROM release r JOIN officer o ON o.id = r.released_by
        WHERE r.partnership_id = $1 AND r.agency_id = $2 ORDER BY r.released_at DESC, r.id`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, dataset, from, to, purpose, who, id }) => ({
      at,
      what: `${titleOf(dataset)} from ${from} to ${to} released for ${purpose}`,
      who,
      reference: id,
    }));
  }

  private async collections({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<
      { at: Date; dataset: string; agency: string; purpose: string; who: string; id: string }[]
    >(
      `SELECT c.collected_at AS at, r.dataset_id AS dataset, g.name AS agency, c.purpose, o.name AS who, c.id
         FROM collection c JOIN release r ON r.id = c.release_id JOIN agency g ON g.id = r.agency_id
         JOIN officer o ON o.id = c.officer_id
        WHERE r.partnership_id = $1 AND c.agency_id = $2 ORDER BY c.collected_at DESC, c.id`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, dataset, agency, purpose, who, id }) => ({
      at,
      what: `${titleOf(dataset)} of ${agency} collected for ${purpose}`,
      who,
      reference: id,
    }));
  }
}

const titleOf = (datasetId: string): string => datasetById(datasetId)?.title ?? datasetId;
