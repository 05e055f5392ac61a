/** The role as which pages, interface and worker speak to PostgreSQL: it owns nothing and cannot pass by row security. */
export const APP_ROLE = 'broker_app';

/** True while the work under way belongs to the system. */
export const IS_SYSTEM = '(SELECT broker_is_system())';

/** A column that names the partnership of the scope. */
export const inPartnership = (column = 'partnership_id'): string => `${column} = (SELECT broker_partnership())`;

/** A column that names the agency of the scope. */
export const ofAgency = (column = 'agency_id'): string => `${column} = (SELECT broker_agency())`;

/** A column that names the agency of the scope, or one whose duties have come to it. */
export const ofAgencyLine = (column = 'agency_id'): string =>
  `${column} IN (SELECT agency_line((SELECT broker_partnership()), (SELECT broker_agency())))`;

/** A column of several agencies, of which one is the scope's, or one whose duties have come to it. */
export const anyOfAgencyLine = (column: string): string =>
  `${column} && ARRAY(SELECT agency_line((SELECT broker_partnership()), (SELECT broker_agency())))`;

/** A column that names the officer of the scope. */
export const ofOfficer = (column = 'officer_id'): string => `${column} = (SELECT broker_officer())`;

/** A row that belongs to a row of another table which the scope may see. */
export const ofVisible = (column: string, table: string): string => `${column} IN (SELECT id FROM ${table})`;

/**
 * Statements that put a table under row security: the system sees all of it, a scope the rows that `seen` lets through, and writes
 * those that `written` (by default the same) lets through.
 */
export function rowSecurity(table: string, seen: string, written = seen): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_scope ON ${table} USING (${IS_SYSTEM} OR ${seen}) WITH CHECK (${IS_SYSTEM} OR ${written})`,
  ];
}

/** Statements that lift the row security of a table. */
export const noRowSecurity = (table: string): string[] => [
  `DROP POLICY ${table}_scope ON ${table}`,
  `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
];
