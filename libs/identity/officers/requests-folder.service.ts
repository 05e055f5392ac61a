import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, type Clause, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';
import type { AgencyPlace } from './posts.js';

/** One thing that the folder keeps. */
export interface FolderEntry {
  /** An instant, or a local date where only the day is known. */
  at: Date | string;
  /** One sentence. */
  what: string;
  /** The officer behind it, by name; null where none is known. */
  who: string | null;
  /** The id under which it is found again; null where it has none. */
  reference: string | null;
}

/** A part of the folder, contributed by the room that keeps those things. */
export interface FolderSection {
  /** Short code, for addresses and files: `nominations`. */
  id: string;
  title: string;
  clause: Clause;
  /** What an agency has of it, newest first. */
  entries(place: AgencyPlace): Promise<FolderEntry[]>;
}

/** A part of the folder with what it holds. */
export type FilledSection = Omit<FolderSection, 'entries'> & { entries: FolderEntry[] };

/** The folder that a designated officer keeps (ISA-21): made anew, each time it is opened, from what the rooms keep. */
@Injectable()
export class RequestsFolder {
  private readonly sections = new Map<string, FolderSection>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Adds a part; called by each room when it starts. Throws DomainError when the part is there already. */
  contribute(section: FolderSection): void {
    if (this.sections.has(section.id))
      throw new DomainError(`Two rooms contribute ${section.id} to the requests folder.`);
    this.sections.set(section.id, section);
  }

  /** The whole folder of an agency (the actor's own, when left out), by clause. Another one's is opened by its auditor, which is recorded. */
  async open(actor: Actor, agencyId = actor.agencyId): Promise<FilledSection[]> {
    if (agencyId !== actor.agencyId) {
      await this.dataSource.transaction((manager) =>
        this.ledger.append(manager, {
          event: 'RequestsFolderAudited',
          ...actorFields(actor),
          subject: { kind: 'agency', id: agencyId },
          at: this.clock.now(),
          facts: {},
        }),
      );
    }
    return this.fill(actor, agencyId);
  }

  /** Reads every part as the agency itself would see it. */
  private fill({ partnershipId, officerId }: Actor, agencyId: string): Promise<FilledSection[]> {
    const place = { partnershipId, agencyId };
    const read = () => this.parts(place);
    return withinScope({ ...place, officerId }, read);
  }

  private parts(place: AgencyPlace): Promise<FilledSection[]> {
    const ordered = [...this.sections.values()].toSorted((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1));
    return Promise.all(
      ordered.map(async (section) => {
        const { id, title, clause } = section;
        return { id, title, clause, entries: await section.entries(place) };
      }),
    );
  }

  /** The same, to be taken out as a file, which is recorded. */
  async takeOut(actor: Actor, format: 'csv' | 'json', agencyId = actor.agencyId): Promise<FilledSection[]> {
    const folder = await this.fill(actor, agencyId);
    const entries = folder.reduce((sum, section) => sum + section.entries.length, 0);
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'RequestsFolderExported',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: this.clock.now(),
        facts: { format, entries },
      }),
    );
    return folder;
  }
}

/** `ISA-10` stands before `ISA-24`. */
const placeOf = ({ clause }: FolderSection): number => Number(/\d+/.exec(clause)?.[0] ?? 0);
