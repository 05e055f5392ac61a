// Fills the disclosure log: contacts by telephone with a record of each side, and requests with what was disclosed on them. One in some hundreds
// of each has a fault of one kind or the other, so that the rules of the auditors find something, and seldom.
// Parameters of each statement: partnership, its agencies, officers, the first and last number of the exchanges; five records for two exchanges.
const DEALT = `CROSS JOIN LATERAL (SELECT now() - n * interval '225 seconds' AS at, md5('exchange ' || n)::uuid AS exchange_id,
    ($2::uuid[])[1 + n % cardinality($2)] AS asking, ($2::uuid[])[1 + (n + 1) % cardinality($2)] AS holding,
    ($3::uuid[])[1 + n % cardinality($3)] AS one, ($3::uuid[])[1 + (n + 1) % cardinality($3)] AS other,
    CASE WHEN n % 2 = 0 THEN md5('request ' || n)::uuid END AS request_id, CASE WHEN n % 2 = 0 THEN md5('disclosure ' || n)::uuid END AS disclosure_id,
    (ARRAY['suspect','offender','offender','victim','witness','complainant'])[1 + (n / 7) % 6] AS role,
    (ARRAY['disclosed','disclosed','disclosed','disclosed-in-part','refused'])[1 + (n / 2) % 5] AS outcome,
    (ARRAY['joint-objectives','strategic-planning'])[1 + (n / 3) % 2] AS purpose, CASE WHEN n % 400 = 0 THEN 'consent' ELSE 'cda-115' END AS gateway,
    n % 10 = 0 AS conviction) made`;
const EXCHANGES = `generate_series($4::int, $5::int) AS n ${DEALT}`;

const REQUESTS = `INSERT INTO information_request (id, reference, partnership_id, asking_agency_id, holding_agency_id, asked_by, state, subject_role,
    purpose, gateway, consent, public_interest, crime_exemption, exemption_tests, started_at, changed_at, sent_at, due_on, decided_at, decided_by,
    is_decided_late, seconded_by, conviction_data)
  SELECT request_id, 'Q-' || n, $1, asking, holding, one, CASE WHEN outcome = 'refused' THEN 'refused' ELSE 'disclosed' END, role, purpose, gateway,
    'not-asked', '{}', n % 500 <> 0, '{}', at, at, at, (at + interval '5 days')::date, at, other, n % 600 = 0,
    CASE WHEN n % 700 <> 0 THEN ($3::uuid[])[1 + (n + 2) % cardinality($3)] END, conviction
  FROM ${EXCHANGES} WHERE n % 2 = 0 AND cardinality($2) > 0`;

const DISCLOSURES = `INSERT INTO disclosure (id, exchange_id, request_id, partnership_id, disclosing_agency_id, receiving_agency_id, channel, disclosed_by,
    disclosed_at, purpose, gateway, subject_role, conviction_data, retain_until_on, vault_id, acknowledged_by, acknowledged_at)
  SELECT disclosure_id, exchange_id, request_id, $1, holding, asking, 'system', other, at, purpose, gateway, role, conviction,
    (at + interval '6 years')::date, gen_random_uuid(), CASE WHEN n % 800 <> 0 THEN one END, CASE WHEN n % 800 <> 0 THEN at END
  FROM ${EXCHANGES} WHERE n % 2 = 0 AND outcome <> 'refused'`;

const RECORDS = `INSERT INTO disclosure_record (id, reference, exchange_id, partnership_id, agency_id, counterpart_agency_id, side, kind, request_id,
    disclosure_id, state, missing, channel, outcome, occurred_on, subject_role, conviction_data, consent, purpose, gateway, article8_interest,
    dealing_officer_id, requesting_officer_id, authorised_by, vault_id, commitment, started_at, started_by, finalised_at, finalised_by, complete_by_on, retain_until_on)
  SELECT gen_random_uuid(), 'G-' || n || '-' || place, exchange_id, $1, CASE side WHEN 'asking' THEN asking ELSE holding END,
    CASE side WHEN 'asking' THEN holding ELSE asking END, side, kind, request_id, CASE WHEN told <> 'refused' AND kind = 'disclosure' THEN disclosure_id END,
    CASE WHEN is_open THEN 'incomplete' ELSE 'final' END, '{}', CASE WHEN n % 2 = 0 THEN 'system' ELSE 'telephone' END, told, at::date, role, conviction,
    CASE WHEN n % 20 = 0 THEN 'not-asked' ELSE 'given' END, purpose, CASE WHEN n % 900 <> 1 THEN gateway END, CASE WHEN n % 1100 <> 3 THEN 'crime-disorder' END,
    CASE side WHEN 'asking' THEN one ELSE other END, one, CASE WHEN n % 2 = 0 AND place > 1 THEN other END, gen_random_uuid(), 'generated', at, one,
    CASE WHEN NOT is_open THEN at END, CASE WHEN NOT is_open THEN one END, CASE WHEN is_open THEN at::date END, (at + interval '6 years')::date
  FROM ${EXCHANGES} CROSS JOIN LATERAL (
    SELECT 1 AS place, 'asking' AS side, 'request' AS kind, 'asked' AS told WHERE n % 2 = 0
    UNION ALL SELECT 2, 'holding', CASE WHEN n % 2 = 1 THEN 'informal' WHEN outcome = 'refused' THEN 'refusal' ELSE 'disclosure' END, outcome
    UNION ALL SELECT 3, 'asking', CASE WHEN n % 2 = 1 THEN 'informal' WHEN outcome = 'refused' THEN 'refusal' ELSE 'disclosure' END, outcome
      WHERE n % 1300 <> 5) AS part
  CROSS JOIN LATERAL (SELECT n % 1501 = 1 AND place = 2 AS is_open) AS stage`;

/** Posts, training and signatures go as far back as the records do. */
const BACKDATED = [
  `UPDATE appointment SET started_on = '2015-01-01' WHERE partnership_id = $1`,
  `UPDATE training_record SET held_on = '2015-01-01' WHERE partnership_id = $1`,
  `UPDATE signature SET signed_at = '2015-01-01' WHERE agreement_version_id IN (SELECT id FROM agreement_version WHERE partnership_id = $1)`,
];
const AGENCIES = `SELECT s.agency_id AS id FROM signatory s JOIN signature g ON g.agency_id = s.agency_id
  WHERE s.partnership_id = $1 ORDER BY s.position LIMIT 10`;
const OFFICERS = `SELECT DISTINCT officer_id AS id FROM appointment WHERE partnership_id = $1 AND role = 'designated-officer' ORDER BY 1`;
const BATCH = 20_000;

/**
 * Fills a partnership's log with about so many records. @param owner a connection to the database as the owner of its tables.
 * @returns the agencies and officers that stand in them.
 */
export async function fillLog(owner, partnershipId, records) {
  const idsOf = async (sql) => (await owner.query(sql, [partnershipId])).rows.map(({ id }) => id);
  const [agencies, officers] = [await idsOf(AGENCIES), await idsOf(OFFICERS)];
  for (const statement of BACKDATED) await owner.query(statement, [partnershipId]);
  const exchanges = Math.ceil(records / 2.5);
  for (let from = 1; from <= exchanges; from += BATCH)
    for (const statement of [REQUESTS, DISCLOSURES, RECORDS])
      await owner.query(statement, [partnershipId, agencies, officers, from, Math.min(exchanges, from + BATCH - 1)]);
  for (const table of ['disclosure_record', 'information_request', 'disclosure'])
    await owner.query(`VACUUM ANALYZE ${table}`);
  return { agencies, officers };
}
