import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService, AuthorisationService } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import type { Act, Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock, type LocalDate, type Refusal } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { HolidayCalendar } from '@broker/working-calendar';
import { pageNumber, PAGE_LENGTH, presentPages, type Pages } from '../format/pages.js';
import { PageRefused } from '../shell/page-errors.js';
import { timelineOf, type TimelineItem } from './page-parts.js';

/** What is known on a page besides the thing itself. */
export interface PageFacts {
  today: LocalDate;
  calendar: HolidayCalendar;
  /** Whether the reader may do an act; asked once for each. */
  may: ReadonlySet<Act>;
}

/** One page of a list, and the links to its neighbours. */
export interface Paged<T> {
  items: T[];
  pages: Pages | null;
}

/** What the pages about kept information have in common. */
@Injectable()
export class KeepingPages {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly signatories: AgreementQueries,
    private readonly agreements: AgreementService,
    private readonly calendars: CalendarService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Today, the calendar, and which of some acts the reader may do. */
  async facts(actor: Actor, acts: readonly Act[] = []): Promise<PageFacts> {
    const may = new Set<Act>();
    for (const act of acts) if ((await this.authorisation.mayAct(actor, act)).ok) may.add(act);
    return { today: londonDate(this.clock.now()), calendar: await this.calendars.current(), may };
  }

  /** The actor's agency and all whose duties have come to it. */
  agencyIds({ partnershipId, agencyId }: Actor): Promise<string[]> {
    return this.signatories.lineOf(partnershipId, agencyId);
  }

  /** The other signatories. */
  async partners({ partnershipId, agencyId }: Actor): Promise<{ agencyId: string; agency: string }[]> {
    const lines = await this.signatories.signatories(partnershipId);
    return lines.filter((line) => line.agencyId !== agencyId);
  }

  /** A purpose of the agreement in its words; its code where the agreement in force has it no longer. */
  async purposeText({ partnershipId }: Actor, id: string): Promise<string> {
    const version = await this.agreements.versionInForce(partnershipId);
    return version?.purposes.find((purpose) => purpose.id === id)?.text ?? id;
  }

  /** Reads one entry more than a page holds, to know whether there is a next one. */
  async paged<T>(
    wanted: unknown,
    hrefOf: (page: number) => string,
    read: (place: { limit: number; offset: number }) => Promise<T[]>,
  ): Promise<Paged<T>> {
    const page = pageNumber(wanted);
    const found = await read({ limit: PAGE_LENGTH + 1, offset: (page - 1) * PAGE_LENGTH });
    const pages = presentPages(page, found.length > PAGE_LENGTH, hrefOf);
    return { items: found.slice(0, PAGE_LENGTH), pages };
  }

  /** What the log tells of a thing. */
  async timeline({ partnershipId }: Actor, kind: string, id: string): Promise<TimelineItem[]> {
    return timelineOf(await this.ledger.entriesOf({ kind, id }, partnershipId));
  }
}

/** An act without questions that was refused: 404 for what is not there, otherwise 409. */
export const refusedPage = (refusal: Refusal): PageRefused =>
  new PageRefused(/no-such|nothing-/.test(refusal.code) ? 404 : 409, refusal);
