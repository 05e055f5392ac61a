/** The day of a record: when the exchange took place, or, while nobody has said, when it was entered. */
export const DAY = `coalesce(r.occurred_on, (r.started_at AT TIME ZONE 'Europe/London')::date)`;

/** The day of an instant. */
export const londonDay = (column: string): string => `(${column} AT TIME ZONE 'Europe/London')::date`;

/** Days of a partnership and of somebody or something in it, as an SQL expression of a datemultirange; null where there are none. */
export type DaysSql = (partnership: string, id: string) => string;

/** The days on which an officer's training was good (ISA-22). */
export const DAYS_TRAINED: DaysSql = (partnership, officer) => `(
  SELECT range_agg(daterange(t.held_on, t.expires_on, '[]')) FROM training_record t
   WHERE t.partnership_id = ${partnership} AND t.officer_id = ${officer} AND t.held_on <= t.expires_on)`;

/** The days on which an officer held a post (ISA-20). */
export const DAYS_IN_POST: DaysSql = (partnership, officer) => `(
  SELECT range_agg(daterange(a.started_on, a.ended_on, '[]')) FROM appointment a
   WHERE a.partnership_id = ${partnership} AND a.officer_id = ${officer} AND (a.ended_on IS NULL OR a.started_on <= a.ended_on))`;

/** The day on which a signature `g` of a version `v` ceased to count: ended, or ended by a newer text (see `countsOn`); null while it counts. */
const CEASED_ON = `least(${londonDay('g.ended_at')}, (
  SELECT min(greatest(${londonDay('n.published_at')}, n.old_ends_on + 1)) FROM agreement_version n
   WHERE n.partnership_id = v.partnership_id AND n.version > v.version AND n.state <> 'draft'))`;

/** The days on which a signature of an agency, or of one that it succeeded, counted (ISA-10). */
export const DAYS_BOUND: DaysSql = (partnership, agency) => `(
  SELECT range_agg(daterange(least(${londonDay('g.signed_at')}, ${CEASED_ON}), ${CEASED_ON}))
    FROM signature g JOIN agreement_version v ON v.id = g.agreement_version_id
   WHERE v.partnership_id = ${partnership} AND g.agency_id IN (SELECT agency_line(${partnership}, ${agency})))`;

/**
 * The condition that a record `r` lies outside the days of whoever its column names. It goes from the gaps between those days to the records in
 * them, by the index of that column and the day of the exchange; a record without that day is looked at. The array and OFFSET 0 keep it from going
 * the other way round: how many there are is nothing that the database could estimate. Row security lets an index be asked for plain columns only.
 */
export function recordsOutside(days: DaysSql, column: 'dealing_officer_id' | 'agency_id', partnership: string): string {
  const ofWhom = `SELECT r.id FROM disclosure_record r WHERE r.partnership_id = ${partnership} AND r.${column} = whose.id`;
  return `r.id = ANY (ARRAY(SELECT inside.id FROM ${column === 'agency_id' ? 'agency' : 'officer'} whose
     CROSS JOIN LATERAL (SELECT coalesce(lower(gap), '-infinity') AS since, coalesce(upper(gap), 'infinity') AS until
       FROM unnest('{(,)}'::datemultirange - coalesce(${days(partnership, 'whose.id')}, '{}')) AS gap OFFSET 0) AS without
     CROSS JOIN LATERAL (
       (${ofWhom} AND r.occurred_on >= without.since AND r.occurred_on < without.until OFFSET 0)
       UNION ALL
       (${ofWhom} AND r.occurred_on IS NULL AND ${DAY} >= without.since AND ${DAY} < without.until OFFSET 0)) AS inside))`;
}
