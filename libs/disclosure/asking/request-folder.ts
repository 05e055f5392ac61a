import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RequestsFolder, type AgencyPlace, type FolderEntry } from '@broker/identity';
import { DataSource } from 'typeorm';
import { STATE_WORDS, type RequestState } from './domain/index.js';

interface FolderRow {
  at: Date;
  reference: string;
  state: RequestState;
  items: number;
  agency: string;
  who: string;
  id: string;
}

/** The requests of an agency, sent and received, in its requests folder (ISA-21, 24); none says whom it is about. */
@Injectable()
export class RequestFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const part = (id: string, title: string, own: string, other: string, verb: string) =>
      this.folder.contribute({
        id,
        title,
        clause: 'ISA-24',
        entries: (place) => this.entries(place, own, other, verb),
      });
    part('requests-sent', 'Requests sent', 'asking_agency_id', 'holding_agency_id', 'Asked');
    part('requests-received', 'Requests received', 'holding_agency_id', 'asking_agency_id', 'Was asked by');
  }

  private async entries(
    { partnershipId, agencyId }: AgencyPlace,
    own: string,
    other: string,
    verb: string,
  ): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<FolderRow[]>(
      `SELECT r.sent_at AS at, r.reference, r.state, a.name AS agency, o.name AS who, r.id,
              (SELECT count(*)::int FROM request_item i WHERE i.request_id = r.id) AS items
         FROM information_request r JOIN agency a ON a.id = r.${other} JOIN officer o ON o.id = r.asked_by
        WHERE r.partnership_id = $1 AND r.${own} = $2 AND r.sent_at IS NOT NULL ORDER BY r.sent_at DESC, r.id`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, reference, state, items, agency, who, id }) => ({
      at,
      what: `${verb} ${agency}, ${reference}, ${items} ${items === 1 ? 'item' : 'items'}: ${STATE_WORDS[state]}`,
      who,
      reference: id,
    }));
  }
}
