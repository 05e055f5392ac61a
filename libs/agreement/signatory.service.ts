import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, Agency, AGENCY_KINDS, AppointmentService, type Actor, type AgencyKind } from '@broker/identity';
import { CLOCK, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystemWithin, inOneAct } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';
import { oneLine } from './domain/index.js';
import { Signatory, SIGNATORY_CLASSES, type SignatoryClass } from './signatory.entity.js';
import { Succession } from './succession.entity.js';

/** An agency as a manager names it. `position` from 1; empty or too large: at the end. */
export interface SignatoryForm {
  agency: string;
  kind: string;
  class: string;
  position?: number | null;
}

export const AGENCY_NAME_MAX = 200;

/** The agreement's table of signatories, as the partnership manager keeps it (ISA-1). */
@Injectable()
export class SignatoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: AgreementQueries,
    private readonly appointments: AppointmentService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Names an agency as a signatory; one that another partnership of this installation has named is the same agency. It still has to sign.
   * @returns its id, or `agreement/agency-name`, `agreement/agency-kind`, `agreement/agency-kind-differs`, `agreement/signatory-class`,
   * `agreement/already-named`.
   */
  name(actor: Actor, form: SignatoryForm): Promise<Result<{ agencyId: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      await lockPartnership(manager, actor.partnershipId);
      const agencyId = await this.enter(manager, form);
      const kept = { partnershipId: actor.partnershipId, agencyId };
      if (await manager.existsBy(Signatory, kept)) throw new RefusedError(alreadyNamed);
      const place = { class: classOf(form.class), position: form.position ?? null };
      const position = await this.makeRoom(manager, actor.partnershipId, agencyId, place.position);
      await manager.insert(Signatory, { ...kept, class: place.class, position });
      await this.ledger.append(manager, {
        event: 'SignatoryNamed',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: this.clock.now(),
        facts: { class: place.class, position },
      });
      return { agencyId };
    });
  }

  /** Changes a signatory's class and place. @returns nothing, or `agreement/no-such-signatory`, `agreement/signatory-class`. */
  change(actor: Actor, agencyId: string, form: { class: string; position: number | null }): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      await lockPartnership(manager, actor.partnershipId);
      await this.signatory(actor.partnershipId, agencyId);
      const position = await this.makeRoom(manager, actor.partnershipId, agencyId, form.position);
      const place = { class: classOf(form.class), position };
      await manager.update(Signatory, { partnershipId: actor.partnershipId, agencyId }, place);
      await this.ledger.append(manager, {
        event: 'SignatoryChanged',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: this.clock.now(),
        facts: place,
      });
      return null;
    });
  }

  /** Takes out a signatory that never signed. @returns nothing, or `agreement/no-such-signatory`, `agreement/has-signed`. */
  remove(actor: Actor, agencyId: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const { partnershipId } = actor;
      await lockPartnership(manager, partnershipId);
      const { hasEverSigned } = await this.signatory(partnershipId, agencyId);
      const tookOver = await manager.existsBy(Succession, { partnershipId, successorId: agencyId });
      if (hasEverSigned || tookOver) throw new RefusedError(hasSigned);
      if (agencyId === actor.agencyId) throw new RefusedError(ownAgency);
      await manager.delete(Signatory, { partnershipId, agencyId });
      await this.ledger.append(manager, {
        event: 'SignatoryRemoved',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: this.clock.now(),
        facts: {},
      });
      return null;
    });
  }

  /** A signatory by its agency, or throws `agreement/no-such-signatory`. */
  async signatory(partnershipId: string, agencyId: string) {
    const lines = await this.queries.signatories(partnershipId);
    const line = lines.find((one) => one.agencyId === agencyId);
    if (!line) throw new RefusedError(noSuchSignatory);
    return line;
  }

  /** The agency of this name, entered if the installation does not know it yet. @returns its id. */
  async enter(manager: EntityManager, { agency, kind }: Pick<SignatoryForm, 'agency' | 'kind'>): Promise<string> {
    const name = oneLine(agency);
    if (!name || name.length > AGENCY_NAME_MAX) throw new RefusedError(nameMissing);
    const known = AGENCY_KINDS.find((one) => one === kind);
    if (!known) throw new RefusedError(kindMissing);
    // Other partnerships' agencies are seen by the system alone: all that is told of them is that there is one of this name.
    return asSystemWithin(manager, () => this.findOrEnter(manager, name, known));
  }

  private async findOrEnter(manager: EntityManager, name: string, known: AgencyKind): Promise<string> {
    const [there] = await manager.query<Pick<Agency, 'id' | 'kind'>[]>(
      'SELECT id, kind FROM agency WHERE lower(name) = lower($1)',
      [name],
    );
    if (there && there.kind !== known) throw new RefusedError(kindDiffers(there.kind));
    return there?.id ?? this.appointments.enterAgency(manager, { name, kind: known });
  }

  /** Makes the other signatories leave a place free. @returns the place, from 1; the last one when none is asked for. */
  private async makeRoom(manager: EntityManager, partnershipId: string, agencyId: string, wanted: number | null) {
    const lines = await this.queries.signatories(partnershipId);
    const others = lines.filter((one) => one.agencyId !== agencyId);
    const last = others.length + 1;
    const position = wanted !== null && wanted >= 1 && wanted < last ? Math.floor(wanted) : last;
    for (const [index, other] of others.entries()) {
      const place = { position: index + 1 < position ? index + 1 : index + 2 };
      await manager.update(Signatory, { partnershipId, agencyId: other.agencyId }, place);
    }
    return position;
  }
}

function classOf(typed: string): SignatoryClass {
  const known = SIGNATORY_CLASSES.find((one) => one === typed);
  if (!known) throw new RefusedError(classMissing);
  return known;
}

const nameMissing: Refusal = {
  code: 'agreement/agency-name',
  clause: 'ISA-1',
  message: `An agency needs its name, in at most ${AGENCY_NAME_MAX} characters.`,
  mend: 'Enter the name as it stands in the agreement.',
};

const kindMissing: Refusal = {
  code: 'agreement/agency-kind',
  clause: 'ISA-1',
  message: 'It is not said what kind of agency this is; the datasets that it owes depend on it.',
  mend: 'Choose a kind from the list.',
};

const kindDiffers = (kind: string): Refusal => ({
  code: 'agreement/agency-kind-differs',
  clause: 'ISA-1',
  message: `An agency of this name is in this installation already, as an agency of the kind “${kind}”.`,
  mend: 'Choose that kind, or give the full name of the other agency.',
});

const classMissing: Refusal = {
  code: 'agreement/signatory-class',
  clause: 'ISA-1',
  message: 'A signatory is a responsible, a co-operating or a participating body.',
  mend: 'Choose one of the three.',
};

const alreadyNamed: Refusal = {
  code: 'agreement/already-named',
  clause: 'ISA-1',
  message: 'This agency is named in the agreement already, or was before its duties passed on.',
  mend: 'Look at the table of signatories.',
};

/** The table of signatories does not hold it. */
export const noSuchSignatory: Refusal = {
  code: 'agreement/no-such-signatory',
  clause: 'ISA-1',
  message: 'The agreement names no such agency as a signatory today.',
  mend: 'Choose it from the table of signatories.',
};

const hasSigned: Refusal = {
  code: 'agreement/has-signed',
  clause: 'ISA-10',
  message: 'The agency has signed the agreement once, or has taken over from one that did: its history stays.',
  mend: 'Withdraw it from the agreement, or record which agency has taken over.',
};

const ownAgency: Refusal = {
  code: 'agreement/own-agency',
  clause: 'ISA-1',
  message: 'You act for this agency yourself, so you cannot take it out.',
  mend: 'Ask the partnership manager of another agency to do it.',
};
