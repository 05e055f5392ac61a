import {
  COUNTERPART_DAYS,
  EXCEPTION_RULES,
  RECEIPT_DAYS,
  type Condition,
  type ExceptionRule,
  type FactName,
} from '../domain/index.js';
import { DAY, DAYS_BOUND, DAYS_IN_POST, DAYS_TRAINED, londonDay, recordsOutside } from './day-sql.js';

const COUNTERPART = `(SELECT o.state FROM disclosure_record o
  WHERE o.exchange_id = r.exchange_id AND o.side <> r.side AND o.kind = r.kind ORDER BY o.state = 'superseded', o.started_at LIMIT 1)`;

/** Days that are kept as instants: whether there is one is asked of the column itself, as the indexes are made. */
const INSTANTS = { disposedOn: 'r.disposed_at', disclosedOn: 'd.disclosed_at', acknowledgedOn: 'd.acknowledged_at' };

/** Every fact as the database reads it, of a record `r`, its request `q` and its disclosure `d`. */
export const FACT_SQL: Readonly<Record<FactName, string>> = {
  kind: 'r.kind',
  side: 'r.side',
  state: 'r.state',
  outcome: 'r.outcome',
  subjectRole: 'r.subject_role',
  consent: 'r.consent',
  convictionData: 'r.conviction_data',
  purpose: 'r.purpose',
  gateway: 'r.gateway',
  article8Interest: 'r.article8_interest',
  occurredOn: 'r.occurred_on',
  completeByOn: 'r.complete_by_on',
  retainUntilOn: 'r.retain_until_on',
  disposedOn: londonDay(INSTANTS.disposedOn),
  onHold: 'r.on_hold',
  dealtBy: 'r.dealing_officer_id',
  wasTrained: `coalesce(${DAY} <@ ${DAYS_TRAINED('r.partnership_id', 'r.dealing_officer_id')}, false)`,
  wasInPost: `coalesce(${DAY} <@ ${DAYS_IN_POST('r.partnership_id', 'r.dealing_officer_id')}, false)`,
  wasBound: `coalesce(${DAY} <@ ${DAYS_BOUND('r.partnership_id', 'r.agency_id')}, false)`,
  askedBy: 'r.requesting_officer_id',
  authorisedBy: 'r.authorised_by',
  secondedBy: 'q.seconded_by',
  requestState: 'q.state',
  answerDueOn: 'q.due_on',
  isDecidedLate: 'q.is_decided_late',
  hasException: '(coalesce(cardinality(q.public_interest), 0) > 0 OR coalesce(q.crime_exemption, false))',
  disclosedOn: londonDay(INSTANTS.disclosedOn),
  receiptDueOn: `${londonDay(INSTANTS.disclosedOn)} + ${RECEIPT_DAYS}`,
  acknowledgedOn: londonDay(INSTANTS.acknowledgedOn),
  counterpartDueOn: `${londonDay('r.finalised_at')} + ${COUNTERPART_DAYS}`,
  counterpartState: COUNTERPART,
};

/** Days come as text, as in code. */
const DAYS: readonly FactName[] = [
  'occurredOn',
  'completeByOn',
  'retainUntilOn',
  'disposedOn',
  'answerDueOn',
  'disclosedOn',
  'receiptDueOn',
  'acknowledgedOn',
  'counterpartDueOn',
];

/** The select list that yields a LogFacts. */
export const FACTS_SELECTED = Object.entries(FACT_SQL)
  .map(([name, sql]) => `${DAYS.includes(name as FactName) ? `(${sql})::text` : sql} AS "${name}"`)
  .join(', ');

/** A record with what its rules need beside it. */
export const RECORD_WITH_FACTS = `disclosure_record r LEFT JOIN information_request q ON q.id = r.request_id
  LEFT JOIN disclosure d ON d.id = r.disclosure_id`;

/** What the rules are asked with: SQL expressions of the partnership's id and of today's date; not called where no rule asks. */
export interface RuleContext {
  partnership: () => string;
  today: () => string;
}

/**
 * What is found from the other end, because a record alone would have to be looked at to see that it is not one: the days on which an officer or
 * an agency lacked something, and the exchanges with one side.
 */
const FOUND_FROM_AFAR: Readonly<Record<string, (context: RuleContext) => string>> = {
  'wasTrained no': ({ partnership }) => recordsOutside(DAYS_TRAINED, 'dealing_officer_id', partnership()),
  'wasInPost no': ({ partnership }) => recordsOutside(DAYS_IN_POST, 'dealing_officer_id', partnership()),
  'wasBound no': ({ partnership }) => recordsOutside(DAYS_BOUND, 'agency_id', partnership()),
  'counterpartState missing': () => `r.exchange_id IN (SELECT exchange_id FROM disclosure_record WHERE kind <> 'request'
    GROUP BY exchange_id, kind HAVING min(side) = max(side)) AND ${COUNTERPART} IS NULL`,
};

/** A condition for the database; the same as `exceptionsOf` reads it. */
function conditionSql(condition: Condition, context: RuleContext): string {
  const fromAfar = FOUND_FROM_AFAR[`${condition.fact} ${condition.is}`];
  if (fromAfar) return fromAfar(context);
  const fact = `(${FACT_SQL[condition.fact]})`;
  const column = INSTANTS[condition.fact as keyof typeof INSTANTS] ?? fact;
  switch (condition.is) {
    case 'missing':
      return `${column} IS NULL`;
    case 'present':
      return `${column} IS NOT NULL`;
    case 'yes':
      return fact;
    case 'no':
      return `NOT ${fact}`;
    case 'before':
      return `${fact} < ${condition.than === 'today' ? context.today() : `(${FACT_SQL[condition.than]})`}`;
    case 'one-of':
      return `${fact} IN (${condition.of.map((code) => `'${code}'`).join(', ')})`;
    default:
      return `${fact} = (${FACT_SQL[condition.as]})`;
  }
}

/** What a record must fulfil for a rule to find it. */
export const ruleSql = ({ all }: ExceptionRule, context: RuleContext): string =>
  all.map((condition) => conditionSql(condition, context)).join(' AND ');

/** The ids of the records about which something came too late. Rule by rule: each has its index, all of them together have none. */
export const lateSql = (context: RuleContext): string =>
  EXCEPTION_RULES.filter(({ isLateness }) => isLateness)
    .map((rule) => `SELECT r.id FROM ${RECORD_WITH_FACTS} WHERE ${ruleSql(rule, context)}`)
    .join(' UNION ALL ');
