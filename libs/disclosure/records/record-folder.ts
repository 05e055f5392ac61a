import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RequestsFolder, type AgencyPlace, type FolderEntry } from '@broker/identity';
import { DataSource } from 'typeorm';
import { CHANNELS, OUTCOMES, type Channel, type RecordOutcome } from './domain/index.js';

interface Row {
  at: Date;
  reference: string;
  state: string;
  outcome: RecordOutcome;
  channel: Channel;
  agency: string;
  who: string;
}

/** The disclosure records of an agency in its requests folder, without the person they are about (ISA-21, 24). */
@Injectable()
export class RecordFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.folder.contribute({
      id: 'disclosure-records',
      title: 'Disclosure records',
      clause: 'ISA-24',
      entries: (place) => this.entries(place),
    });
  }

  private async entries({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT coalesce(r.finalised_at, r.started_at) AS at, r.reference, r.state, r.outcome, r.channel, c.name AS agency, o.name AS who
         FROM disclosure_record r JOIN agency c ON c.id = r.counterpart_agency_id JOIN officer o ON o.id = r.started_by
        WHERE r.partnership_id = $1 AND r.agency_id = $2 ORDER BY 1 DESC, r.reference DESC`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, reference, state, outcome, channel, agency, who }) => ({
      at,
      what: `${OUTCOMES[outcome]}, ${agency}, ${CHANNELS[channel].toLowerCase()}${STATE_WORDS[state] ?? ''}`,
      who,
      reference,
    }));
  }
}

const STATE_WORDS: Record<string, string> = {
  incomplete: ': not complete yet',
  superseded: ': superseded by a correction',
};
