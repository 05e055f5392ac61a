import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RequestsFolder, type AgencyPlace, type FolderEntry } from '@broker/identity';
import { DataSource } from 'typeorm';
import { DISPOSABLES, type RetainedKind } from '../retention/index.js';
import { FOI_OUTCOMES, SUBJECT_ACCESS_OUTCOMES, type FoiOutcome, type SubjectAccessOutcome } from './domain/index.js';

/** What happened afterwards, in an agency's requests folder (ISA-21): who asked, what was passed on, what was disposed of; nothing of anybody. */
@Injectable()
export class KeepingFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const { folder } = this;
    folder.contribute({ id: 'foi', title: 'Freedom of information', clause: 'ISA-15', entries: (at) => this.foi(at) });
    folder.contribute({
      id: 'subject-access',
      title: 'Subject access',
      clause: 'ISA-17e',
      entries: (at) => this.access(at),
    });
    folder.contribute({ id: 'disposals', title: 'Disposals', clause: 'ISA-23', entries: (at) => this.disposals(at) });
    folder.contribute({ id: 'onward', title: 'Passing on', clause: 'ISA-26', entries: (at) => this.onward(at) });
  }

  private async foi({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<Logged<FoiOutcome>[]>(
      `SELECT f.logged_at AS at, f.reference, f.outcome, o.name AS who FROM foi_request f JOIN officer o ON o.id = f.logged_by
        WHERE f.partnership_id = $1 AND f.agency_id = $2 ORDER BY f.logged_at DESC, f.reference DESC`,
      [partnershipId, agencyId],
    );
    return rows.map(({ outcome, ...row }) => ({ ...row, what: outcome ? FOI_OUTCOMES[outcome] : 'Not answered' }));
  }

  private async access({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<Logged<SubjectAccessOutcome>[]>(
      `SELECT s.logged_at AS at, s.reference, s.outcome, o.name AS who FROM subject_access s JOIN officer o ON o.id = s.logged_by
        WHERE s.partnership_id = $1 AND s.agency_id = $2 ORDER BY s.logged_at DESC, s.reference DESC`,
      [partnershipId, agencyId],
    );
    return rows.map(({ outcome, ...row }) => ({
      ...row,
      what: outcome ? SUBJECT_ACCESS_OUTCOMES[outcome] : 'Not answered',
    }));
  }

  private async disposals({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<{ at: Date; reference: string; kind: RetainedKind }[]>(
      `SELECT disposed_at AS at, reference, record_kind AS kind FROM disposal_certificate
        WHERE partnership_id = $1 AND $2 = ANY (agency_ids) ORDER BY disposed_at DESC, reference DESC`,
      [partnershipId, agencyId],
    );
    return rows.map(({ kind, ...row }) => ({ ...row, what: `${DISPOSABLES[kind].words} disposed of`, who: null }));
  }

  private async onward({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const rows = await this.dataSource.query<(FolderEntry & { state: keyof typeof STATES; asking: string })[]>(
      `SELECT w.asked_at AS at, w.reference, w.state, a.name AS asking, o.name AS who
         FROM onward_request w JOIN agency a ON a.id = w.agency_id JOIN officer o ON o.id = w.asked_by
        WHERE w.partnership_id = $1 AND $2 = ANY (w.agency_ids) ORDER BY w.asked_at DESC, w.reference DESC`,
      [partnershipId, agencyId],
    );
    return rows.map(({ at, reference, who, state, asking }) => ({
      at,
      reference,
      who,
      what: `${asking} asked to pass information on: ${STATES[state]}`,
    }));
  }
}

interface Logged<Outcome> {
  at: Date;
  reference: string;
  who: string;
  outcome: Outcome | null;
}

const STATES = { asked: 'not decided', agreed: 'agreed', refused: 'refused', passed: 'agreed and passed on' } as const;
