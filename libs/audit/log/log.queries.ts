import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { CLOCK, isId, londonDate, type Clock, type LocalDate } from '@broker/kernel';
import { asSystem, CONFIG, keyedHash, type Config } from '@broker/platform';
import { DataSource } from 'typeorm';
import {
  EXCEPTION_RULES,
  exceptionsOf,
  personCode,
  type ExceptionId,
  type LogFacts,
  type LogFilter,
  type LogKind,
  type LogOutcome,
} from '../domain/index.js';
import { FACTS_SELECTED, RECORD_WITH_FACTS, ruleSql } from './fact-sql.js';
import { selected } from './log-columns.js';
import { branchesOf, entriesOf, NOT_SUPERSEDED, Parameters, ruleContext, type Branch } from './log-where.js';

/** A row of the disclosure log as an auditor sees it: whose and what it is, and the person in it as a code. */
export interface LogRow {
  kind: LogKind;
  id: string;
  /** `D-2026-0001`; null for what has none. */
  reference: string | null;
  enteredAt: Date;
  occurredOn: LocalDate | null;
  agencyId: string;
  agency: string;
  /** The other agency; null for a release, which goes to every signatory. */
  counterpart: string | null;
  officerId: string | null;
  officer: string | null;
  state: 'incomplete' | 'final' | 'superseded';
  side: 'asking' | 'holding';
  /** A kind of disclosure record, `release` or `collection`. */
  what: string;
  channel: string;
  outcome: LogOutcome;
  purpose: string | null;
  gateway: string | null;
  dataset: string | null;
  subjectRole: string | null;
  convictionData: boolean;
  disposedAt: Date | null;
  /** The same person has the same code within one agency's records; null where nobody is entered. */
  personCode: string | null;
  exceptions: ExceptionId[];
  /** The release that a row about a dataset belongs to. */
  releaseId: string | null;
  /** The newest entry of the log of evidence about a record or release; its place is null until it has one. */
  proof: { eventId: string; sequence: number | null } | null;
}

/** A page of the log. */
export interface LogPage {
  rows: LogRow[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
}

/** How many rows a filter finds, as far as they were counted. */
export interface LogCount {
  count: number;
  isMore: boolean;
}

/** Rows are counted up to here. */
export const COUNT_MAX = 10_000;
const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)_([0-9a-f-]{36})$/;

/**
 * The disclosure log for auditors: every agency's records, releases and collections, newest first. It asks with the eyes of the system, because
 * an auditor looks across agencies, and always within the auditor's own partnership. It opens nothing that is encrypted.
 */
@Injectable()
export class LogQueries {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A page of the rows that a filter finds. @param after the `next` of the page before; anything else begins at the newest row. */
  async page(
    actor: Actor,
    filter: LogFilter,
    { after = '', limit }: { after?: string; limit: number },
  ): Promise<LogPage> {
    const parameters = new Parameters();
    const branches = branchesOf(this.asked(actor, filter), parameters);
    const cursor = CURSOR.exec(after);
    const place = cursor && `(${parameters.add(cursor[1])}::timestamptz, ${parameters.add(cursor[2])}::uuid)`;
    const from = branches.map((branch) => {
      const { at, id, conditions } = branch;
      return { ...branch, conditions: place ? [...conditions, `(${at}, ${id}) < ${place}`] : conditions };
    });
    const found = await this.rows(from, parameters, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return { rows: await this.judged(shown), next: last ? `${last.place}_${last.id}` : null };
  }

  /** One row of a kind; null when the partnership has none with this id. */
  async one(actor: Actor, kind: LogKind, id: string): Promise<LogRow | null> {
    if (!isId(id)) return null;
    const parameters = new Parameters();
    const [branch] = branchesOf(this.asked(actor, { kind }), parameters);
    // Of a record that was superseded, too.
    const conditions = branch!.conditions.filter((condition) => condition !== NOT_SUPERSEDED);
    const named = { ...branch!, conditions: [...conditions, `${branch!.id} = ${parameters.add(id)}`] };
    const [row] = await this.judged(await this.rows([named], parameters, 1));
    return row ?? null;
  }

  /** How many rows a filter finds, counted to COUNT_MAX. */
  async count(actor: Actor, filter: LogFilter): Promise<LogCount> {
    const count = await this.counted(actor, filter, COUNT_MAX + 1);
    return { count: Math.min(count, COUNT_MAX), isMore: count > COUNT_MAX };
  }

  /** How many rows a filter finds, all of them. */
  countAll(actor: Actor, filter: LogFilter): Promise<number> {
    return this.counted(actor, filter, null);
  }

  /** How many rows each rule finds, in the order of the rules. The filter's own rule does not narrow. */
  async exceptions(
    actor: Actor,
    { exception: _exception, ...filter }: LogFilter,
  ): Promise<{ rule: ExceptionId; count: number }[]> {
    const parameters = new Parameters();
    const asked = this.asked(actor, { ...filter, kind: 'record' });
    const [branch] = branchesOf(asked, parameters);
    if (!branch) return EXCEPTION_RULES.map(({ id }) => ({ rule: id, count: 0 }));
    // A record that was superseded may still be kept too long.
    const conditions = branch.conditions.filter((condition) => condition !== NOT_SUPERSEDED);
    const context = ruleContext(asked, parameters);
    const counts = EXCEPTION_RULES.map((rule) => {
      const all = [...conditions, ruleSql(rule, context)].join(' AND ');
      return `(SELECT count(*)::int FROM ${RECORD_WITH_FACTS} WHERE ${all}) AS "${rule.id}"`;
    });
    const [row] = await this.ask<[Record<ExceptionId, number>]>(`SELECT ${counts.join(', ')}`, parameters.values);
    return EXCEPTION_RULES.map(({ id }) => ({ rule: id, count: row[id] }));
  }

  /** What the rules read of some records, by id. */
  async facts(ids: readonly string[]): Promise<Map<string, LogFacts>> {
    if (ids.length === 0) return new Map();
    const rows = await this.ask<(LogFacts & { id: string })[]>(
      `SELECT r.id, ${FACTS_SELECTED} FROM ${RECORD_WITH_FACTS} WHERE r.id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, ...facts }) => [id, facts]));
  }

  /** The codes under which the people in some records are known. */
  async codes(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.ask<{ id: string; entries: string | null }[]>(
      `SELECT id, ${entriesOf('listed.id')} AS entries FROM unnest($1::uuid[]) AS listed(id)`,
      [ids],
    );
    const { tokenSecret } = this.config;
    return new Map(
      rows.flatMap(({ id, entries }) =>
        entries === null ? [] : [[id, personCode(keyedHash(tokenSecret, 'audit-person', entries))] as const],
      ),
    );
  }

  /** The agencies and officers that stand in the log, by name, for the lists of the filter. */
  async choices({ partnershipId }: Actor): Promise<{ agencies: Choice[]; officers: Choice[] }> {
    const agencies = await this.ask<Choice[]>(
      `SELECT DISTINCT a.id, a.name FROM agency a JOIN signatory s ON s.agency_id = a.id WHERE s.partnership_id = $1 ORDER BY a.name`,
      [partnershipId],
    );
    const officers = await this.ask<Choice[]>(
      `SELECT DISTINCT o.id, o.name FROM officer o JOIN appointment t ON t.officer_id = o.id
        WHERE t.partnership_id = $1 AND t.role IN ('designated-officer', 'data-steward') ORDER BY o.name, o.id LIMIT 500`,
      [partnershipId],
    );
    return { agencies, officers };
  }

  private async rows(branches: readonly Branch[], parameters: Parameters, limit: number): Promise<FoundRow[]> {
    if (branches.length === 0) return [];
    const take = parameters.add(limit);
    const parts = branches.map(({ kind, from, at, id, conditions }) => {
      return `(SELECT ${selected(kind)} FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY ${at} DESC, ${id} DESC LIMIT ${take})`;
    });
    return this.ask<FoundRow[]>(
      `SELECT l.*, to_char(l."enteredAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place, a.name AS agency,
              w.name AS counterpart, o.name AS officer
         FROM (SELECT * FROM (${parts.join(' UNION ALL ')}) every ORDER BY "enteredAt" DESC, id DESC LIMIT ${take}) l
         JOIN agency a ON a.id = l."agencyId" LEFT JOIN agency w ON w.id = l."counterpartId"
         LEFT JOIN officer o ON o.id = l."officerId" ORDER BY l."enteredAt" DESC, l.id DESC`,
      parameters.values,
    );
  }

  private async counted(actor: Actor, filter: LogFilter, most: number | null): Promise<number> {
    const parameters = new Parameters();
    const branches = branchesOf(this.asked(actor, filter), parameters);
    if (branches.length === 0) return 0;
    const take = `${parameters.add(most)}::bigint`; // LIMIT NULL is no limit
    const parts = branches.map(({ from, conditions }) => {
      return `(SELECT 1 FROM ${from} WHERE ${conditions.join(' AND ')} LIMIT ${take})`;
    });
    const [row] = await this.ask<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM (${parts.join(' UNION ALL ')}) found LIMIT ${take}) counted`,
      parameters.values,
    );
    return row.count;
  }

  private async judged(found: readonly FoundRow[]): Promise<LogRow[]> {
    const ids = found.filter(({ kind }) => kind === 'record').map(({ id }) => id);
    const [facts, codes, proofs] = await Promise.all([this.facts(ids), this.codes(ids), this.proofs(found)]);
    const today = londonDate(this.clock.now());
    return found.map(({ place: _place, counterpartId: _counterpart, ...row }) => {
      const known = facts.get(row.id);
      return {
        ...row,
        personCode: codes.get(row.id) ?? null,
        exceptions: known ? exceptionsOf(known, today) : [],
        proof: proofs.get(row.id) ?? null,
      };
    });
  }

  /** The entries that say how records and releases came about. */
  private async proofs(rows: readonly FoundRow[]): Promise<Map<string, NonNullable<LogRow['proof']>>> {
    const found = await this.ask<{ id: string; eventId: string; sequence: string | null }[]>(
      `SELECT DISTINCT ON (e.subject_id) e.subject_id AS id, e.event_id AS "eventId", s.seq AS sequence
         FROM ledger_entry e LEFT JOIN ledger_sequence s ON s.entry_id = e.id
        WHERE e.subject_kind IN ('record', 'release') AND e.subject_id = ANY ($1)
          AND e.event IN ('RecordFinalised', 'RecordStarted', 'ReleaseMade')
        ORDER BY e.subject_id, e.id DESC`,
      [rows.map(({ id }) => id)],
    );
    return new Map(
      found.map(({ id, eventId, sequence }) => [
        id,
        { eventId, sequence: sequence === null ? null : Number(sequence) },
      ]),
    );
  }

  private asked({ partnershipId }: Actor, filter: LogFilter) {
    return { partnershipId, today: londonDate(this.clock.now()), filter };
  }

  /** The one place where this class leaves the scope of the auditor's agency. */
  private ask<T>(statement: string, parameters: unknown[]): Promise<T> {
    return asSystem(() => this.dataSource.query<T>(statement, parameters));
  }
}

/** Something that a filter can be narrowed to. */
export interface Choice {
  id: string;
  name: string;
}

type FoundRow = Omit<LogRow, 'personCode' | 'exceptions' | 'proof'> & { place: string; counterpartId: string | null };
