import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { asSystemWithin, CONFIG, keyedHasher, type Config } from '@broker/platform';
import { doubleMetaphone } from 'double-metaphone';
import { DataSource, type EntityManager } from 'typeorm';
import { isClose, tokensToEnter, tokensToFind, type Likeness, type Subject, type Token } from './domain/index.js';
import type { IndexedKind } from './subject-index.entity.js';

/** A subject of a record, to be entered. */
export interface NewSubject {
  partnershipId: string;
  /** Whose searches find it. */
  agencyIds: readonly string[];
  recordKind: IndexedKind;
  recordId: string;
  subject: Subject;
}

/** Whose records are searched, and for whom. */
export interface SubjectSearch {
  partnershipId: string;
  agencyIds: readonly string[];
  subject: Subject;
}

/** A record that is, or may be, about the person. */
export interface SubjectHit {
  recordKind: IndexedKind;
  recordId: string;
  agencyId: string;
  likeness: Likeness;
}

const TOKEN_BYTES = 16;

/** Hits returned, at most; the surest first. */
const HITS_MAX = 500;

/** Enters people into the blind index, finds and forgets them. Nothing is decrypted, and no name is kept (ISA-17e). */
@Injectable()
export class SubjectIndexService {
  private readonly hash: (value: string) => Buffer;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.hash = keyedHasher(config.tokenSecret, 'subject-index');
  }

  /** Enters the subject of a record, in the transaction that stores the record; entered again, it takes the place of what was there. */
  async enter(manager: EntityManager, entry: NewSubject): Promise<void> {
    const { partnershipId, agencyIds, recordKind, recordId } = entry;
    const texts = tokensToEnter(entry.subject, soundsOf);
    await this.forget(manager, recordKind, recordId);
    const rows = [...new Set(agencyIds)].flatMap((agencyId) =>
      texts.map((text) => ({ agencyId, token: this.tokenOf(partnershipId, agencyId, text) })),
    );
    await manager.query(
      `INSERT INTO subject_index (token, record_id, agency_id, partnership_id, record_kind)
       SELECT token, $3, agency, $4, $5 FROM unnest($1::bytea[], $2::uuid[]) AS t(token, agency)`,
      [rows.map(({ token }) => token), rows.map(({ agencyId }) => agencyId), recordId, partnershipId, recordKind],
    );
  }

  /** Takes a record out of the index, for every agency: when it is disposed of, or its subject is put right. */
  async forget(manager: EntityManager, recordKind: IndexedKind, recordId: string): Promise<void> {
    await asSystemWithin(manager, () =>
      manager.query('DELETE FROM subject_index WHERE record_id = $1 AND record_kind = $2', [recordId, recordKind]),
    );
  }

  /**
   * Finds the records that are about a person, or may be, the surest first; those of agencies that the scope may not see stay away.
   * Refuses a name without a letter, and a single name without a date of birth.
   */
  async find(search: SubjectSearch, manager: EntityManager = this.dataSource.manager): Promise<Result<SubjectHit[]>> {
    const { partnershipId, agencyIds, subject } = search;
    const tokens = tokensToFind(subject, soundsOf);
    if (tokens.every(({ text }) => text.startsWith('alone '))) return refuse(tooLittle);
    const sought = new Map<string, Token>();
    for (const agencyId of agencyIds)
      for (const token of tokens) sought.set(this.tokenOf(partnershipId, agencyId, token.text).toString('hex'), token);
    const rows = await manager.query<FoundRow[]>(
      `SELECT encode(token, 'hex') AS token, record_id AS "recordId", record_kind AS "recordKind", agency_id AS "agencyId"
         FROM subject_index WHERE token = ANY ($1::bytea[]) AND partnership_id = $2`,
      [[...sought.keys()].map((hex) => Buffer.from(hex, 'hex')), partnershipId],
    );
    return accept(ranked(rows, sought));
  }

  private tokenOf(partnershipId: string, agencyId: string, text: string): Buffer {
    return this.hash(`${partnershipId}\n${agencyId}\n${text}`).subarray(0, TOKEN_BYTES);
  }
}

interface FoundRow extends Omit<SubjectHit, 'likeness'> {
  token: string;
}

const soundsOf = (part: string): string[] => doubleMetaphone(part);

const SUREST_FIRST: readonly Likeness[] = ['same', 'close', 'possible'];

/** One hit per record and agency, as sure as its surest token. */
function ranked(rows: readonly FoundRow[], sought: ReadonlyMap<string, Token>): SubjectHit[] {
  const records = new Map<string, { hit: SubjectHit; parts: Set<number> }>();
  for (const { token, ...row } of rows) {
    const { likeness, part } = sought.get(token)!;
    const key = `${row.recordId} ${row.agencyId}`;
    const record = records.get(key) ?? { hit: { ...row, likeness }, parts: new Set() };
    records.set(key, record);
    if (part !== null) record.parts.add(part);
    if (rank(likeness) < rank(record.hit.likeness)) record.hit.likeness = likeness;
    if (record.hit.likeness === 'possible' && isClose(record.parts)) record.hit.likeness = 'close';
  }
  const hits = [...records.values()].map(({ hit }) => hit);
  return hits.toSorted((one, other) => rank(one.likeness) - rank(other.likeness)).slice(0, HITS_MAX);
}

const rank = (likeness: Likeness): number => SUREST_FIRST.indexOf(likeness);

const tooLittle: Refusal = {
  code: 'disclosure/too-little-to-search',
  clause: 'ISA-17e',
  message: 'This is too little to find a person by.',
  mend: 'Give a first and a last name, or one name and the date of birth.',
};
