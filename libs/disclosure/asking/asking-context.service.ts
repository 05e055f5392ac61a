import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService, type PublishedVersion } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { londonDate } from '@broker/kernel';
import { DataSource, type EntityManager } from 'typeorm';
import {
  STANDARD_FOUR_EYES,
  type AskingRules,
  type Partner,
  type Request,
  type RequestContext,
} from './domain/index.js';
import { GatewayRegister } from './gateway-register.service.js';
import { RequestSettings } from './request-settings.service.js';

/** What is known of actor and partnership beside the request. */
export interface Known {
  actor: Actor;
  /** The actor's agency, and those whose duties have come to it. */
  agencyIds: string[];
  /** Signatories, each also under the ids of the agencies whose duties have come to it. */
  partners: Partner[];
  version: PublishedVersion | null;
}

/** Gathers what the rules of requests have to know. */
@Injectable()
export class AskingContext {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly signatories: AgreementQueries,
    private readonly register: GatewayRegister,
    private readonly settings: RequestSettings,
    private readonly calendars: CalendarService,
  ) {}

  /** Read before the transaction: many acts at once would otherwise each hold a connection and wait for another. */
  async knownOf(actor: Actor): Promise<Known> {
    const { partnershipId, agencyId } = actor;
    const lines = await this.signatories.signatories(partnershipId);
    const past = await this.dataSource.query<{ id: string; of: string }[]>(
      `SELECT line AS id, s.agency_id AS of FROM signatory s, agency_line(s.partnership_id, s.agency_id) line
        WHERE s.partnership_id = $1`,
      [partnershipId],
    );
    const partners = lines.flatMap(({ agencyId: id, agency, kind, class: standing, standing: state }) => {
      const partner: Partner = { agencyId: id, name: agency, kind, class: standing, isSigned: state === 'signed' };
      const older = past.filter((one) => one.of === id && one.id !== id);
      return [partner, ...older.map((one) => ({ ...partner, agencyId: one.id }))];
    });
    const version = await this.agreements.versionInForce(partnershipId);
    return { actor, agencyIds: await this.signatories.lineOf(partnershipId, agencyId), partners, version };
  }

  /** The actor's agency, and those whose duties have come to it. */
  lineOf({ partnershipId, agencyId }: Actor): Promise<string[]> {
    return this.signatories.lineOf(partnershipId, agencyId);
  }

  /** The rules of the partnership on a day. */
  async rulesOf(
    { actor, partners, version }: Known,
    at: Date,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<AskingRules> {
    return {
      on: londonDate(at),
      partners,
      purposes: version?.purposes ?? [],
      admitted: (version?.gateways ?? []).map(({ id }) => id),
      gateways: await this.register.rules(actor.partnershipId, manager),
    };
  }

  /** Everything that a step on a request may ask for, read within its transaction. */
  async contextOf(manager: EntityManager, known: Known, request: Request, at: Date): Promise<RequestContext> {
    const { partnershipId, officerId } = known.actor;
    const { holdingAgencyId } = request;
    return {
      ...(await this.rulesOf(known, at, manager)),
      now: at,
      calendar: await this.calendars.current(manager),
      actor: { officerId, agencyIds: known.agencyIds },
      standard: await this.settings.standard(partnershipId, manager),
      fourEyes: holdingAgencyId
        ? await this.settings.fourEyesOf(partnershipId, holdingAgencyId, manager)
        : STANDARD_FOUR_EYES,
      newId: randomUUID,
    };
  }
}
