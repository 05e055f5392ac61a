import { Inject, Injectable } from '@nestjs/common';
import { actorFields, CoverService, type Actor } from '@broker/identity';
import { CLOCK, isId, londonDate, orThrow, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { inOneAct } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  askedAlready,
  checkAnswerWords,
  checkRevealAsked,
  decideReveal,
  isRevealOpen,
  noSuchReveal,
  REVEAL_ANSWER_HOURS,
  REVEAL_MINUTES,
} from '../domain/index.js';
import { AuditedRecords } from '../log/audited-records.service.js';
import { Reveal } from './reveal.entity.js';

const HOUR_MS = 3_600_000;

/** Looks behind the mask: asked by one auditor, agreed to by a second person, open for half an hour, and never unseen (ISA-26). */
@Injectable()
export class RevealService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: AuditedRecords,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks to see the person behind a record; the other auditors and the partnership manager are told.
   * @returns the reveal's id, or a refusal of `checkRevealAsked`, `audit/no-such-record` or `audit/reveal-asked-already`.
   */
  ask(actor: Actor, recordId: string, purpose: string, reason: string): Promise<Result<{ id: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const asked = orThrow(checkRevealAsked(purpose, reason));
      const record = await this.records.one(manager, actor, recordId);
      const now = this.clock.now();
      await this.checkNoneUnderWay(manager, actor, record.id, now);
      const { id } = await manager.save(Reveal, {
        partnershipId: actor.partnershipId,
        recordId: record.id,
        ownerAgencyId: record.agencyId,
        askedBy: actor.officerId,
        askingAgencyId: actor.agencyId,
        ...asked,
        askedAt: now,
        lapsesAt: new Date(now.getTime() + REVEAL_ANSWER_HOURS * HOUR_MS),
        state: 'asked',
      });
      await this.ledger.append(manager, {
        event: 'RevealAsked',
        ...actorFields(actor),
        subject: { kind: 'record', id: record.id },
        at: now,
        facts: { revealId: id, purpose: asked.purpose, ownerAgencyId: record.agencyId },
      });
      await this.tellSeconds(manager, actor, id, now);
      return { id };
    });
  }

  /**
   * Agrees to a reveal, which opens it for half an hour, or refuses it.
   * @param words why; needed for a refusal. @returns nothing, or a refusal of `decideReveal` (which is then in the log) or `checkAnswerWords`.
   */
  answer(actor: Actor, id: string, step: 'agree' | 'refuse', words = ''): Promise<Result<null>> {
    return this.orLogged(actor, id, async (manager, reveal, now) => {
      const answerWords = orThrow(checkAnswerWords(step, words)) || null;
      const { state, opensUntil } = orThrow(decideReveal(reveal, step, actor, now));
      const answered = { state, opensUntil, answerWords, answeredBy: actor.officerId, answeredAt: now };
      await manager.update(Reveal, id, answered);
      const { purpose, ownerAgencyId, askedBy } = reveal;
      const entry = {
        ...actorFields(actor),
        subject: { kind: 'record', id: reveal.recordId },
        at: now,
      };
      const facts = { revealId: id, purpose, ownerAgencyId, askedBy };
      if (step === 'agree') {
        await this.ledger.append(manager, {
          ...entry,
          event: 'RevealAgreed',
          facts: { ...facts, minutes: REVEAL_MINUTES },
        });
      } else await this.ledger.append(manager, { ...entry, event: 'RevealDeclined', facts });
      await this.tellAsker(manager, reveal, step === 'agree' ? 'reveal-agreed' : 'reveal-declined', now);
    });
  }

  /** Takes back a reveal of the actor's own that waits, or ends one that is open. @returns nothing, or a refusal of `decideReveal`. */
  end(actor: Actor, id: string): Promise<Result<null>> {
    return this.orLogged(actor, id, async (manager, reveal, now) => {
      const step = reveal.state === 'asked' ? 'withdraw' : 'end';
      const { state } = orThrow(decideReveal(reveal, step, actor, now));
      await manager.update(Reveal, id, { state, endedAt: now });
      await this.ledger.append(manager, {
        event: 'RevealEnded',
        ...actorFields(actor),
        subject: { kind: 'record', id: reveal.recordId },
        at: now,
        facts: { revealId: id, ownerAgencyId: reveal.ownerAgencyId },
      });
    });
  }

  /** The actor's own reveal of a record that is open now; null when none is. */
  async openFor(actor: Actor, recordId: string, manager = this.dataSource.manager): Promise<Reveal | null> {
    if (!isId(recordId)) return null;
    const { partnershipId, officerId } = actor;
    const agreed = await manager.findBy(Reveal, { partnershipId, recordId, askedBy: officerId, state: 'agreed' });
    return agreed.find((reveal) => isRevealOpen(reveal, this.clock.now())) ?? null;
  }

  private async checkNoneUnderWay(manager: EntityManager, actor: Actor, recordId: string, now: Date): Promise<void> {
    const [waiting] = await manager.find(Reveal, {
      where: { recordId, askedBy: actor.officerId, state: 'asked' },
      lock: { mode: 'pessimistic_write' },
    });
    if (waiting && now < waiting.lapsesAt) throw new RefusedError(askedAlready);
    // One that nobody answered in time makes way for the new one.
    if (waiting) await manager.update(Reveal, waiting.id, { state: 'withdrawn', endedAt: now });
    if (await this.openFor(actor, recordId, manager)) throw new RefusedError(askedAlready);
  }

  /** Does a step of a reveal of the partnership that is locked; a refusal undoes it and is then in the log. */
  private async orLogged(
    actor: Actor,
    id: string,
    work: (manager: EntityManager, reveal: Reveal, now: Date) => Promise<void>,
  ): Promise<Result<null>> {
    const done = await inOneAct(this.dataSource, async (manager) => {
      const { partnershipId } = actor;
      const lock = { mode: 'pessimistic_write' as const };
      const reveal = isId(id) ? await manager.findOne(Reveal, { where: { id, partnershipId }, lock }) : null;
      if (!reveal) throw new RefusedError(noSuchReveal);
      await work(manager, reveal, this.clock.now());
      return null;
    });
    if (!done.ok && isId(id)) await this.recordRefusal(actor, id, done.refusal);
    return done;
  }

  private async recordRefusal(actor: Actor, id: string, { code, clause }: Refusal): Promise<void> {
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'RevealAnswerRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { revealId: id, code, clause },
      }),
    );
  }

  /** Tells everybody who can be the second person: the other auditors and the partnership managers. */
  private async tellSeconds(manager: EntityManager, actor: Actor, id: string, at: Date): Promise<void> {
    const { partnershipId } = actor;
    const on = londonDate(at);
    const roles = ['auditor', 'partnership-manager'] as const;
    const reached = await Promise.all(
      roles.map((role) => this.cover.reach(manager, { partnershipId, agencyId: null, role, on })),
    );
    const others = reached.flat().filter(({ officerId }) => officerId !== actor.officerId);
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [actor.agencyId]);
    await this.notices.send(manager, {
      key: `reveal-asked:${id}`,
      partnershipId,
      officerIds: [...new Set(others.map(({ officerId }) => officerId))],
      kind: 'reveal-asked',
      clause: 'ISA-26',
      subject: { kind: 'reveal', id },
      facts: { agency: agency?.name ?? '' },
      at,
    });
  }

  private async tellAsker(
    manager: EntityManager,
    { id, partnershipId, askedBy }: Reveal,
    kind: 'reveal-agreed' | 'reveal-declined',
    at: Date,
  ): Promise<void> {
    await this.notices.send(manager, {
      key: `${kind}:${id}`,
      partnershipId,
      officerIds: [askedBy],
      kind,
      clause: 'ISA-26',
      subject: { kind: 'reveal', id },
      facts: {},
      at,
    });
  }
}
