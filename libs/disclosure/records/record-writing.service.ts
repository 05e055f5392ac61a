import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { CalendarService, DeadlineService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  refuse,
  RefusedError,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { recordDeadline } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { DisclosureRecord } from './disclosure-record.entity.js';
import { factsOf } from './disclosure-record.service.js';
import { NO_RECORD_WORDS, nextRecordState, recordRefusals, withAnswers } from './domain/index.js';
import type { RecordAnswers, RecordContent, RecordKind, RecordSide } from './domain/index.js';
import { RecordStore } from './record-store.service.js';
import { RecordTelling } from './record-telling.service.js';

/** An exchange that happened outside the broker, as an officer tells it. */
export interface ContactEntry {
  /** The other agency. */
  agencyId: string;
  /** `given`: the officer's agency gave information; `received`: it was given some. */
  direction: 'given' | 'received';
  /** Whom the officer spoke to or wrote with, as known: name, post. */
  person: string;
  answers: RecordAnswers;
}

/** A record as it was begun. */
export interface BegunRecord {
  id: string;
  reference: string;
  state: 'incomplete' | 'final';
}

const SIDES: Record<ContactEntry['direction'], RecordSide> = { given: 'holding', received: 'asking' };

const NOTHING: RecordContent = {
  facts: {
    channel: 'telephone',
    outcome: 'disclosed',
    occurredOn: null,
    subjectRole: null,
    convictionData: false,
    consent: null,
    purpose: null,
    gateway: null,
    article8Interest: null,
  },
  words: NO_RECORD_WORDS,
};

/** Records exchanges that happened outside the broker: quickly at first (ISA-7), whole before they are final (ISA-24). */
@Injectable()
export class RecordWriting {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: RecordStore,
    private readonly telling: RecordTelling,
    private readonly agreements: AgreementQueries,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Logs an informal contact at once; the record waits for the rest for five working days (ISA-7). Refuses one that names nobody, names an
   * agency that is no other signatory, or has an answer that cannot be read.
   */
  async quickLog(actor: Actor, entry: ContactEntry, at = this.clock.now()): Promise<Result<BegunRecord>> {
    return this.start(actor, 'informal', entry, false, at);
  }

  /** Records a disclosure made by post, e-mail or in a meeting, whole. Refuses as `quickLog`, and one that lacks a particular. */
  async recordOutside(actor: Actor, entry: ContactEntry, at = this.clock.now()): Promise<Result<BegunRecord>> {
    return this.start(actor, 'disclosure', entry, true, at);
  }

  /** Saves what is known by now. Refuses for a record that is not the actor's agency's, or is final. */
  save(actor: Actor, id: string, answers: RecordAnswers, at = this.clock.now()): Promise<Result<BegunRecord>> {
    return this.change(actor, id, answers, 'save', at);
  }

  /** Makes a record final (ISA-24). Refuses as `save`, and while any of the six particulars is missing. */
  finish(actor: Actor, id: string, answers: RecordAnswers, at = this.clock.now()): Promise<Result<BegunRecord>> {
    return this.change(actor, id, answers, 'finish', at);
  }

  /** Begins the own side of an exchange that the other agency recorded, with what it wrote. Once begun it is found again, not begun twice. */
  async takeUp(actor: Actor, id: string, at = this.clock.now()): Promise<Result<BegunRecord>> {
    return this.dataSource.transaction(async (manager) => {
      const theirs = await this.find(manager, actor, id, 'counterpart_agency_id');
      if (!theirs) return refuse(recordRefusals.noSuchRecord);
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [theirs.exchangeId]);
      const own = await manager.findOneBy(DisclosureRecord, {
        exchangeId: theirs.exchangeId,
        agencyId: theirs.counterpartAgencyId,
      });
      if (own) return accept(begun(own));
      const words = { ...(await this.store.words(manager, theirs)), correction: '' };
      const side = theirs.side === 'asking' ? 'holding' : 'asking';
      const shape = { kind: theirs.kind, side, exchangeId: theirs.exchangeId, agencyId: theirs.agencyId } as const;
      return accept(await this.begin(manager, actor, shape, { facts: factsOf(theirs), words }, false, at));
    });
  }

  private async start(
    actor: Actor,
    kind: RecordKind,
    { agencyId, direction, person, answers }: ContactEntry,
    isWhole: boolean,
    at: Date,
  ): Promise<Result<BegunRecord>> {
    const side = SIDES[direction];
    const signatories = await this.agreements.signatories(actor.partnershipId);
    if (agencyId === actor.agencyId || !signatories.some((one) => one.agencyId === agencyId))
      return refuse(recordRefusals.notAPartner);
    return this.dataSource.transaction(async (manager) => {
      const context = await this.store.context(manager, actor.partnershipId, at);
      const { partnershipId, officerId } = actor;
      const own = await this.store.officerInWords(manager, partnershipId, officerId, actor.agencyId);
      const officers =
        side === 'holding'
          ? { requestingOfficer: person, dealingOfficer: own }
          : { requestingOfficer: own, dealingOfficer: person };
      const content = withAnswers(NOTHING, { ...officers, occurredOn: context.today, ...answers }, context);
      if (!content.ok) return content;
      if (content.value.words.subject.fullName === '') return refuse(recordRefusals.nobodyNamed);
      if (isWhole) {
        const whole = nextRecordState('incomplete', 'finish', content.value);
        if (!whole.ok) return whole;
      }
      return accept(
        await this.begin(
          manager,
          actor,
          { kind, side, exchangeId: randomUUID(), agencyId },
          content.value,
          isWhole,
          at,
        ),
      );
    });
  }

  private async begin(
    manager: EntityManager,
    actor: Actor,
    {
      agencyId: counterpartAgencyId,
      side,
      ...shape
    }: Pick<DisclosureRecord, 'kind' | 'side' | 'exchangeId' | 'agencyId'>,
    content: RecordContent,
    isFinal: boolean,
    at: Date,
  ): Promise<BegunRecord> {
    const { partnershipId, agencyId, officerId } = actor;
    const completeByOn = isFinal ? null : await this.completeByOn(manager, at);
    const row = await this.store.begin(
      manager,
      actor,
      {
        ...shape,
        side,
        partnershipId,
        agencyId,
        counterpartAgencyId,
        content,
        disclosureId: null,
        requestId: null,
        requestingOfficerId: side === 'asking' ? officerId : null,
        dealingOfficerId: side === 'holding' ? officerId : null,
        authorisedBy: null,
        supersedesId: null,
        completeByOn,
        isFinal,
      },
      at,
    );
    if (completeByOn === null) await this.telling.tellCounterpart(manager, actor, row, at);
    else await this.armCompletion(manager, row, completeByOn, at);
    return begun(row);
  }

  private async change(
    actor: Actor,
    id: string,
    answers: RecordAnswers,
    step: 'save' | 'finish',
    at: Date,
  ): Promise<Result<BegunRecord>> {
    return this.dataSource.transaction(async (manager) => {
      const row = await this.find(manager, actor, id, 'agency_id');
      if (!row) return refuse(recordRefusals.noSuchRecord);
      if (row.disclosureId !== null && row.state === 'incomplete') return refuse(recordRefusals.waitsForReceipt);
      const before = {
        facts: factsOf(row),
        words: row.disposedAt ? NO_RECORD_WORDS : await this.store.words(manager, row),
      };
      const content = withAnswers(before, answers, await this.store.context(manager, actor.partnershipId, at));
      if (!content.ok) return content;
      const next = nextRecordState(row.state, step, content.value);
      if (!next.ok) return next;
      const isFinal = step === 'finish';
      const written = await this.store.write(manager, actor, row, content.value, isFinal, at);
      if (isFinal) {
        await this.deadlines.meet(manager, { kind: 'record-completion', subject: { kind: 'record', id } }, at);
        await this.telling.tellCounterpart(manager, actor, written, at);
      }
      return accept(begun(written));
    });
  }

  private async find(
    manager: EntityManager,
    actor: Actor,
    id: string,
    whose: 'agency_id' | 'counterpart_agency_id',
  ): Promise<DisclosureRecord | null> {
    return findRecord(manager, actor, id, whose);
  }

  private async completeByOn(manager: EntityManager, at: Date): Promise<LocalDate> {
    const counted = recordDeadline(await this.calendars.current(manager), 'record-completion', londonDate(at));
    if (!counted.ok) throw new RefusedError(counted.refusal);
    return counted.value.dueOn;
  }

  private async armCompletion(
    manager: EntityManager,
    row: DisclosureRecord,
    dueOn: LocalDate,
    at: Date,
  ): Promise<void> {
    await this.deadlines.arm(manager, {
      partnershipId: row.partnershipId,
      agencyId: row.agencyId,
      kind: 'record-completion',
      subject: { kind: 'record', id: row.id },
      clause: 'ISA-7',
      startOn: londonDate(at),
      dueOn,
      clock: 'record-completion',
      terms: null,
      at,
    });
  }
}

/** A record of the actor's agency, or (`counterpart_agency_id`) one that the other side shares with it, locked; null where there is none. */
export async function findRecord(
  manager: EntityManager,
  { partnershipId, agencyId }: Actor,
  id: string,
  whose: 'agency_id' | 'counterpart_agency_id',
): Promise<DisclosureRecord | null> {
  if (!isId(id)) return null;
  const [found] = await manager.query<{ id: string }[]>(
    `SELECT id FROM disclosure_record WHERE id = $1 AND partnership_id = $2 AND ${whose} IN (SELECT agency_line($2, $3))
        AND ($4 OR state <> 'incomplete')${whose === 'agency_id' ? ' FOR UPDATE' : ''}`,
    [id, partnershipId, agencyId, whose === 'agency_id'],
  );
  return found ? manager.findOneBy(DisclosureRecord, { id }) : null;
}

const begun = ({ id, reference, state }: DisclosureRecord): BegunRecord => ({
  id,
  reference,
  state: state === 'incomplete' ? 'incomplete' : 'final',
});
