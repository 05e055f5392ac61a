import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CalendarService, DeadlineKinds, DeadlineService } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, isId, londonDate, orThrow, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { freedomOfInformation } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { nextReference } from '../../reference.js';
import { RetentionService } from '../../retention/index.js';
import { checkFoi, checkFoiAnswer, foiIsClosed, noSuchFoi, type FoiAnswer, type FoiAsked } from '../domain/index.js';
import { KeepingNotices } from '../keeping-notices.service.js';
import { FoiRequest } from './foi-request.entity.js';

/** What the vault keeps of a request. */
export type FoiWords = Omit<FoiAsked, 'receivedOn'>;

/** What the vault keeps of an answer, by section. */
export interface FoiAnswerWords {
  /** Why each exemption does or does not apply. */
  reasons: Record<string, string>;
  /** How the public interest was weighed, where it was. */
  balances?: Record<string, string>;
}

/** The kind of deadline by which a request is answered. */
export const FOI_ANSWER = 'foi-answer';

const boundTo = (id: string): string => `foi:${id}`;

/** The log of freedom of information requests, each with its twenty working days (ISA-15). */
@Injectable()
export class FoiService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly kinds: DeadlineKinds,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    private readonly vault: VaultService,
    private readonly retention: RetentionService,
    private readonly telling: KeepingNotices,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: FOI_ANSWER,
      title: 'Answer a freedom of information request',
      alarms: [
        { name: 'reminder', offsetDays: -5 },
        { name: 'due', offsetDays: 0 },
      ],
      ring: (manager, deadline, alarm) => this.telling.remind(manager, deadline, alarm, 'foi-due'),
    });
  }

  /** Logs a request; its last day is counted from receipt. @returns its id and reference, or a refusal of `checkFoi` or of the calendar. */
  log(actor: Actor, asked: FoiAsked): Promise<Result<{ id: string; reference: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { receivedOn, ...words } = orThrow(checkFoi(asked, londonDate(at)));
      const { dueOn } = orThrow(freedomOfInformation(await this.calendars.current(manager), receivedOn));
      const { partnershipId, agencyId, officerId } = actor;
      const id = randomUUID();
      const kept = await this.vault.put(manager, {
        partnershipId,
        agencyIds: [agencyId],
        boundTo: boundTo(id),
        plain: words,
      });
      const year = receivedOn.slice(0, 4);
      const reference = await nextReference(manager, { table: 'foi_request', letter: 'F', partnershipId, year });
      const place = { id, reference, partnershipId, agencyId, receivedOn, dueOn, vaultId: kept.vaultId };
      await manager.insert(FoiRequest, { ...place, state: 'open', loggedBy: officerId, loggedAt: at });
      const subject = { kind: 'foi', id };
      await this.deadlines.arm(manager, {
        partnershipId,
        agencyId,
        kind: FOI_ANSWER,
        subject,
        clause: 'ISA-15',
        at,
        startOn: receivedOn,
        dueOn,
        clock: 'foi',
        terms: null,
      });
      await this.ledger.append(manager, {
        event: 'FoiRequestLogged',
        ...actorFields(actor),
        subject,
        at,
        facts: { receivedOn, dueOn, wordsCommitment: kept.commitment },
      });
      return { id, reference };
    });
  }

  /** Records the answer with the exemptions that were considered, each with its own reasons. @returns nothing, or a refusal of `checkFoiAnswer`, `disclosure/no-such-foi-request`, `disclosure/foi-closed`. */
  answer(actor: Actor, id: string, answer: FoiAnswer): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const row = await this.lockOpen(manager, id);
      const { outcome, answeredOn, exemptions } = orThrow(checkFoiAnswer(answer, row.receivedOn, londonDate(at)));
      const { partnershipId, agencyId, officerId } = actor;
      const plain: FoiAnswerWords = {
        reasons: Object.fromEntries(exemptions.map(({ section, why }) => [section, why])),
        balances: Object.fromEntries(
          exemptions.flatMap(({ section, publicInterest }) => (publicInterest ? [[section, publicInterest]] : [])),
        ),
      };
      const kept = await this.vault.put(manager, { partnershipId, agencyIds: [agencyId], boundTo: boundTo(id), plain });
      await manager.update(FoiRequest, id, {
        state: 'answered',
        outcome,
        answeredOn,
        exemptions: exemptions.map(({ section, reliedOn }) => ({ section, reliedOn })),
        answerVaultId: kept.vaultId,
        closedBy: officerId,
        closedAt: at,
      });
      await this.close(manager, actor, row, 'meet', at);
      await this.ledger.append(manager, {
        event: 'FoiRequestAnswered',
        ...actorFields(actor),
        subject: { kind: 'foi', id },
        at,
        facts: {
          outcome,
          considered: sections(exemptions),
          reliedOn: sections(exemptions.filter(({ reliedOn }) => reliedOn)),
          answeredOn,
          late: answeredOn > row.dueOn,
          answerCommitment: kept.commitment,
        },
      });
      return null;
    });
  }

  /** Records that the person has withdrawn the request. @returns nothing, or `disclosure/no-such-foi-request`, `disclosure/foi-closed`. */
  withdraw(actor: Actor, id: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const row = await this.lockOpen(manager, id);
      await manager.update(FoiRequest, id, { state: 'withdrawn', closedBy: actor.officerId, closedAt: at });
      await this.close(manager, actor, row, 'cancel', at);
      const subject = { kind: 'foi', id };
      await this.ledger.append(manager, {
        event: 'FoiRequestWithdrawn',
        ...actorFields(actor),
        subject,
        at,
        facts: {},
      });
      return null;
    });
  }

  private async close(
    manager: EntityManager,
    { partnershipId, agencyId }: Actor,
    { id }: FoiRequest,
    how: 'meet' | 'cancel',
    at: Date,
  ): Promise<void> {
    await this.deadlines[how](manager, { kind: FOI_ANSWER, subject: { kind: 'foi', id } }, at);
    await this.retention.begin(manager, { partnershipId, agencyId, recordKind: 'foi', recordId: id, at });
  }

  private async lockOpen(manager: EntityManager, id: string): Promise<FoiRequest> {
    const lock = { mode: 'pessimistic_write' as const };
    const row = isId(id) ? await manager.findOne(FoiRequest, { where: { id }, lock }) : null;
    if (!row) throw new RefusedError(noSuchFoi);
    if (row.state !== 'open') throw new RefusedError(foiIsClosed);
    return row;
  }
}

const sections = (exemptions: readonly { section: string }[]): string =>
  exemptions.map(({ section }) => `s${section}`).join('+') || 'none';
