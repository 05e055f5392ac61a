import type { INestApplicationContext } from '@nestjs/common';
import {
  AgreementService,
  BreakGlassService,
  PartnershipService,
  STANDARD_CLAUSES,
  STANDARD_PURPOSES,
  SuccessionService,
} from '@broker/agreement';
import { ReleaseService, SubmissionCheckService, SubmissionService } from '@broker/exchange';
import { Agency, AppointmentService, currentAppointment, hashPassword, Officer, type Role } from '@broker/identity';
import { CLOCK, DomainError, londonDate, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { addDays, addMonths } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { loadAudit } from './audit.js';
import { enterOfficerMatters } from './officer-matters.js';
import { AGREEMENT_AGE_DAYS, loadBreaches } from './breaches.js';
import { loadDisclosures } from './disclosures.js';
import { generatedMonth } from './generated-month.js';
import {
  NORTHMOOR,
  OUTSIDER,
  SHARED_OFFICER,
  SOUTHAMPTON,
  type DemonstrationAgency,
  type DemonstrationPartnership,
  SUCCESSION_SOURCE,
} from './partnerships.js';
import { loadKeeping } from './keeping.js';
import { loadRequests } from './requests.js';
import { letProgramsIn } from './programs.js';
import { DEMONSTRATION_PASSWORD } from './sign-ins.js';

const COURSE = 'Information sharing under the agreement (invented course)';
/** The agency whose designated officer has not been to the course for more than a year. */
const LAPSED = 'drug-action';
/** The responsible authority whose designated officer has left, and for how many days nobody has followed. */
const VACANT = 'police-authority';
const VACANT_DAYS = 12;
const FIRST_NAMES = ['Avery', 'Blake', 'Casey', 'Devon', 'Ellis', 'Frankie', 'Gale', 'Harper', 'Indigo', 'Jules'];

/**
 * Fills an empty installation: two partnerships, their agencies and invented officers, the agreement with most signatures, and
 * one generated release in each, carried along the same road as a real one.
 */
export async function loadDemonstration(app: INestApplicationContext): Promise<void> {
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  const founder = new Founder(app, passwordHash);
  await app.get(DataSource).transaction(async (manager) => {
    const southampton = await founder.found(manager, SOUTHAMPTON);
    const outsider = await app
      .get(AppointmentService)
      .enterAgency(manager, { name: OUTSIDER.name, kind: OUTSIDER.kind });
    await founder.appoint(manager, southampton, outsider, OUTSIDER.slug, ['designated-officer', 'data-steward']);
    const northmoor = await founder.found(manager, NORTHMOOR);
    await founder.appointTwice(manager, southampton, northmoor);
    await founder.appointSecondAuditor(manager, southampton);
  });
  await releaseGenerated(app, 'police', generatedMonth('Southampton', 17_136, 2_600));
  await releaseGenerated(app, 'northmoor-police', generatedMonth('Northmoor', 90_000, 1_500));
  await enterOfficerMatters(
    app,
    SOUTHAMPTON.signatories.map(({ slug }) => slug),
  );
  await openGenerated(app);
  await letProgramsIn(app);
  await loadBreaches(app);
  await loadRequests(app);
  await loadDisclosures(app);
  await loadKeeping(app);
  await loadAudit(app);
  await app.get(LedgerService).sequencePending();
}

const ADDRESS: Record<Role, string> = {
  'data-steward': 'steward',
  'designated-officer': 'officer',
  'signing-officer': 'signer',
  auditor: 'auditor',
  'partnership-manager': 'manager',
  operator: 'operator',
};

class Founder {
  private readonly now: Date;
  /** When the agreements of the demonstration were signed. */
  private readonly since: Date;
  private appointed = 0;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly passwordHash: string,
  ) {
    this.now = app.get<Clock>(CLOCK).now();
    this.since = new Date(this.now.getTime() - AGREEMENT_AGE_DAYS * 86_400_000);
  }

  async found(manager: EntityManager, demonstration: DemonstrationPartnership): Promise<string> {
    const partnerships = this.app.get(PartnershipService);
    const agreements = this.app.get(AgreementService);
    const { name, districts } = demonstration;
    const partnershipId = await partnerships.found(manager, { name, districts }, this.since);
    const agreement = { partnershipId, version: 1, clauses: STANDARD_CLAUSES, purposes: STANDARD_PURPOSES };
    const version = await agreements.publish(manager, agreement, this.since);
    for (const [index, agency] of demonstration.signatories.entries()) {
      const agencyId = await this.enter(manager, partnershipId, agency, index + 1);
      const roles: Role[] = ['designated-officer', 'data-steward', 'signing-officer'];
      if (agency.kind === 'council') roles.push('auditor', 'partnership-manager', 'operator');
      await this.appoint(manager, partnershipId, agencyId, agency.slug, roles);
      if (!agency.signed) continue;
      const signature = { postHeld: 'Chief officer', signedName: `Chief of ${agency.name} (invented)` };
      await agreements.sign(manager, { agreementVersionId: version.id, agencyId, ...signature }, this.since);
    }
    return partnershipId;
  }

  /** Enters and names an agency, then those that have taken over from it. @returns the id of the one that has its duties today. */
  private async enter(manager: EntityManager, partnershipId: string, agency: DemonstrationAgency, position: number) {
    const { name, kind, todayName, successors = [] } = agency;
    const appointments = this.app.get(AppointmentService);
    let agencyId = await appointments.enterAgency(manager, { name, kind, ...(todayName && { todayName }) });
    const place = { partnershipId, agencyId, class: agency.class, position };
    await this.app.get(PartnershipService).name(manager, place, this.now);
    for (const { name: successor, passedOn, note } of successors) {
      const successorId = await appointments.enterAgency(manager, { name: successor, kind });
      const step = { predecessorId: agencyId, successorId, passedOn, note, source: SUCCESSION_SOURCE };
      await this.app.get(SuccessionService).recordIn(manager, partnershipId, step, null);
      agencyId = successorId;
    }
    return agencyId;
  }

  /** One person who works for a body of each partnership, and in two roles for one of them. */
  async appointTwice(manager: EntityManager, southampton: string, northmoor: string): Promise<void> {
    const health = await manager.findOneByOrFail(Agency, { name: SHARED_OFFICER.agency });
    const abroad = await manager.findOneByOrFail(Agency, { name: SHARED_OFFICER.otherAgency });
    await this.appoint(manager, southampton, health.id, SHARED_OFFICER.slug, ['designated-officer']);
    const { id } = await manager.findOneByOrFail(Officer, { email: `${SHARED_OFFICER.slug}.officer@demo.example` });
    const posts = this.app.get(AppointmentService);
    const training = this.training();
    const steward = { agencyId: health.id, partnershipId: southampton, role: 'data-steward' as const, training };
    await posts.appointAlso(manager, id, steward, this.now);
    const manages = { agencyId: abroad.id, partnershipId: northmoor, role: 'partnership-manager' as const, training };
    await posts.appointAlso(manager, id, manages, this.now);
  }

  /** An auditor of another agency than the council: what one auditor asks, the other can agree to. */
  async appointSecondAuditor(manager: EntityManager, southampton: string): Promise<void> {
    const probation = await manager.findOneByOrFail(Agency, { name: 'Hampshire Probation Service' });
    await this.appoint(manager, southampton, probation.id, 'probation', ['auditor']);
  }

  private training(daysAgo = 30) {
    const heldOn = addDays(londonDate(this.now), -daysAgo);
    return { course: COURSE, heldOn, expiresOn: addMonths(heldOn, 12) };
  }

  async appoint(manager: EntityManager, partnershipId: string, agencyId: string, slug: string, roles: Role[]) {
    for (const role of roles) {
      const isDesignated = role === 'designated-officer';
      const training = this.training(isDesignated && slug === LAPSED ? 400 : 30);
      const name = `${FIRST_NAMES[this.appointed % FIRST_NAMES.length]} Example-${(this.appointed += 1)}`;
      const email = `${slug}.${ADDRESS[role]}@demo.example`;
      const appointment = { email, name, passwordHash: this.passwordHash, agencyId, partnershipId, role, training };
      const hasLeft = isDesignated && slug === VACANT;
      const last = hasLeft && { endedOn: addDays(londonDate(this.now), -VACANT_DAYS - 1) };
      await this.app.get(AppointmentService).appoint(manager, { ...appointment, ...last }, this.since);
    }
  }
}

async function releaseGenerated(app: INestApplicationContext, slug: string, month: string): Promise<void> {
  const { manager } = app.get(DataSource);
  const officer = await manager.findOneByOrFail(Officer, { email: `${slug}.steward@demo.example` });
  const actor = await currentAppointment(manager, officer.id, app.get<Clock>(CLOCK).now());
  if (!actor) throw new DomainError('The demonstration appoints its stewards.');
  const body = (async function* () {
    yield Buffer.from(month);
  })();
  const upload = { datasetId: 'POL-2', fileName: 'generated-month.csv', body };
  const received = await app.get(SubmissionService).receive(actor, upload);
  if (!received.ok) throw new DomainError(`The generated month was turned away: ${received.refusal.message}`);
  await app.get(SubmissionCheckService).check(received.value.id);
  const released = await app.get(ReleaseService).release(actor, received.value.id, 'strategic-planning');
  if (!released.ok) throw new DomainError(`The generated month was not released: ${released.refusal.message}`);
}

/** One emergency opening that waits to be judged by the police. */
async function openGenerated(app: INestApplicationContext): Promise<void> {
  const { manager } = app.get(DataSource);
  const officer = await manager.findOneByOrFail(Officer, { email: 'youth.officer@demo.example' });
  const actor = await currentAppointment(manager, officer.id, app.get<Clock>(CLOCK).now());
  const police = await manager.findOneByOrFail(Agency, { name: 'Hampshire Constabulary' });
  if (!actor) throw new DomainError('The demonstration appoints its officers.');
  const opened = await app.get(BreakGlassService).open(actor, {
    ownerAgencyId: police.id,
    emergency: 'safeguarding',
    reason: 'An invented emergency: the home visit of tonight needs to know whether the month was released.',
    minutes: 15,
  });
  if (!opened.ok) throw new DomainError(`The generated opening was turned away: ${opened.refusal.message}`);
}
