import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AUDIT_EVENTS, LedgerService } from '@broker/ledger';
import { ROLE_NAMES, TOOLKIT_STATUSES } from '../domain/index.js';
import { OfficerQueries } from './officer.queries.js';
import type { AgencyPlace } from './posts.js';
import { RequestsFolder, type FolderEntry } from './requests-folder.service.js';

/** Refusals shown at most. */
const REFUSALS_MAX = 500;

/** Officers, training, registration and refusals in the requests folder. */
@Injectable()
export class IdentityFolder implements OnModuleInit {
  constructor(
    private readonly folder: RequestsFolder,
    private readonly officers: OfficerQueries,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void {
    const { folder } = this;
    const registration = (place: AgencyPlace) => this.registrations(place);
    folder.contribute({
      id: 'nominations',
      title: 'Nominations',
      clause: 'ISA-20',
      entries: (at) => this.nominations(at),
    });
    folder.contribute({
      id: 'registration',
      title: 'Data protection registration',
      clause: 'ISA-21',
      entries: registration,
    });
    folder.contribute({
      id: 'training',
      title: 'Training',
      clause: 'ISA-22',
      entries: (place) => this.trainings(place),
    });
    folder.contribute({
      id: 'refusals',
      title: 'Refusals',
      clause: 'ISA-26',
      entries: (place) => this.refusals(place),
    });
  }

  private async nominations(place: AgencyPlace): Promise<FolderEntry[]> {
    const lines = await this.officers.officers(place);
    return lines
      .map(({ appointmentId, name, role, startedOn, endedOn, deputy, nominatedBy }) => ({
        at: startedOn,
        what: `${name}, ${ROLE_NAMES[role]}, ${endedOn ? `until ${endedOn}` : 'until further notice'}${deputy ? `; deputy ${deputy}` : ''}`,
        who: nominatedBy,
        reference: appointmentId,
      }))
      .toSorted((a, b) => b.at.localeCompare(a.at));
  }

  private async trainings(place: AgencyPlace): Promise<FolderEntry[]> {
    return (await this.officers.trainings(place)).map(({ id, officer, course, heldOn, expiresOn, recordedBy }) => ({
      at: heldOn,
      what: `${officer}: ${course}, good until ${expiresOn}`,
      who: recordedBy,
      reference: id,
    }));
  }

  private async registrations(place: AgencyPlace): Promise<FolderEntry[]> {
    const registrations = (await this.officers.registrations(place)).map((one) => ({
      at: one.recordedAt,
      what: one.number ? `Registered as ${one.number} until ${one.expiresOn}` : `Exempt: ${one.exemptReason}`,
      who: one.recordedBy,
      reference: one.id,
    }));
    const toolkit = (await this.officers.toolkit(place)).map((one) => ({
      at: one.recordedAt,
      what: `Data Security and Protection Toolkit ${one.endsIn - 1}/${one.endsIn % 100}: ${TOOLKIT_STATUSES[one.status].toLowerCase()}`,
      who: one.recordedBy,
      reference: one.id,
    }));
    return [...registrations, ...toolkit].toSorted((a, b) => b.at.getTime() - a.at.getTime());
  }

  private async refusals({ partnershipId, agencyId }: AgencyPlace): Promise<FolderEntry[]> {
    const entries = await this.ledger.refusalsOf(partnershipId, agencyId, REFUSALS_MAX);
    return entries.map(({ eventId, leaf }) => ({
      at: new Date(leaf.at),
      what: `${AUDIT_EVENTS[leaf.event].meaning} (${String(leaf.facts['code'] ?? 'no code')}, ${String(leaf.facts['clause'] ?? leaf.clause)})`,
      who: null,
      reference: eventId,
    }));
  }
}
