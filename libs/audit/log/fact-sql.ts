import {
  COUNTERPART_DAYS,
  EXCEPTION_RULES,
  RECEIPT_DAYS,
  type Condition,
  type ExceptionRule,
  type FactName,
} from '../domain/index.js';

/** The day of a record: when the exchange took place, or, while nobody has said, when it was entered. */
export const DAY = `coalesce(r.occurred_on, (r.started_at AT TIME ZONE 'Europe/London')::date)`;

const londonDay = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

/** Whether a signature of the record's agency counted that day: not withdrawn, and no newer text that had ended it (see `countsOn`). */
const WAS_BOUND = `EXISTS (
  SELECT FROM signature g JOIN agreement_version v ON v.id = g.agreement_version_id
   WHERE v.partnership_id = r.partnership_id AND g.agency_id IN (SELECT agency_line(r.partnership_id, r.agency_id))
     AND ${londonDay('g.signed_at')} <= ${DAY} AND (g.ended_at IS NULL OR ${londonDay('g.ended_at')} > ${DAY})
     AND NOT EXISTS (SELECT FROM agreement_version n
       WHERE n.partnership_id = v.partnership_id AND n.version > v.version AND n.state <> 'draft'
         AND ${londonDay('n.published_at')} <= ${DAY} AND (n.old_ends_on IS NULL OR n.old_ends_on < ${DAY})))`;

const WAS_IN_POST = `EXISTS (
  SELECT FROM appointment a WHERE a.partnership_id = r.partnership_id AND a.officer_id = r.dealing_officer_id
     AND a.started_on <= ${DAY} AND (a.ended_on IS NULL OR a.ended_on >= ${DAY}))`;

const WAS_TRAINED = `EXISTS (
  SELECT FROM training_record t WHERE t.partnership_id = r.partnership_id AND t.officer_id = r.dealing_officer_id
     AND t.held_on <= ${DAY} AND t.expires_on >= ${DAY})`;

const COUNTERPART = `(SELECT o.state FROM disclosure_record o
  WHERE o.exchange_id = r.exchange_id AND o.side <> r.side AND o.kind = r.kind ORDER BY o.state = 'superseded', o.started_at LIMIT 1)`;

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
  disposedOn: londonDay('r.disposed_at'),
  onHold: 'r.on_hold',
  dealtBy: 'r.dealing_officer_id',
  wasTrained: WAS_TRAINED,
  wasInPost: WAS_IN_POST,
  wasBound: WAS_BOUND,
  askedBy: 'coalesce(q.asked_by, r.requesting_officer_id)',
  decidedBy: 'coalesce(q.decided_by, r.authorised_by)',
  secondedBy: 'q.seconded_by',
  answerDueOn: `CASE WHEN q.state IN ('sent','proposed') THEN q.due_on END`,
  isDecidedLate: 'q.is_decided_late',
  hasException: '(coalesce(cardinality(q.public_interest), 0) > 0 OR coalesce(q.crime_exemption, false))',
  disclosedOn: londonDay('d.disclosed_at'),
  receiptDueOn: `${londonDay('d.disclosed_at')} + ${RECEIPT_DAYS}`,
  acknowledgedOn: londonDay('d.acknowledged_at'),
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

/** A condition for the database; the same as `exceptionsOf` reads it. @param today yields an SQL expression of a date; not called where no condition asks. */
function conditionSql(condition: Condition, today: () => string): string {
  const fact = `(${FACT_SQL[condition.fact]})`;
  switch (condition.is) {
    case 'missing':
      return `${fact} IS NULL`;
    case 'present':
      return `${fact} IS NOT NULL`;
    case 'yes':
      return `${fact} IS TRUE`;
    case 'no':
      return `${fact} IS FALSE`;
    case 'before':
      return `${fact} < ${condition.than === 'today' ? today() : `(${FACT_SQL[condition.than]})`}`;
    case 'one-of':
      return `${fact} IN (${condition.of.map((code) => `'${code}'`).join(', ')})`;
    default:
      return `${fact} = (${FACT_SQL[condition.as]})`;
  }
}

/** What a record must fulfil for a rule to find it. */
export const ruleSql = ({ all }: ExceptionRule, today: () => string): string =>
  `(${all.map((condition) => conditionSql(condition, today)).join(' AND ')})`;

/** What a record must fulfil for something about it to have come too late. */
export const lateSql = (today: () => string): string =>
  `(${EXCEPTION_RULES.filter(({ isLateness }) => isLateness)
    .map((rule) => ruleSql(rule, today))
    .join(' OR ')})`;
