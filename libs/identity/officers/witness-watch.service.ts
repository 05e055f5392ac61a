import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, DeadlineService } from '@broker/deadlines';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import {
  isWitnessAlarm,
  LedgerService,
  lockWitnesses,
  QuorumRule,
  WITNESS_ALARMS,
  WitnessQueries,
  type LedgerSubject,
  type QuorumStanding,
  type WitnessState,
} from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { asSystem } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../domain/index.js';
import { CoverService } from './cover.service.js';

/** The duty that stands open while too few witnesses cosign: at most one for each partnership, and so the record of what was told. */
const LAPSE = 'witness-quorum';

/** Who hears of a witness that refuses the log, beside the agency that runs it. */
const GUARDIANS: readonly Role[] = ['partnership-manager', 'auditor', 'operator'];

/** A partnership whose quorum has lapsed or come back, at an instant. */
interface Turn {
  partnershipId: string;
  subject: LedgerSubject;
  standing: QuorumStanding;
  at: Date;
}

/**
 * Tells once that a partnership’s routine disclosures have stopped because too few witnesses cosign the log, and once that they may go on;
 * and once that a witness refuses the log (ISA-22). Any number of workers may look at once.
 */
@Injectable()
export class WitnessWatch implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly quorum: QuorumRule,
    private readonly witnesses: WitnessQueries,
    private readonly ledger: LedgerService,
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    // It is told when it begins and when it ends; in between it stands on the home page of whoever can mend it, and nothing rings.
    this.kinds.register({ kind: LAPSE, title: 'Have the log witnessed again', alarms: [], ring: async () => {} });
  }

  /** Looks at every partnership that has witnesses, or was told that it has too few, and tells what has changed since the last look. */
  look(): Promise<void> {
    return asSystem(async () => {
      const partnerships = await this.dataSource.query<{ id: string }[]>(
        `SELECT partnership_id AS id FROM witness WHERE removed_at IS NULL
         UNION SELECT partnership_id FROM deadline WHERE kind = $1 AND state = 'armed'`,
        [LAPSE],
      );
      for (const { id } of partnerships) {
        await this.dataSource.transaction((manager) => this.lookAtQuorum(manager, id));
        for (const witness of await this.witnesses.states(id))
          if (isWitnessAlarm(witness.fault))
            await this.dataSource.transaction((manager) => this.refused(manager, id, witness));
      }
    });
  }

  /** In how many partnerships of the installation too few witnesses cosign, as far as was told. */
  async lapses(): Promise<number> {
    const [row] = await asSystem(() =>
      this.dataSource.query<[{ lapses: number }]>(
        `SELECT count(*)::integer AS lapses FROM deadline WHERE kind = $1 AND state = 'armed'`,
        [LAPSE],
      ),
    );
    return row.lapses;
  }

  private async lookAtQuorum(manager: EntityManager, partnershipId: string): Promise<void> {
    const standing = await this.quorum.lockedStanding(manager, partnershipId);
    const [lapse] = await manager.query<{ id: string }[]>(
      `SELECT id FROM deadline WHERE kind = $1 AND subject_id = $2 AND state = 'armed'`,
      [LAPSE, partnershipId],
    );
    const turn: Turn = {
      partnershipId,
      subject: { kind: 'partnership', id: partnershipId },
      standing,
      at: this.clock.now(),
    };
    if (standing.hasStopped && !lapse) await this.lapsed(manager, turn);
    if (!standing.hasStopped && lapse) await this.restored(manager, turn, lapse.id);
  }

  private async lapsed(manager: EntityManager, turn: Turn): Promise<void> {
    const { partnershipId, subject, standing, at } = turn;
    const { terms, witnesses, witnessedSize, unwitnessedSince, stopsAt } = standing;
    const silentAgencies = await this.quorum.silentAgencies(manager, partnershipId, witnessedSize);
    const lapseId = await this.deadlines.arm(manager, {
      partnershipId,
      agencyId: null,
      kind: LAPSE,
      subject,
      clause: 'ISA-22',
      startOn: londonDate(unwitnessedSince!),
      dueOn: londonDate(stopsAt!),
      dueAt: stopsAt!,
      clock: null,
      terms: null,
      at,
    });
    await this.ledger.append(manager, {
      event: 'WitnessQuorumLapsed',
      ...by(turn),
      facts: { witnesses, ...terms, witnessedSize, silentAgencies: silentAgencies.length },
    });
    const officerIds = await this.holders(manager, turn, 'partnership-manager', [null]);
    officerIds.push(...(await this.holders(manager, turn, 'designated-officer', silentAgencies)));
    await this.tell(manager, turn, { kind: 'witness-quorum-lapsed', lapseId, officerIds });
  }

  private async restored(manager: EntityManager, turn: Turn, lapseId: string): Promise<void> {
    const { standing, subject, at } = turn;
    const { terms, witnesses, witnessedSize } = standing;
    await this.deadlines.meet(manager, { kind: LAPSE, subject }, at);
    await this.ledger.append(manager, {
      event: 'WitnessQuorumRestored',
      ...by(turn),
      facts: { witnesses, quorum: terms.quorum, witnessedSize },
    });
    const officerIds = await this.holders(manager, turn, 'partnership-manager', [null]);
    // Whoever was told of the lapse hears of its end, whether or not they still hold the post.
    const told = await manager.query<{ id: string }[]>('SELECT officer_id AS id FROM notice WHERE key = $1', [
      `witness-quorum-lapsed:${lapseId}`,
    ]);
    officerIds.push(...told.map(({ id }) => id));
    await this.tell(manager, turn, { kind: 'witness-quorum-restored', lapseId, officerIds });
  }

  /** Of one cosigned size it is told once, however long the refusals go on. */
  private async refused(manager: EntityManager, partnershipId: string, witness: WitnessState): Promise<void> {
    const { id, agencyId, name, fault, cosignedSize } = witness;
    await lockWitnesses(manager, partnershipId);
    const key = `witness-refuses:${id}:${cosignedSize}`;
    const before = await manager.query<unknown[]>('SELECT 1 FROM notice WHERE key = $1 LIMIT 1', [key]);
    if (before.length > 0 || !isWitnessAlarm(fault)) return;
    const turn = { partnershipId, subject: { kind: 'witness', id }, at: this.clock.now() };
    const officerIds = await this.holders(manager, turn, 'designated-officer', [agencyId]);
    for (const role of GUARDIANS) officerIds.push(...(await this.holders(manager, turn, role, [null])));
    if (officerIds.length === 0) return;
    await this.ledger.append(manager, {
      event: 'WitnessRefusedLog',
      ...by(turn),
      facts: { witnessAgencyId: agencyId, fault, cosignedSize },
    });
    await this.notices.send(manager, {
      key,
      partnershipId,
      officerIds,
      kind: 'witness-refuses',
      clause: 'ISA-22',
      subject: turn.subject,
      facts: { witness: name, why: WITNESS_ALARMS[fault] },
      at: turn.at,
    });
  }

  private async tell(
    manager: EntityManager,
    { partnershipId, subject, standing, at }: Turn,
    { kind, lapseId, officerIds }: { kind: string; lapseId: string; officerIds: string[] },
  ): Promise<void> {
    const { terms, witnesses } = standing;
    await this.notices.send(manager, {
      key: `${kind}:${lapseId}`,
      partnershipId,
      officerIds,
      kind,
      clause: 'ISA-22',
      subject,
      facts: { witnesses, ...terms },
      at,
    });
  }

  private async holders(
    manager: EntityManager,
    { partnershipId, at }: Pick<Turn, 'partnershipId' | 'at'>,
    role: Role,
    agencyIds: readonly (string | null)[],
  ): Promise<string[]> {
    const held: string[] = [];
    for (const agencyId of agencyIds) {
      const reached = await this.cover.reach(manager, { partnershipId, agencyId, role, on: londonDate(at) });
      held.push(...reached.map(({ officerId }) => officerId));
    }
    return held;
  }
}

const by = ({ partnershipId, subject, at }: Omit<Turn, 'standing'>) => ({
  partnershipId,
  agencyId: null,
  officerId: null,
  subject,
  at,
});
