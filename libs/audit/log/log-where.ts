import { exceptionRule, type LogFilter, type LogKind } from '../domain/index.js';
import { lateSql, RECORD_WITH_FACTS, ruleSql, type RuleContext } from './fact-sql.js';

/** Numbered parameters of a statement, collected while it is written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** The condition that a column has a value; none where there is no value to compare with. */
  equals(column: string, value: string | boolean | undefined): string[] {
    return value === undefined ? [] : [`${column} = ${this.add(value)}`];
  }
}

/** One of the three kinds of rows of the log, as a part of a statement. */
export interface Branch {
  kind: LogKind;
  from: string;
  /** The columns that order the log: when a row was entered, and its id. */
  at: string;
  id: string;
  conditions: string[];
}

/** Whose log, on which day, and which part of it. */
export interface Asked {
  partnershipId: string;
  /** Today in London. */
  today: string;
  filter: LogFilter;
}

/** What was put right since is left out, unless a rule asks for it. */
export const NOT_SUPERSEDED = `r.state <> 'superseded'`;

/** The kinds of rows that a filter can find at all, each with its conditions. */
export function branchesOf(asked: Asked, parameters: Parameters): Branch[] {
  const { kind } = asked.filter;
  const wanted = kind ? [BRANCHES[kind]] : Object.values(BRANCHES);
  return wanted.flatMap((branchOf) => branchOf(asked, parameters) ?? []);
}

/** Null where a filter asks for what rows of the kind do not have; no parameter is used up then. */
const BRANCHES: Record<LogKind, (asked: Asked, parameters: Parameters) => Branch | null> = {
  record: recordBranch,
  release: releaseBranch,
  collection: collectionBranch,
};

function recordBranch(asked: Asked, parameters: Parameters): Branch | null {
  const { partnershipId, filter } = asked;
  const { agency, officer, gateway, purpose, subjectRole, convictionData, outcome, late, exception } = filter;
  if (filter.dataset || outcome === 'released' || outcome === 'collected') return null;
  const rule = exception && exceptionRule(exception);
  const context = ruleContext(asked, parameters);
  const conditions = [
    ...parameters.equals('r.partnership_id', partnershipId),
    ...(rule ? [ruleSql(rule, context)] : []),
    ...(rule && late === undefined ? [] : [NOT_SUPERSEDED]),
    ...parameters.equals('r.agency_id', agency),
    ...parameters.equals('r.dealing_officer_id', officer),
    ...parameters.equals('r.gateway', gateway),
    ...parameters.equals('r.purpose', purpose),
    ...parameters.equals('r.subject_role', subjectRole),
    ...parameters.equals('r.conviction_data', convictionData),
    ...parameters.equals('r.outcome', outcome),
    ...(late === undefined ? [] : [`r.id ${late ? '' : 'NOT '}IN (${lateSql(context)})`]),
    ...period('r.started_at', filter, parameters),
    ...(filter.samePersonAs ? [samePerson(filter.samePersonAs, parameters)] : []),
  ];
  const order = { at: 'r.started_at', id: 'r.id' };
  if (!rule && !late) return { kind: 'record', from: 'disclosure_record r', ...order, conditions };
  // What is seldom is found first and put in order then; in the order of the log, every record would be looked at.
  const found = `(SELECT r.* FROM ${RECORD_WITH_FACTS} WHERE ${conditions.join(' AND ')} OFFSET 0) r`;
  return { kind: 'record', from: found, ...order, conditions: ['true'] };
}

function releaseBranch({ partnershipId, filter }: Asked, parameters: Parameters): Branch | null {
  if (forPeopleAlone(filter) || (filter.outcome && filter.outcome !== 'released')) return null;
  return {
    kind: 'release',
    from: 'release s',
    at: 's.released_at',
    id: 's.id',
    conditions: [
      ...parameters.equals('s.partnership_id', partnershipId),
      ...parameters.equals('s.agency_id', filter.agency),
      ...parameters.equals('s.released_by', filter.officer),
      ...parameters.equals('s.purpose', filter.purpose),
      ...parameters.equals('s.dataset_id', filter.dataset),
      ...period('s.released_at', filter, parameters),
    ],
  };
}

function collectionBranch({ partnershipId, filter }: Asked, parameters: Parameters): Branch | null {
  if (forPeopleAlone(filter) || (filter.outcome && filter.outcome !== 'collected')) return null;
  return {
    kind: 'collection',
    from: 'collection c JOIN release s ON s.id = c.release_id',
    at: 'c.collected_at',
    id: 'c.id',
    conditions: [
      ...parameters.equals('s.partnership_id', partnershipId),
      ...parameters.equals('c.agency_id', filter.agency),
      ...parameters.equals('c.officer_id', filter.officer),
      ...parameters.equals('c.purpose', filter.purpose),
      ...parameters.equals('s.dataset_id', filter.dataset),
      ...period('c.collected_at', filter, parameters),
    ],
  };
}

/** What rules are asked with; a parameter is used up when it is first asked for. */
export function ruleContext({ partnershipId, today }: Asked, parameters: Parameters): RuleContext {
  const once = (value: string, type: string) => {
    let placeholder = '';
    return () => (placeholder ||= `${parameters.add(value)}::${type}`);
  };
  return { partnership: once(partnershipId, 'uuid'), today: once(today, 'date') };
}

/** Whether a filter asks for something that rows about datasets do not have. */
const forPeopleAlone = ({ gateway, subjectRole, convictionData, late, exception, samePersonAs }: LogFilter): boolean =>
  [gateway, subjectRole, exception, samePersonAs].some(Boolean) || convictionData === true || late === true;

/** From the first moment of the first day to the last of the last, in London. */
const period = (column: string, { from, to }: LogFilter, parameters: Parameters): string[] => [
  ...(from ? [`${column} >= ${parameters.add(from)}::date::timestamp AT TIME ZONE 'Europe/London'`] : []),
  ...(to ? [`${column} < (${parameters.add(to)}::date + 1)::timestamp AT TIME ZONE 'Europe/London'`] : []),
];

/** Records of the same agency that have the very same entries in the blind index; nothing is decrypted. */
function samePerson(recordId: string, parameters: Parameters): string {
  const id = parameters.add(recordId);
  const found = `SELECT x.record_id FROM subject_index x JOIN (
    SELECT token, agency_id FROM subject_index WHERE record_id = ${id} ORDER BY token LIMIT 1) same
      ON x.token = same.token AND x.agency_id = same.agency_id WHERE x.record_kind = 'record'`;
  return `r.id IN (${found}) AND ${entriesOf('r.id')} = ${entriesOf(id)}`;
}

/** Everything that the blind index holds of a record for one agency, as one value that is the same for the same person. */
export const entriesOf = (record: string): string => `(SELECT string_agg(encode(x.token, 'hex'), ' ' ORDER BY x.token)
    FROM subject_index x WHERE x.record_id = ${record} GROUP BY x.agency_id ORDER BY x.agency_id LIMIT 1)`;
